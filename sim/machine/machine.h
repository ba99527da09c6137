// The machine: the parts along the way from disk to network card, wired together.
//
// A method (sim/methods/) moves a file over it. At the textbook level one thing happens after
// another and a part is never asked for twice at once.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/disk.h"
#include "sim/machine/dma.h"
#include "sim/machine/nic.h"
#include "sim/machine/page_cache.h"
#include "sim/machine/process.h"
#include "sim/machine/socket.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;

struct Machine {
  /// `parameters` and `recorder` must outlive it.
  Machine(Recorder& recorder, const scenario::Machine& parameters)
      : cpu(recorder, parameters), disk(recorder, parameters),
        disk_dma(recorder, cpu, "disk",
                 std::min(parameters.disk.bandwidth, parameters.dma.bandwidth)),
        nic_dma(recorder, cpu, "nic", parameters.dma.bandwidth), page_cache(cpu, disk, disk_dma),
        socket(cpu, parameters), nic(cpu, nic_dma, socket) {}

  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  Cpu cpu;
  Disk disk;
  Dma disk_dma, nic_dma;
  PageCache page_cache;
  Socket socket;
  Nic nic;
};

} // namespace copyscope::machine
