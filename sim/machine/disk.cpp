#include "sim/machine/disk.h"

namespace copyscope::machine {

using trace::Buffer;
using trace::Span;

Disk::Disk(Recorder& recorder, const scenario::Machine& machine, Cpu& cpu, Dma& dma)
    : recorder_(recorder), access_time_(machine.disk.access_time), cpu_(cpu), dma_(dma),
      lane_(recorder.sink().lane("disk")), requests_(recorder.engine(), machine.disk.queue_depth) {}

engine::Engine::Delay Disk::access(Span& transfer) {
  Span row = transfer;
  row.kind = trace::Kind::disk_access;
  row.set_way(Buffer::disk, Buffer::none);
  row.lane = lane_;
  row.task = trace::no_task;
  transfer.cause = recorder_.note(access_time_, row);
  return recorder_.engine().delay(access_time_);
}

engine::Task Disk::read(Span row, Bytes bytes, trace::Ticket* ticket) {
  const engine::Resource::Lease request = co_await requests_.acquire();
  co_await access(row);
  const trace::Ticket transfer = co_await dma_.transfer(row, bytes);
  if (ticket) *ticket = transfer;
  co_await cpu_.interrupt("disk", row, transfer);
}

} // namespace copyscope::machine
