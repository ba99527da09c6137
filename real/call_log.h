// Which system calls of a method are counted, and the record of each as it was made.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace copyscope::real {

/// The calls that are counted; `recv` is the receiver's. splice() is two of them, as a listing has
/// it in two lines.
enum class Call : std::uint8_t {
  read,
  write,
  mmap,
  sendfile,
  splice_in,
  splice_out,
  vmsplice,
  send,
  poll,
  recvmsg,
  io_uring_enter,
  recv
};
inline constexpr std::array<std::string_view, 12> call_names{
    "read",     "write", "mmap", "sendfile", "splice",         "splice",
    "vmsplice", "send",  "poll", "recvmsg",  "io_uring_enter", "recv"};
inline constexpr std::size_t call_count = call_names.size();
constexpr std::string_view name_of(Call call) {
  return call_names[static_cast<std::size_t>(call)];
}
/// Of the line of a method's listing that makes it; empty where the listing has none.
constexpr std::string_view label_of(Call call) {
  switch (call) {
  case Call::splice_in:
    return "splice_in";
  case Call::splice_out:
    return "splice_out";
  case Call::poll:
    return "";
  default:
    return name_of(call);
  }
}

/// One call as it was made: when, and which of the file's bytes it moved, mapped or told of.
struct CallRecord {
  std::int64_t begin_ns;     ///< CLOCK_MONOTONIC before it
  std::int64_t end_ns;       ///< and after it
  std::uint64_t offset : 48; ///< into the file, bytes
  Call call : 4;
  std::uint64_t error : 12; ///< errno; 0 where it did not fail
  std::int64_t bytes;       ///< 0 where it failed
  std::int64_t asked;       ///< bytes; 0 of a call that asks for none
};
static_assert(sizeof(CallRecord) == 40 && call_count <= 16);

/// What a call is about: bytes of the file, from an offset on.
struct Asked {
  std::int64_t offset = 0, bytes = 0;
};

/// Records into memory that was set aside before. Calls beyond its size are counted, not recorded.
class CallLog {
public:
  explicit CallLog(std::span<CallRecord> records) : records_(records) {}

  /// Whether when a call was made is kept; without room for a single record the clock need not be
  /// read, and a loop of calls costs what it costs without this log.
  bool wants_times() const { return !records_.empty(); }

  /// `result`: bytes, or −errno.
  void add(Call call, std::int64_t begin_ns, std::int64_t end_ns, Asked asked,
           std::int64_t result) {
    const std::int64_t bytes = std::max<std::int64_t>(0, result);
    if (made_ < static_cast<std::int64_t>(records_.size()))
      records_[static_cast<std::size_t>(made_)] = {begin_ns,
                                                   end_ns,
                                                   static_cast<std::uint64_t>(asked.offset),
                                                   call,
                                                   static_cast<std::uint64_t>(bytes - result),
                                                   bytes,
                                                   asked.bytes};
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

} // namespace copyscope::real
