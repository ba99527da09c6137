// MSG_ZEROCOPY: a mapping's pages are pinned for the NIC, which tells when it is done with them.
#include "sim/methods/map_file.h"
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task msg_zerocopy(machine::Machine& m, machine::Process& p) {
  co_await map_file(m, p);
  for (const Chunk chunk : p.chunks()) {
    for (Chunk rest = chunk; rest.left(); rest = rest.after(p.socket.taken())) {
      co_await p.enter_zerocopy_send(rest);
      for (const Chunk part : m.page_cache.parts(rest)) {
        co_await m.page_cache.fault_in(part);
        if (p.socket.takes_pages()) co_await m.cpu.pin(part);
        co_await p.socket.append(Buffer::page_cache, part.through_mapping());
      }
      co_await p.leave(p.socket.taken());
      co_await m.nic.transmit(p.socket);
      co_await p.until_writable();
    }
    if (!p.has_to_reap(chunk)) continue;
    co_await p.enter("recvmsg"); // reaps the notification from the socket's error queue
    co_await p.until_sent();
    p.complete(p.reaped());
    co_await p.leave();
  }
  co_await p.unmap_file();
}

} // namespace copyscope::methods
