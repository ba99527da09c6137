// The page cache: the kernel's copy of the file's pages. A prefix may be there from the start; the
// rest comes from disk when it is wanted.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/disk.h"
#include "sim/scenario/scenario.h"

namespace copyscope::machine {

class PageCache {
public:
  PageCache(Recorder& recorder, const scenario::Machine& machine,
            const scenario::Workload& workload, Cpu& cpu, Disk& disk);

  /// Brings in what the chunk lacks: disk access, DMA, interrupt. Nothing where it is all there.
  engine::Task bring_in(Chunk chunk);

  /// The same without DMA: disk access, interrupt, and the CPU fetches it word by word.
  engine::Task bring_in_by_pio(Chunk chunk);

  /// Past the page cache (O_DIRECT): disk access, DMA into the user buffer, interrupt.
  engine::Task bypass(Chunk chunk);

  // Of a mapping of the file.

  /// What mmap() itself brings in: all that it maps, as the books have it; or nothing
  /// (mechanism.faults), but with MAP_POPULATE.
  engine::Task populate(Chunk chunk);
  /// The chunk's pages that are not mapped yet fault.
  engine::Task fault_in(Chunk chunk);
  /// Pins the chunk's pages for the NIC, those that are not mapped yet with their faults.
  engine::Task pin(Chunk chunk);
  /// Takes the mapping away.
  engine::Task unmap(Thread& thread);

private:
  trace::Range missing(const Chunk& chunk) const;
  engine::Task fetch(Chunk chunk, trace::Range range, trace::Buffer target, Bytes bytes);
  engine::Task request(trace::Span row, Bytes bytes, engine::Event& done);

  Recorder& recorder_;
  const scenario::Machine& machine_;
  Cpu& cpu_;
  Disk& disk_;
  Bytes resident_; ///< R of MODEL.md: the prefix that is there at the start
};

} // namespace copyscope::machine
