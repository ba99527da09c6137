// splice: references to the pages go into a pipe, and from the pipe into the socket.
#include "real/methods/registry.h"

namespace copyscope::real {

void splice(Calls& calls, const Transfer& t) {
  for (const Chunk chunk : t.chunks())
    for (std::int64_t left = chunk.bytes; left > 0;) {
      const std::int64_t taken = calls.splice_in(t.file, *t.pipe, left);
      calls.splice_out(*t.pipe, t.socket, taken);
      left -= taken;
    }
}

} // namespace copyscope::real
