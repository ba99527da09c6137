// A DMA engine: moves bytes between a device and memory while the CPU is free, one transfer after
// the other.
//
// There is one in the disk's controller (lane dma.disk) and one in the NIC (lane dma.nic): today's
// devices are bus masters; no central DMA controller is left.
#pragma once

#include "sim/engine/resource.h"
#include "sim/machine/memory_bus.h"
#include "sim/machine/recorder.h"

#include <string_view>

namespace copyscope::machine {

class Dma {
public:
  /// `device` names the lane: "disk" or "nic". `rate` is that of a transfer that nothing slows.
  Dma(Recorder& recorder, MemoryBus& bus, std::string_view device, Bandwidth rate);

  /// Moves the row's range from its source to its target (row: Kind::dma_copy), in the time of
  /// `bytes`, which may be more. `ticket` becomes the row's.
  engine::Task transfer(trace::Span row, Bytes bytes, trace::Ticket& ticket);

private:
  engine::Task over_the_bus(trace::Span row, Bytes bytes, trace::Ticket& ticket);

  Recorder& recorder_;
  MemoryBus& bus_;
  Bandwidth rate_;
  trace::LaneId lane_;
  engine::Resource free_;
};

} // namespace copyscope::machine
