// mmap + write: the page cache is mapped into the process; the CPU copies once.
#include "sim/methods/map_file.h"
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task mmap_write(machine::Machine& m, machine::Process& p) {
  co_await map_file(m, p);
  for (const Chunk chunk : p.chunks()) {
    for (Chunk rest = chunk; rest.left(); rest = rest.after(p.socket.taken())) {
      co_await p.enter("write", rest);
      for (const Chunk part : m.page_cache.parts(rest)) {
        co_await m.page_cache.fault_in(part);
        co_await p.socket.copy(Buffer::page_cache, part.through_mapping());
      }
      co_await p.leave(p.socket.taken());
      co_await m.nic.transmit(p.socket);
      co_await p.until_writable();
    }
  }
  co_await p.unmap_file();
}

} // namespace copyscope::methods
