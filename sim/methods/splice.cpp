// splice: references to the pages go into a pipe, and from the pipe into the socket.
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task splice(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks(p.pipe_pages())) {
    co_await p.enter("splice", chunk, "splice_in");
    for (const Chunk part : m.page_cache.parts(chunk)) {
      co_await m.page_cache.bring_in(part);
      co_await m.cpu.reference(Buffer::page_cache, part);
    }
    co_await p.leave(chunk.range.bytes);

    for (Chunk rest = chunk; rest.left(); rest = rest.after(p.socket.taken())) {
      co_await p.enter("splice", rest, "splice_out");
      co_await p.socket.append(Buffer::page_cache, rest);
      co_await p.leave(p.socket.taken());
      co_await m.nic.transmit(p.socket);
      co_await p.until_writable();
    }
  }
}

} // namespace copyscope::methods
