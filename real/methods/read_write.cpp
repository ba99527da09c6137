// read + write: the classic loop through a user buffer.
#include "real/methods/registry.h"

namespace copyscope::real {

void read_write(Calls& calls, const Transfer& t) {
  for (const Chunk chunk : t.chunks()) {
    const auto part = t.buffer.first(static_cast<std::size_t>(chunk.bytes));
    calls.read(t.file, part);
    calls.write(t.socket, part);
  }
}

} // namespace copyscope::real
