// What the kernel says of sends that asked for zero-copy: that it is done with their pages, and
// whether it has copied them in the end.
#pragma once

#include <cstdint>

namespace copyscope::real {

/// One notification from a socket's error queue: sends `first` to `last`, counted from 0 modulo
/// 2^32, are done (Documentation/networking/msg_zerocopy.rst).
struct Notification {
  std::uint32_t first = 0, last = 0;
  bool copied = false; ///< SO_EE_CODE_ZEROCOPY_COPIED

  std::int64_t sends() const { return std::int64_t{last - first} + 1; }
};

/// Counted are sends, which are told of in their order. Plain, so that it crosses between the
/// processes of a run.
struct Completions {
  std::int64_t asked = 0;         ///< made with MSG_ZEROCOPY, or SEND_ZC
  std::int64_t told = 0;          ///< of which the kernel has said that it is done
  std::int64_t notifications = 0; ///< in which it has said so: several sends may be in one
  std::int64_t copied = 0;        ///< and that it had to copy
  std::int64_t asked_bytes = 0, told_bytes = 0, copied_bytes = 0;
  std::int64_t bytes_a_send = 0;
  bool says_whether = true; ///< not of a SEND_ZC before Linux 6.2 (IORING_SEND_ZC_REPORT_USAGE)

  std::int64_t outstanding() const { return asked - told; }
  void note_send(std::int64_t bytes);
  /// Returns the bytes of the sends that are told of.
  std::int64_t take(const Notification& notification);
  /// A send that was told of at once.
  void note_told(std::int64_t bytes, bool says_whether, bool copied);
};

/// Reads one from the error queue with one call of recvmsg(): 1; 0 where what was there is no
/// notification of that kind; −1 with errno, EAGAIN where there is none.
int receive_notification(int socket, Notification& notification);

} // namespace copyscope::real
