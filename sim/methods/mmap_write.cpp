// mmap + write: the page cache is mapped into the process; the CPU copies once.
#include "sim/methods/map_file.h"
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task mmap_write(machine::Machine& m, machine::Process& p) {
  co_await map_file(m, p);
  for (const Chunk chunk : p.chunks()) {
    co_await p.enter("write");
    co_await m.socket.copy(Buffer::page_cache, chunk);
    co_await p.leave();
    co_await m.nic.transmit();
  }
}

} // namespace copyscope::methods
