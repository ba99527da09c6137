// vmsplice + splice: the pages of a mapping are referenced from a pipe.
#include "sim/methods/map_file.h"
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task vmsplice_splice(machine::Machine& m, machine::Process& p) {
  co_await map_file(m, p);
  for (const Chunk chunk : p.chunks(p.pipe_pages())) {
    co_await p.enter("vmsplice", chunk);
    for (const Chunk part : m.page_cache.parts(chunk)) {
      co_await m.page_cache.fault_in(part);
      co_await m.cpu.reference(Buffer::user_buffer, part);
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
  co_await p.unmap_file();
}

} // namespace copyscope::methods
