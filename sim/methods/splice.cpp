// splice: references to the pages go into a pipe, and from the pipe into the socket.
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task splice(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks()) {
    co_await p.enter("splice", "splice_in");
    co_await m.page_cache.bring_in(chunk);
    co_await m.cpu.reference(Buffer::page_cache, chunk);
    co_await p.leave();

    co_await p.enter("splice", "splice_out");
    co_await m.socket.append(Buffer::page_cache, chunk);
    co_await p.leave();
    co_await m.nic.transmit();
  }
}

} // namespace copyscope::methods
