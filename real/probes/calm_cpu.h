// Whether the CPU keeps its pace, and which one does.
//
// A virtual CPU may share a core with that of another machine, which nobody here sees: while it
// works on the core's other hyperthread, the kernel's own code takes half as long again and more,
// copies a tenth longer, and arithmetic on registers none. No counter tells of it, and it comes and
// goes many times a second. So it is measured, around each thing that is timed, with a gauge that
// is such code: a byte that is sent to oneself over an AF_UNIX datagram socket.
#pragma once

#include "real/system.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace copyscope::real {

class CalmCpu {
public:
  /// Pins this process to one CPU of those that it may use, as cpu_to_pin() says, where the kernel
  /// lets it. Throws SystemError where there is no socket to be had.
  CalmCpu();

  bool is_pinned() const { return pinned_; }

  /// Picoseconds that the gauge takes now: the least of a few short runs, some 50 us in all, so
  /// that an interrupt in one of them is none of its business.
  std::int64_t pace_ps() const;

  /// Moves to another CPU where this one is slower than one was lately, and waits some milliseconds
  /// for one that is not; then it stays where it is. Returns the pace there.
  std::int64_t settle();

private:
  std::array<FileDescriptor, 2> ends_;
  std::vector<int> cpus_; ///< that are tried
  std::size_t at_ = 0;    ///< of cpus_: where it is pinned
  bool pinned_ = false;
  std::int64_t best_ps_ = 0; ///< lately; 0 before the first
};

/// What the gauge says around a measurement that counts.
struct PaceWindow {
  std::int64_t low_ps = 0, high_ps = 0;

  bool holds(std::int64_t pace_ps) const { return pace_ps >= low_ps && pace_ps <= high_ps; }
  friend bool operator==(const PaceWindow&, const PaceWindow&) = default;
};

/// Of several things that were measured by turns, each often, with the pace at each: where to look,
/// so that all are compared at one pace. It reaches from some pace to a fourteenth more, and is the
/// fastest one in which each thing has 12 measurements, or all, where it has fewer; where there is
/// none, that in which the thing with the fewest has most. No measurements: it holds nothing but 0.
PaceWindow pace_window(std::vector<std::vector<std::int64_t>> paces);

} // namespace copyscope::real
