#include "sim/machine/disk.h"

namespace copyscope::machine {

using trace::Buffer;
using trace::Span;

Disk::Disk(Recorder& recorder, const scenario::Machine& machine, Cpu& cpu, Dma& dma)
    : recorder_(recorder), access_time_(machine.disk.access_time), cpu_(cpu), dma_(dma),
      lane_(recorder.sink().lane("disk")), requests_(recorder.engine(), machine.disk.queue_depth),
      port_free_(recorder.engine()) {
  port_free_.set(trace::no_ticket);
}

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

// Whoever waits for the port must not keep the core from the thread that has it.
engine::Task Disk::read_by_pio(Chunk chunk) {
  while (!port_free_.is_set())
    co_await cpu_.wait_for(*chunk.thread, port_free_, "disk");
  port_free_.reset();
  Span row =
      chunk.thread->row(trace::Kind::pio_copy, Buffer::disk, Buffer::page_cache, chunk.range);
  co_await access(row);
  co_await cpu_.interrupt("disk", row, row.cause);
  co_await cpu_.pio(Buffer::disk, Buffer::page_cache, chunk);
  port_free_.set(recorder_.trail(chunk.thread->flow()).latest());
}

} // namespace copyscope::machine
