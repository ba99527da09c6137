#include "sim/machine/dma.h"

#include "sim/engine/alarm.h"

#include <string>

namespace copyscope::machine {

namespace {

class Transfer final : public MemoryBus::User {
public:
  explicit Transfer(engine::Engine& engine) : alarm_(engine) {}
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

engine::Task Dma::transfer(trace::Span row, Bytes bytes, trace::Ticket& ticket) {
  const engine::Resource::Lease mine = co_await free_.acquire();
  row.lane = lane_;
  row.task = trace::no_task;
  if (bus_.is_shared()) {
    co_await over_the_bus(row, bytes, ticket);
    co_return;
  }
  const Time duration = transfer_time(bytes, rate_);
  ticket = recorder_.note(duration, row);
  co_await recorder_.engine().delay(duration);
}

engine::Task Dma::over_the_bus(trace::Span row, Bytes bytes, trace::Ticket& ticket) {
  ticket = recorder_.open(row);
  Transfer transfer(recorder_.engine());
  bus_.load(transfer, bytes, rate_, 1);
  while (bus_.has_left(transfer)) {
    bus_.join(transfer);
    co_await transfer.end();
    bus_.leave(transfer);
  }
  recorder_.end(ticket, recorder_.now());
}

} // namespace copyscope::machine
