#include "sim/machine/nic.h"

namespace copyscope::machine {

using trace::Buffer;
using trace::Span;

Nic::Nic(Recorder& recorder, const scenario::Machine& machine, Cpu& cpu, Dma& dma)
    : recorder_(recorder), cpu_(cpu), dma_(dma), has_queue_(machine.mechanism.blocking),
      queue_(recorder.engine()) {
  if (machine.path == scenario::Path::sink) lane_ = recorder.sink().lane("nic");
  if (has_queue_) recorder.engine().spawn(serve());
}

engine::Task Nic::transmit(Sender& sender) {
  for (Span row; sender.next(row);) {
    if (has_queue_) {
      if (row.cause == trace::no_span) row.cause = recorder_.trail(row.flow).before(row.range());
      co_await queue_.push({row, &sender});
      continue;
    }
    const trace::Ticket ticket = co_await dma_.transfer(row, row.range().bytes);
    co_await cpu_.interrupt("nic", row, ticket);
    sender.sent(row, ticket);
  }
}

engine::Task Nic::serve() {
  for (;;) {
    const Packet packet = co_await queue_.pop();
    const trace::Ticket ticket = co_await dma_.transfer(packet.row, packet.row.range().bytes);
    recorder_.engine().spawn(complete(packet.row, ticket, *packet.sender));
  }
}

// The interrupt says that it is done; the softirq after it frees what held the bytes.
engine::Task Nic::complete(Span row, trace::Ticket ticket, Sender& sender) {
  co_await cpu_.interrupt("nic", row, ticket);
  co_await cpu_.softirq("nic", row, ticket);
  sender.sent(row, ticket);
}

engine::Task Nic::transmit_by_pio(Thread& thread, Sender& sender) {
  for (Span row; sender.next(row);) {
    co_await cpu_.pio(Buffer::socket_buffer, Buffer::nic, {row.range(), &thread});
    const trace::Ticket ticket = recorder_.trail(row.flow).latest();
    co_await cpu_.interrupt("nic", row, ticket);
    sender.sent(row, ticket);
  }
}

void Nic::take(Span row, Sender& sender) {
  row.kind = trace::Kind::transmit;
  row.lane = lane_;
  row.task = trace::no_task;
  sender.sent(row, recorder_.note(Time(), row));
}

} // namespace copyscope::machine
