#include "sim/machine/socket.h"

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;

Cpu::Delay Socket::copy(Buffer source, Chunk chunk) {
  queued_ = chunk.process->row(Kind::dma_copy, Buffer::socket_buffer, Buffer::nic, chunk.range);
  return cpu_.copy(source, Buffer::socket_buffer, chunk);
}

Cpu::Delay Socket::append(Buffer source, Chunk chunk) {
  if (!gathers_) return copy(source, chunk);
  queued_ = chunk.process->row(Kind::dma_copy, source, Buffer::nic, chunk.range);
  return cpu_.describe(source, chunk);
}

} // namespace copyscope::machine
