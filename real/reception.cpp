#include "real/reception.h"

#include "real/checksum.h"
#include "real/probes/cpu_time.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

constexpr std::size_t trunc_bytes = 1 << 20; // a call that discards

/// One round: everything that the socket gives, up to the bytes that are expected.
class Reception {
public:
  Reception(int socket, const SharedRecords& records, std::span<std::byte> buffer, Drain drain,
            const FarEnd& far)
      : socket_(socket), records_(records), buffer_(buffer), drain_(drain), far_(far),
        log_(records.receiver()) {}

  Received take(std::int64_t expected, pid_t sender) {
    const Turns turns = turns_now();
    const auto before = usage_now();
    while (received_.bytes < expected && take_some(expected - received_.bytes)) {
    }
    received_.cpu_end_ns = cpu_time_of(getpid());
    if (sender != 0) received_.sender_cpu_end_ns = cpu_time_of(sender);
    received_.last_byte_ns = now_ns();
    if (far_.all_here && received_.bytes == expected) far_.all_here();
    received_.usage = usage_now() - before;
    received_.turns = turns_since(turns, cpu_time_ns());
    received_.made = log_.made();
    if (received_.problem.empty() && received_.bytes == expected) expect_end();
    if (drain_ == Drain::copy) {
      checksum_.add(buffer_.first(filled_));
      received_.has_checksum = true;
      received_.checksum = checksum_.value();
    }
    return received_;
  }

private:
  bool take_some(std::int64_t wanted) {
    const std::int64_t offset = received_.bytes;
    const std::int64_t begin = now_ns();
    const ssize_t got = drain_ == Drain::copy ? copy(wanted) : discard(wanted);
    const int error = errno;
    if (got < 0 && goes_on(error)) return true;
    if (got < 0) received_.problem = ShortText("recv: " + describe_error(error));
    if (got <= 0) return false;
    log_.add(Call::recv, begin, now_ns(), {offset, wanted}, got);
    received_.bytes += got;
    records_.received().store(received_.bytes, std::memory_order_relaxed);
    return true;
  }

  bool goes_on(int error) const {
    if (error != EINTR && error != EAGAIN) return false;
    return far_.waits_on ? far_.waits_on() : error == EINTR;
  }

  ssize_t copy(std::int64_t wanted) {
    if (filled_ == buffer_.size()) empty_buffer();
    const std::size_t room = std::min(buffer_.size() - filled_, static_cast<std::size_t>(wanted));
    const ssize_t got = recv(socket_, &buffer_[filled_], room, 0);
    if (got > 0) filled_ += static_cast<std::size_t>(got);
    return got;
  }

  ssize_t discard(std::int64_t wanted) {
    const std::size_t most = std::min(trunc_bytes, static_cast<std::size_t>(wanted));
    return recv(socket_, buffer_.data(), most, MSG_TRUNC);
  }

  /// The file is larger than the buffer: what is there is added to the checksum while the clock
  /// runs. The CPU time of that is measured, and belongs neither to the CPU time nor to the
  /// duration of the round.
  void empty_buffer() {
    const auto cpu = cpu_time_of(getpid());
    const std::int64_t begin = now_ns();
    checksum_.add(buffer_);
    filled_ = 0;
    const std::int64_t passed = now_ns() - begin;
    received_.checksum_ns += (cpu_time_of(getpid()) - cpu).get().value_or(passed);
  }

  void expect_end() {
    std::byte more{};
    ssize_t got = 0;
    do
      got = recv(socket_, &more, 1, 0);
    while (got < 0 && goes_on(errno));
    if (got > 0) received_.problem = ShortText("more bytes came than the file has");
  }

  int socket_;
  const SharedRecords& records_;
  std::span<std::byte> buffer_;
  Drain drain_;
  const FarEnd& far_;
  CallLog log_;
  Checksum checksum_;
  std::size_t filled_ = 0;
  Received received_;
};

} // namespace

Received take_all(int socket, std::int64_t expected, Drain drain, std::span<std::byte> buffer,
                  const SharedRecords& records, pid_t sender, const FarEnd& far) {
  return Reception(socket, records, buffer, drain, far).take(expected, sender);
}

} // namespace copyscope::real
