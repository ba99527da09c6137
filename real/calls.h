// The wrappers through which a method makes its system calls: each call is made, counted, timed and
// recorded, with nothing allocated in between.
#pragma once

#include "real/call_log.h"
#include "real/completions.h"
#include "real/pipe.h"
#include "real/system.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace copyscope::real {

class Ring;
struct Completed;

/// The sender's calls. The file and the stream are walked from their beginnings, so each call knows
/// the byte range that it moves. Throws SystemError where a call fails, FileShrank where the file
/// ends before the bytes that were asked for; a call that a signal interrupts is made again, and
/// both are counted. What moves less than asked is followed by a call for the rest.
class Calls {
public:
  explicit Calls(CallLog& log) : log_(log) {}

  void read(int file, std::span<std::byte> into);
  /// Of a file that was opened with O_DIRECT: whole blocks are asked for, of which the file has
  /// `wanted` bytes at least.
  void read_blocks(int file, std::span<std::byte> into, std::int64_t wanted);
  void write(int socket, std::span<const std::byte> from);
  void sendfile(int socket, int file, std::int64_t bytes);
  /// `begin`: a multiple of the page size. What lies there is what is lent, where that is so.
  std::span<const std::byte> mmap(int file, std::int64_t begin, std::int64_t bytes);

  /// References to pages of the file, and of a mapping, into the pipe: as many as it takes, whose
  /// bytes are returned.
  std::int64_t splice_in(int file, const Pipe& pipe, std::int64_t bytes);
  std::int64_t vmsplice(const Pipe& pipe, std::span<const std::byte> from);
  void splice_out(const Pipe& pipe, int socket, std::int64_t bytes); ///< all of what it holds

  /// With MSG_ZEROCOPY. Where the kernel has no more room for notifications, those that are to come
  /// are waited for; without any ENOBUFS is thrown as every other error.
  void send_zerocopy(int socket, std::span<const std::byte> from);
  /// Takes one notification from the socket's error queue, where there is one.
  void reap(int socket);
  void reap_all(int socket); ///< waits until each send has been told of

  /// Submits what the ring has been given, a read linked with a send of `bytes` of the file from
  /// `offset` on, waits for it and returns the bytes that were sent.
  std::int64_t submit_and_wait(Ring& ring, std::int64_t offset, std::int64_t bytes);

  /// Reads the wall clock: the first call begins here, whatever else is read before it is made.
  void start() { last_end_ns_ = now_ns(); }
  /// What mmap() is to return from now on, without a call: memory that lives longer than this, of
  /// at least the bytes that it will be asked for. unmap() leaves it alone.
  void lend(std::span<const std::byte> mapped) { lent_ = mapped; }
  /// Takes away what mmap() has mapped and returns how long that took, in nanoseconds; nothing
  /// without a mapping. No call that counts: it moves nothing and maps nothing.
  std::optional<std::int64_t> unmap();

  /// What the kernel has said of sends that asked for zero-copy.
  const Completions& completions() const { return completions_; }

private:
  /// Calls until no signal interrupts it; the result, or −errno.
  template <class Make> std::int64_t attempt(Call call, Asked asked, Make make);
  /// The same, where an error is thrown.
  template <class Make> std::int64_t make(Call call, Asked asked, Make make);
  std::int64_t or_thrown(Call call, std::int64_t result) const;
  bool reap_one(int socket);
  std::int64_t what_came(Ring& ring, const Completed& completed, std::int64_t offset,
                         std::int64_t bytes);

  CallLog& log_;
  Mapping mapping_;
  std::span<const std::byte> lent_;
  /// A call begins where the one before it ended: a method does nothing in between, and the clock
  /// is read once a call (it costs 100 ns on some virtual machines), and not at all where the log
  /// does not want it.
  std::int64_t last_end_ns_ = 0;
  std::int64_t read_ = 0; ///< bytes of the file read into the user's buffer or a pipe so far
  std::int64_t sent_ = 0; ///< bytes of the file handed to the socket so far
  Completions completions_;
};

/// The file ended while its bytes were still being sent.
class FileShrank : public std::runtime_error {
public:
  explicit FileShrank(std::int64_t at);
  /// At the end that it has now; at `at`, where that cannot be told.
  FileShrank(int file, std::int64_t at);
};

/// It ended below a mapping of it.
class MappingCut : public std::runtime_error {
public:
  explicit MappingCut(Call call);
};

} // namespace copyscope::real
