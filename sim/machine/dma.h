// A DMA engine: moves bytes between a device and memory while the CPU is free, then interrupts it.
//
// There is one in the disk's controller (lane dma.disk) and one in the NIC (lane dma.nic): today's
// devices are bus masters; no central DMA controller is left.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/recorder.h"

#include <string_view>

namespace copyscope::machine {

class Dma {
public:
  /// `device` names the lane and the interrupt: "disk" or "nic". `rate` is that of a transfer.
  Dma(Recorder& recorder, Cpu& cpu, std::string_view device, Bandwidth rate);

  /// Moves the row's range from its source to its target (row: Kind::dma_copy), then interrupts.
  engine::Task transfer(trace::Span row);

private:
  Recorder& recorder_;
  Cpu& cpu_;
  std::string_view device_;
  Bandwidth rate_;
  trace::LaneId lane_;
};

} // namespace copyscope::machine
