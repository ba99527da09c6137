// The page cache: the kernel's copy of the file's pages. A prefix may be there from the start; the
// rest comes from disk when it is wanted.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/disk.h"
#include "sim/machine/dma.h"

namespace copyscope::machine {

class PageCache {
public:
  PageCache(Cpu& cpu, Disk& disk, Dma& dma) : cpu_(cpu), disk_(disk), dma_(dma) {}

  /// Brings in what the chunk lacks: disk access, DMA, interrupt. Nothing where it is all there.
  engine::Task bring_in(Chunk chunk);

  /// The same without DMA: disk access, interrupt, and the CPU fetches it word by word.
  engine::Task bring_in_by_pio(Chunk chunk);

  /// Past the page cache (O_DIRECT): disk access, DMA into the user buffer, interrupt.
  engine::Task bypass(Chunk chunk);

private:
  Cpu& cpu_;
  Disk& disk_;
  Dma& dma_;
};

} // namespace copyscope::machine
