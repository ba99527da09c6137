#include "sim/machine/dma.h"

#include <string>

namespace copyscope::machine {

Dma::Dma(Recorder& recorder, Cpu& cpu, std::string_view device, Bandwidth rate)
    : recorder_(recorder), cpu_(cpu), device_(device), rate_(rate),
      lane_(recorder.sink().lane("dma." + std::string(device))) {}

engine::Task Dma::transfer(trace::Span row) {
  row.lane = lane_;
  row.task = trace::no_task;
  const Time duration = transfer_time(row.range().bytes, rate_);
  recorder_.trail(row.flow).announce(recorder_.note_about(duration, row));
  co_await recorder_.engine().delay(duration);
  co_await cpu_.interrupt(device_, row);
}

} // namespace copyscope::machine
