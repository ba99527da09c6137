// The disk on which a file lies, and what it has done: requests from its block device's `stat`
// (Documentation/block/stat.rst), interrupts from /proc/interrupts. Both are of the whole machine:
// whoever else reads from that disk is counted too.
#pragma once

#include "real/probes/reading.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copyscope::real {

/// Sums since the machine was started, or a difference of two of them.
struct DiskWork {
  Reading<std::int64_t> reads;      ///< requests completed; each is a DMA transfer into memory
  Reading<std::int64_t> read_bytes; ///< by all of them
  Reading<std::int64_t> interrupts;

  friend DiskWork operator-(const DiskWork& after, const DiskWork& before) {
    return {after.reads - before.reads, after.read_bytes - before.read_bytes,
            after.interrupts - before.interrupts};
  }
};

class Disk {
public:
  /// The disk below an open file: below a partition, device mapper or btrfs too, where sysfs tells.
  explicit Disk(int file);

  DiskWork work() const;

  /// Whose interrupts they are: "vda", or "" where the disk's lines are not known and those of all
  /// devices of the machine are counted.
  const std::string& interrupts_of() const { return interrupts_of_; }

private:
  void add_lines(const std::string& device);

  std::string stat_;       ///< path; "" where the disk is not known
  std::vector<int> lines_; ///< its controllers', ascending; empty: all devices'
  std::string interrupts_of_;
};

} // namespace copyscope::real
