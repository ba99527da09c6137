// io_uring, as little of it as a method needs: one thread, a read linked with a send, some buffers
// that are registered (io_uring(7)).
//
// By the kernel's own header and without liburing: of each io_uring_enter() it has to be known that
// it was made, and Debian 12's liburing has no IORING_SEND_ZC_REPORT_USAGE, nor can its header
// stand beside the kernel's, which has.
#pragma once

#include "real/system.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

struct io_uring_sqe;
struct io_uring_cqe;

namespace copyscope::real {

/// What has come back of one submission.
struct Completed {
  static constexpr std::int32_t not_yet = INT32_MIN;

  std::int32_t read = not_yet, sent = not_yet; ///< bytes, or −errno
  bool notification_to_come = false;
  bool notified = false;
  bool copied = false; ///< says the notification

  bool done() const {
    return read != not_yet && sent != not_yet && (notified || !notification_to_come);
  }
};

class Ring {
public:
  enum class Zerocopy { no, yes };

  /// Throws SystemError; NotHere where the kernel's io_uring lacks what is needed.
  explicit Ring(Zerocopy zerocopy);

  /// Makes `buffer` known to the kernel, once: its pages are pinned, and count as locked memory.
  /// Throws SystemError.
  void register_buffer(std::span<std::byte> buffer);

  /// The next submission: bytes of the file into the buffer, and then from there to the socket.
  /// With zero-copy the buffer is the beginning of the registered one.
  void prepare(int file, std::int64_t offset, std::span<std::byte> buffer, int socket);

  /// One io_uring_enter(), which submits what is prepared and waits until that many completions can
  /// be collected, but not beyond a second: where a read falls short, its send is cancelled and no
  /// notification follows. 0, or −1 with errno, ETIME where the second has passed.
  int enter(unsigned wanted);
  /// Takes what has come back.
  void collect(Completed& completed);

  /// Completions of one submission, where nothing goes wrong: read, send, notification.
  unsigned completions() const { return is_zerocopy() ? 3 : 2; }
  bool is_zerocopy() const { return zerocopy_ == Zerocopy::yes; }
  bool reports_usage() const { return reports_usage_; }
  void forgo_usage() { reports_usage_ = false; } ///< for kernels that refuse the flag

private:
  io_uring_sqe& next_entry();
  bool knows_operation(unsigned operation) const;

  Zerocopy zerocopy_;
  bool reports_usage_ = true;
  FileDescriptor ring_;
  Mapping queues_, entries_;
  unsigned *tail_ = nullptr, *array_ = nullptr; ///< of the submission queue, in queues_
  unsigned mask_ = 0;
  unsigned *completed_head_ = nullptr, *completed_tail_ = nullptr;
  unsigned completed_mask_ = 0;
  io_uring_cqe* completed_ = nullptr;
  bool waits_for_a_while_ = false; ///< the kernel takes a time limit (5.11)
  unsigned prepared_ = 0;
};

/// The kernel lacks something, by no error of a call.
class NotHere : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace copyscope::real
