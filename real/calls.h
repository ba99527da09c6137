// The wrappers through which a method makes its system calls: each call is made, counted, timed and
// recorded, with nothing allocated in between.
#pragma once

#include "real/system.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace copyscope::real {

/// The calls that are counted; `recv` is the receiver's.
enum class Call : std::uint8_t { read, write, mmap, sendfile, recv };
inline constexpr std::array<std::string_view, 5> call_names{"read", "write", "mmap", "sendfile",
                                                            "recv"};
inline constexpr std::size_t call_count = call_names.size();
constexpr std::string_view name_of(Call call) {
  return call_names[static_cast<std::size_t>(call)];
}

/// One call as it was made: when, and which of the file's bytes it moved or mapped.
struct CallRecord {
  std::int64_t begin_ns;     ///< CLOCK_MONOTONIC before it
  std::int64_t end_ns;       ///< and after it
  std::uint64_t offset : 56; ///< into the file, bytes
  Call call : 8;
  std::int64_t bytes; ///< 0 where it failed
};
static_assert(sizeof(CallRecord) == 32);

/// Records into memory that was set aside before. Calls beyond its size are counted, not recorded.
class CallLog {
public:
  explicit CallLog(std::span<CallRecord> records) : records_(records) {}

  /// Whether when a call was made is kept; without room for a single record the clock need not be
  /// read, and a loop of calls costs what it costs without this log.
  bool wants_times() const { return !records_.empty(); }

  void add(Call call, std::int64_t begin_ns, std::int64_t end_ns, std::int64_t offset,
           std::int64_t bytes) {
    if (made_ < static_cast<std::int64_t>(records_.size()))
      records_[static_cast<std::size_t>(made_)] = {begin_ns, end_ns,
                                                   static_cast<std::uint64_t>(offset), call, bytes};
    if (made_++ == 0) first_begin_ns_ = begin_ns;
    ++counts_[static_cast<std::size_t>(call)];
    bytes_[static_cast<std::size_t>(call)] += bytes;
  }

  std::int64_t made() const { return made_; }
  std::int64_t first_begin_ns() const { return first_begin_ns_; } ///< 0 before the first
  const std::array<std::int64_t, call_count>& counts() const { return counts_; }
  const std::array<std::int64_t, call_count>& bytes() const { return bytes_; } ///< moved, by Call

private:
  std::span<CallRecord> records_;
  std::int64_t made_ = 0;
  std::int64_t first_begin_ns_ = 0;
  std::array<std::int64_t, call_count> counts_{};
  std::array<std::int64_t, call_count> bytes_{};
};

/// The sender's calls. The file and the stream are walked from their beginnings, so each call knows
/// the byte range that it moves. Throws SystemError where a call fails, FileShrank where the file
/// ends before the bytes that were asked for; a call that a signal interrupts is made again, and
/// both are counted. What moves less than asked is followed by a call for the rest.
class Calls {
public:
  explicit Calls(CallLog& log) : log_(log) {}

  void read(int file, std::span<std::byte> into);
  void write(int socket, std::span<const std::byte> from);
  void sendfile(int socket, int file, std::int64_t bytes);
  std::span<const std::byte> mmap(int file, std::int64_t bytes);

  /// Reads the wall clock: the first call begins here, whatever else is read before it is made.
  void start() { last_end_ns_ = now_ns(); }
  /// What mmap() is to return from now on, without a call: memory that lives longer than this, of
  /// at least the bytes that it will be asked for. unmap() leaves it alone.
  void lend(std::span<const std::byte> mapped) { lent_ = mapped; }
  /// Takes away what mmap() has mapped and returns how long that took, in nanoseconds; nothing
  /// without a mapping. No call that counts: it moves nothing and maps nothing.
  std::optional<std::int64_t> unmap();

private:
  template <class Make> std::int64_t make(Call call, std::int64_t offset, Make make);

  CallLog& log_;
  Mapping mapping_;
  std::span<const std::byte> lent_;
  /// A call begins where the one before it ended: a method does nothing in between, and the clock
  /// is read once a call (it costs 100 ns on some virtual machines), and not at all where the log
  /// does not want it.
  std::int64_t last_end_ns_ = 0;
  std::int64_t read_ = 0; ///< bytes of the file read into the user's buffer so far
  std::int64_t sent_ = 0; ///< bytes of the file handed to the socket so far
};

/// The file ended while its bytes were still being sent.
class FileShrank : public std::runtime_error {
public:
  explicit FileShrank(std::int64_t at);
};

} // namespace copyscope::real
