// What single operations cost on this machine by themselves: a system call, a copy, a page fault,
// pinning a page, a context switch, the disk.
//
// In the path of a send they cost other than alone (a cache is colder, a call does more), which is
// why calibrate.h fits; but some cannot be seen in the methods that are fitted, and for the rest a
// report shows both.
#pragma once

#include "real/real.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::predict {

enum class Primitive : std::uint8_t {
  system_call,    ///< one that does nothing (getppid)
  hot_copy,       ///< a page, in memory that was just copied
  cold_copy,      ///< a page, in memory that no cache holds
  read_call,      ///< a read of one byte that is cached, beside an empty call
  read_page,      ///< each page of a read
  map_page,       ///< mmap of a page of a file, the access to it and munmap
  page_fault,     ///< that maps what is around it
  populate,       ///< mapping 16 pages at once, without a fault (MAP_POPULATE)
  touch_page,     ///< the first access to a page that is mapped already
  unmap_page,     ///< each page of a munmap
  pipe_page,      ///< a page of the cache that goes through a pipe (splice)
  pin_page,       ///< found through a mapping and pinned (vmsplice), by what it costs more there
  notification,   ///< of a send of one byte with MSG_ZEROCOPY, by what it costs more than sendfile
  uring_request,  ///< of two that read a byte and send it, beside what they do and their call
  context_switch, ///< from one task to another on the same CPU
  disk_access,    ///< a read of one block past the cache
  disk_page,      ///< each page of a long read past the cache
  pace,           ///< a fixed piece of arithmetic: whether the CPU keeps its pace
};
inline constexpr std::size_t primitive_count = 18;

std::string_view name_of(Primitive primitive); ///< "system_call"

/// In picoseconds of CPU time (of the disk and of a context switch, of wall time): the median of
/// several rounds, and the interval that holds it at least 95 % sure.
struct PrimitiveFigure {
  Primitive primitive = Primitive::system_call;
  std::string unavailable; ///< why there is none, else empty
  std::int64_t ps = 0, low_ps = 0, high_ps = 0;
};

/// All of them, in that order, in some seconds: in a process of their own, on one CPU at a time.
/// Throws SystemError, Interrupted. `directory` is where a file of a few MiB is made, and gone
/// again.
std::vector<PrimitiveFigure> measure_primitives(const std::string& directory,
                                                const real::Progress& progress,
                                                const std::atomic<bool>& cancelled);

} // namespace copyscope::predict
