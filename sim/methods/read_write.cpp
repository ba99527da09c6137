// read + write: the classic loop through a user buffer.
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task read_write(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks()) {
    co_await p.enter("read", chunk);
    for (const Chunk part : m.page_cache.parts(chunk)) {
      co_await m.page_cache.bring_in(part);
      co_await m.cpu.copy(Buffer::page_cache, Buffer::user_buffer, part);
    }
    co_await p.leave(chunk.range.bytes);

    for (Chunk rest = chunk; rest.left(); rest = rest.after(p.socket.taken())) {
      co_await p.enter("write", rest);
      co_await p.socket.copy(Buffer::user_buffer, rest);
      co_await p.leave(p.socket.taken());
      co_await m.nic.transmit(p.socket);
      co_await p.until_writable();
    }
  }
}

} // namespace copyscope::methods
