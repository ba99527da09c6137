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

  /// `Ticket ticket = co_await dma.transfer(row, bytes)`: moves the row's range from its source to
  /// its target (row: Kind::dma_copy), in the time of `bytes`, which may be more. The ticket is the
  /// row's.
  class Transfer;
  Transfer transfer(const trace::Span& row, Bytes bytes);

private:
  engine::Task in_turn(trace::Span row, Bytes bytes, trace::Ticket& ticket);

  Recorder& recorder_;
  MemoryBus& bus_;
  Bandwidth rate_;
  trace::LaneId lane_;
  engine::Resource free_;
};

/// Where the engine is free and nothing can come between, its time passes at once.
class [[nodiscard]] Dma::Transfer {
public:
  Transfer(Dma& dma, const trace::Span& row, Bytes bytes) : dma_(dma), row_(row), bytes_(bytes) {}

  bool await_ready();
  void await_suspend(engine::Promise::Handle task) {
    slow_ = dma_.in_turn(row_, bytes_, ticket_);
    engine::Task::Run(slow_).await_suspend(task);
  }
  trace::Ticket await_resume() {
    if (!slow_.empty()) engine::Task::Run(slow_).await_resume();
    return ticket_;
  }

private:
  Dma& dma_;
  trace::Span row_;
  Bytes bytes_;
  trace::Ticket ticket_ = trace::no_ticket;
  engine::Task slow_;
};

inline Dma::Transfer Dma::transfer(const trace::Span& row, Bytes bytes) {
  return {*this, row, bytes};
}

} // namespace copyscope::machine
