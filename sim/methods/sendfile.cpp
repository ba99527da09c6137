// sendfile: one call, and the data never enters user space.
//
// A NIC with scatter-gather fetches the pages where they are; without it the CPU copies.
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task sendfile(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks()) {
    for (Chunk rest = chunk; rest.left(); rest = rest.after(p.socket.taken())) {
      co_await p.enter("sendfile", rest);
      for (const Chunk part : m.page_cache.parts(rest, 16)) { // the pages of a pipe, inside
        co_await m.page_cache.bring_in(part);
        co_await p.socket.append(Buffer::page_cache, part);
      }
      co_await p.leave(p.socket.taken());
      co_await m.nic.transmit(p.socket);
      co_await p.until_writable();
    }
  }
}

} // namespace copyscope::methods
