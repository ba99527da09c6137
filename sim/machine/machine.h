// The machine: the parts along the way from disk to network card, wired together.
//
// A method (sim/methods/) moves a file over it. At the textbook level one thing happens after
// another and a part is never asked for twice at once; at the level `linux` each mechanism that is
// on lets it behave as a kernel's does. What both levels share is one code: with all mechanisms
// off, the level `linux` is the textbook's.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/disk.h"
#include "sim/machine/dma.h"
#include "sim/machine/memory_bus.h"
#include "sim/machine/nic.h"
#include "sim/machine/page_cache.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;

/// The machine as it behaves at its level: the textbook's has no mechanism, and one core.
scenario::Machine at_its_level(scenario::Machine machine);

struct Machine {
  /// `given` is taken at its level. `recorder` must outlive it.
  Machine(Recorder& recorder, const scenario::Machine& given, const scenario::Workload& workload)
      : parameters(at_its_level(given)), bus(recorder.engine(), parameters),
        cpu(recorder, parameters, bus), disk(recorder, parameters, cpu, disk_dma),
        disk_dma(recorder, bus, "disk",
                 std::min(parameters.disk.bandwidth, parameters.dma.bandwidth)),
        nic_dma(recorder, bus, "nic", parameters.dma.bandwidth),
        page_cache(recorder, parameters, workload, cpu, disk),
        nic(recorder, parameters, cpu, nic_dma) {}

  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  const scenario::Machine parameters;
  MemoryBus bus;
  Cpu cpu;
  Disk disk; // keeps the address of its DMA engine only
  Dma disk_dma, nic_dma;
  PageCache page_cache;
  Nic nic;
};

} // namespace copyscope::machine
