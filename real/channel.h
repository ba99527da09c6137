// Messages between the run and its two processes: plain structs over a socket pair that keeps them
// apart (SOCK_SEQPACKET).
#pragma once

#include "real/system.h"

#include <atomic>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace copyscope::real {

/// The other end has gone: its process has ended.
class PeerGone : public std::runtime_error {
public:
  PeerGone() : std::runtime_error("a process of the run has ended before its time") {}
  using std::runtime_error::runtime_error;
};

/// A text in a message; what does not fit is cut off.
class ShortText {
public:
  ShortText() = default;
  ShortText(std::string_view text);
  std::string str() const { return text_; }
  bool empty() const { return text_[0] == 0; }

private:
  char text_[600] = {};
};

/// What the run waits with: until when, and whether it has been cancelled.
struct Patience {
  std::int64_t deadline_ns; ///< CLOCK_MONOTONIC
  const std::atomic<bool>& cancelled;
  std::function<void()> tick; ///< called every 50 ms or so; may be empty
};

/// The deadline has passed.
class TookTooLong : public std::runtime_error {
public:
  TookTooLong() : std::runtime_error("it took too long") {}
};

class Channel {
public:
  Channel() = default;
  explicit Channel(FileDescriptor end) : end_(std::move(end)) {}

  template <class Message> void send(const Message& message) const {
    static_assert(std::is_trivially_copyable_v<Message>);
    send_bytes(&message, sizeof message);
  }

  /// Waits without end: for the processes, which end with the run. Throws PeerGone.
  template <class Message> Message receive() const {
    static_assert(std::is_trivially_copyable_v<Message>);
    Message message;
    receive_bytes(&message, sizeof message);
    return message;
  }

  /// For the run. Throws PeerGone, TookTooLong, Interrupted.
  template <class Message> Message receive(const Patience& patience) const {
    await(patience);
    return receive<Message>();
  }

private:
  void send_bytes(const void* message, std::size_t size) const;
  void receive_bytes(void* message, std::size_t size) const;
  void await(const Patience& patience) const;

  FileDescriptor end_;
};

/// Two ends of one. Throws SystemError.
std::pair<Channel, Channel> make_channel();

} // namespace copyscope::real
