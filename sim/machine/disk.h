// The disk: it has the file, needs its access time before each transfer, and interrupts the CPU
// after it.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/dma.h"

namespace copyscope::machine {

class Disk {
public:
  Disk(Recorder& recorder, const scenario::Machine& machine, Cpu& cpu, Dma& dma);

  /// Finds the range: disk.access_time. The transfer begins at its end.
  engine::Engine::Delay access(trace::Span& transfer);
  /// One request: access, DMA of the row's range to the row's target, interrupt; the disk works on
  /// disk.queue_depth of them at once. `bytes` are moved, which may be more than the range has.
  /// `ticket` becomes that of the transfer's row.
  engine::Task read(trace::Span row, Bytes bytes, trace::Ticket* ticket = nullptr);

  /// Without DMA: access, interrupt, and the CPU fetches the chunk into the page cache word by
  /// word.
  engine::Task read_by_pio(Chunk chunk);

private:
  Recorder& recorder_;
  Time access_time_;
  Cpu& cpu_;
  Dma& dma_;
  trace::LaneId lane_;
  engine::Resource requests_;
  Awaited port_free_; ///< for programmed I/O, one request at a time
};

} // namespace copyscope::machine
