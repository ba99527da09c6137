// MSG_ZEROCOPY: a mapping's pages are pinned for the NIC, which tells when it is done with them.
#include "sim/methods/map_file.h"
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task msg_zerocopy(machine::Machine& m, machine::Process& p) {
  co_await map_file(m, p);
  for (const Chunk chunk : p.chunks()) {
    co_await p.enter("send");
    co_await m.cpu.pin(chunk);
    co_await m.socket.append(Buffer::page_cache, chunk);
    co_await p.leave();
    co_await m.nic.transmit();

    co_await p.enter("recvmsg"); // reaps the notification from the socket's error queue
    p.complete(chunk);
    co_await p.leave();
  }
}

} // namespace copyscope::methods
