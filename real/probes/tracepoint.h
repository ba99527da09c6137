// The kernel's tracepoints, read without leaving anything behind: perf_event_open(2) with a ring
// buffer of our own. Which number a tracepoint has, and where its fields lie, stands in tracefs;
// where that is not mounted, it is mounted on a descriptor that nobody else can see (fsmount(2)).
//
// For root, and for CAP_PERFMON where tracefs can be read; else the constructors throw SystemError
// with EPERM or EACCES.
#pragma once

#include "real/system.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <sys/types.h>

namespace copyscope::real {

/// One that this kernel has: "net", "net_dev_start_xmit".
class Tracepoint {
public:
  /// Throws SystemError; ENOENT where the kernel does not have it.
  Tracepoint(const std::string& system, const std::string& name);

  std::uint64_t id() const { return id_; }
  /// Where in a record a field begins, in bytes. Throws SystemError(ENOENT) without such a field.
  std::size_t offset_of(const std::string& field) const;

private:
  std::uint64_t id_ = 0;
  std::string format_; ///< the text of its file `format`
};

/// A field at its place in a record; 0 where the record is too short.
template <class T> T field_at(std::span<const std::byte> record, std::size_t offset) {
  T value{};
  if (offset + sizeof value <= record.size())
    std::memcpy(&value, record.data() + offset, sizeof value);
  return value;
}

/// The events of a tracepoint from start() to stop().
class TraceRing {
public:
  /// Of one process on every CPU (`cpu` −1), or of everybody on one CPU (`process` −1). `filter`
  /// as in Documentation/trace/events.rst, or empty. `bytes` for the events, rounded up to a power
  /// of two of pages. Throws SystemError.
  TraceRing(const Tracepoint& tracepoint, pid_t process, int cpu, std::int64_t bytes,
            const std::string& filter = "");

  void start();
  void stop();

  using Taker = std::function<void(std::int64_t time_ns, std::span<const std::byte> record)>;
  /// Services over every event so far, in order, with its CLOCK_MONOTONIC. Returns how many did not
  /// find room.
  std::int64_t take(const Taker& taker);

private:
  FileDescriptor event_;
  Mapping ring_; ///< a page that says where, and the events
};

} // namespace copyscope::real
