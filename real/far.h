// A receiver on another host: what `copyscope receive` and a run's sender say to one another.
//
// One connection says hello, and stays open for as long as the run goes on: when it closes, the
// receiver is done. Each round has a connection of its own: a line that says how many bytes come
// and how they are to be taken; the answer `ready`; the bytes; and, when they have all come, a line
// with their number, their checksum, and what they cost there. A token that the sender has chosen
// by chance is in every line, so that one run's sender is served and nobody else. As soon as the
// last byte has been read the receiver says `all`: that is the moment at which the round ends, and
// the line takes the acknowledgement along for which completions of zero-copy sends wait.
//
//   copyscope-receive 2 hello 0123…          welcome
//   copyscope-receive 2 take 0123… 65536 copy    ready, BYTES…, all, received 65536 9f… 3 41250 0
#pragma once

#include "real/connection.h"
#include "real/messages.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace copyscope::real {

/// The sender's side.
class FarReceiver {
public:
  /// Connects, says hello. Throws SystemError; std::runtime_error where another program listens
  /// there, or it serves somebody else.
  explicit FarReceiver(const SocketAddress& address);

  /// The connection of a round, at whose other end somebody waits for the first byte.
  FileDescriptor connect(std::int64_t bytes, Drain drain, CongestionControl& control) const;

  /// What it says when the bytes have come, stamped with the moment at which its `all` is here.
  static Received answer(int socket);

private:
  SocketAddress address_;
  std::string token_;
  FileDescriptor hello_;
};

/// What `receive` has taken.
struct Taken {
  std::int64_t files = 0, bytes = 0; ///< whole ones; bytes of all
  std::int64_t broken_off = 0;       ///< files of which the rest never came
  std::string from;                  ///< the peer's address
};

/// Called when it listens, and when the peer has come.
struct ReceiveNotices {
  std::function<void()> listening;
  std::function<void(const std::string& from)> joined;
};

/// Listens on that address, serves one run, and ends with it. Writes nothing to disk; takes files
/// of up to `most` bytes, in `most_buffered` bytes of memory. Throws SystemError, Interrupted
/// (before a peer has come).
Taken receive(const SocketAddress& address, const ReceiveNotices& notices,
              const std::atomic<bool>& cancelled, Bytes most = Bytes(std::int64_t{64} << 30),
              Bytes most_buffered = Bytes(std::int64_t{256} << 20));

} // namespace copyscope::real
