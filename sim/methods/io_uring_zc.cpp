// io_uring with registered buffers and SEND_ZC: the NIC fetches from the user buffer.
#include "sim/methods/methods.h"

namespace copyscope::methods {

using machine::Buffer;
using machine::Chunk;

engine::Task io_uring_zc(machine::Machine& m, machine::Process& p) {
  for (const Chunk chunk : p.chunks()) {
    // A notification where pages are handed over (io_alloc_notif, io_uring/notif.c).
    co_await p.submit(2, p.socket.takes_pages() ? 1 : 0);
    for (const Chunk part : m.page_cache.parts(chunk)) {
      co_await m.page_cache.bring_in(part);
      co_await m.cpu.copy(Buffer::page_cache, Buffer::user_buffer, part);
    }
    p.complete(chunk, "read");
    co_await p.socket.append(Buffer::user_buffer, chunk.in_registered(), p.socket.waits);
    p.complete(chunk, "send");
    co_await m.nic.transmit(p.socket);
    co_await p.until_sent();
    p.complete(chunk, "notification"); // from here the buffer may be used again
    co_await p.leave();
  }
}

} // namespace copyscope::methods
