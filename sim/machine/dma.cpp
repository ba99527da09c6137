#include "sim/machine/dma.h"

#include <string>

namespace copyscope::machine {

Dma::Dma(Recorder& recorder, Cpu& cpu, std::string_view device, Bandwidth rate)
    : recorder_(recorder), cpu_(cpu), device_(device), rate_(rate),
      lane_(recorder.sink().lane("dma." + std::string(device))) {}

engine::Task Dma::transfer(trace::Span row) {
  row.lane = lane_;
  co_await recorder_.spend(transfer_time(row.range().bytes, rate_), row);
  co_await cpu_.interrupt(device_, row);
}

} // namespace copyscope::machine
