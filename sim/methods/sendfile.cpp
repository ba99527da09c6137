// sendfile: one call, and the data never enters user space.
//
// A NIC with scatter-gather fetches the pages where they are; without it the CPU copies.
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task sendfile(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks()) {
    co_await p.enter("sendfile");
    co_await m.page_cache.bring_in(chunk);
    co_await m.socket.append(Buffer::page_cache, chunk);
    co_await p.leave();
    co_await m.nic.transmit();
  }
}

} // namespace copyscope::methods
