#include "sim/machine/dma.h"

#include "sim/engine/alarm.h"

#include <string>

namespace copyscope::machine {

namespace {

class OverTheBus final : public MemoryBus::User {
public:
  explicit OverTheBus(engine::Engine& engine) : alarm_(engine) {}
  engine::Alarm::Until end() { return alarm_.until(end_); }
  void ends_at(Time end) override {
    end_ = end;
    if (alarm_.is_set()) alarm_.move(end);
  }

private:
  engine::Alarm alarm_;
  Time end_;
};

} // namespace

Dma::Dma(Recorder& recorder, MemoryBus& bus, std::string_view device, Bandwidth rate)
    : recorder_(recorder), bus_(bus), rate_(rate),
      lane_(recorder.sink().lane("dma." + std::string(device))), free_(recorder.engine(), 1) {}

bool Dma::Transfer::await_ready() {
  row_.lane = dma_.lane_;
  row_.task = trace::no_task;
  if (dma_.bus_.is_shared() || dma_.free_.free() == 0) return false;
  Recorder& recorder = dma_.recorder_;
  const Time begin = recorder.now();
  if (!recorder.engine().delay(transfer_time(bytes_, dma_.rate_)).await_ready()) return false;
  ticket_ = recorder.note_past(begin, row_);
  return true;
}

engine::Task Dma::in_turn(trace::Span row, Bytes bytes, trace::Ticket& ticket) {
  const engine::Resource::Lease mine = co_await free_.acquire();
  ticket = recorder_.open(row);
  OverTheBus transfer(recorder_.engine());
  bus_.load(transfer, bytes, rate_, 1);
  while (bus_.has_left(transfer)) {
    bus_.join(transfer);
    co_await transfer.end();
    bus_.leave(transfer);
  }
  recorder_.end(ticket, recorder_.now());
}

} // namespace copyscope::machine
