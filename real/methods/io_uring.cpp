// io_uring: a read and a send, linked, are submitted and awaited with one call. Where the ring is
// one for zero-copy, the buffer is registered, the send is SEND_ZC, and its notification is awaited
// too: only then may the buffer be used again.
#include "real/methods/registry.h"
#include "real/ring.h"

namespace copyscope::real {

void io_uring(Calls& calls, const Transfer& t) {
  for (const Chunk chunk : t.chunks())
    for (std::int64_t sent = 0; sent < chunk.bytes;) {
      const std::int64_t offset = chunk.offset + sent, left = chunk.bytes - sent;
      // Of exactly that size: a read that falls short cancels its send.
      t.ring->prepare(t.file, offset, t.buffer.first(static_cast<std::size_t>(left)), t.socket);
      sent += calls.submit_and_wait(*t.ring, offset, left);
    }
}

} // namespace copyscope::real
