#include "sim/machine/cpu.h"

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Span;

Cpu::Cpu(Recorder& recorder, const scenario::Machine& machine)
    : recorder_(recorder), machine_(machine), lane_(recorder.sink().lane("cpu0")) {}

Cpu::Delay Cpu::copy(Buffer source, Buffer target, Chunk chunk) {
  Span row = chunk.process->row(Kind::cpu_copy, source, target, chunk.range);
  row.lane = lane_;
  return recorder_.spend_about(transfer_time(chunk.range.bytes, machine_.cpu.copy_bandwidth), row);
}

Cpu::Delay Cpu::pio(Buffer source, Buffer target, trace::Range range, const Process& process) {
  Span row = process.row(Kind::pio_copy, source, target, range);
  row.lane = lane_;
  const Time duration = machine_.cpu.pio_time * parts(range.bytes, machine_.cpu.pio_word);
  recorder_.trail(row.flow).announce(recorder_.note_about(duration, row));
  return recorder_.engine().delay(duration);
}

Cpu::Delay Cpu::describe(Buffer source, Chunk chunk) {
  Span row = chunk.process->row(Kind::descriptor, source, Buffer::socket_buffer, chunk.range);
  row.lane = lane_;
  return recorder_.spend_about(machine_.cpu.descriptor, row);
}

Cpu::Delay Cpu::reference(Buffer source, Chunk chunk) {
  Span row = chunk.process->row(Kind::page_reference, source, Buffer::pipe, chunk.range);
  row.lane = lane_;
  return recorder_.spend_about(Time(), row);
}

Cpu::Delay Cpu::map(Chunk whole) {
  Span row = whole.process->row(Kind::map, Buffer::page_cache, Buffer::user_buffer, whole.range);
  row.lane = lane_;
  return recorder_.spend_about(machine_.cpu.map, row);
}

Cpu::Delay Cpu::pin(Chunk chunk) {
  Span row = chunk.process->row(Kind::pin, Buffer::user_buffer, Buffer::none, chunk.range);
  row.lane = lane_;
  return recorder_.spend_about(Time(), row);
}

Cpu::Delay Cpu::interrupt(std::string_view cause, const Span& transfer) {
  Span row;
  row.kind = Kind::interrupt;
  row.flow = transfer.flow;
  row.call = transfer.call;
  row.cause = recorder_.trail(transfer.flow).announced();
  row.name = recorder_.sink().name(cause);
  row.lane = lane_;
  return recorder_.spend(machine_.cpu.interrupt, row);
}

} // namespace copyscope::machine
