// sendfile: one call a chunk, and the data never enters user space.
#include "real/methods/registry.h"

namespace copyscope::real {

void send_file(Calls& calls, const Transfer& t) {
  for (const Chunk chunk : t.chunks())
    calls.sendfile(t.socket, t.file, chunk.bytes);
}

} // namespace copyscope::real
