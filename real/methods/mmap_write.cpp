// mmap + write: the page cache is mapped into the process; no copy to a user buffer.
#include "real/methods/registry.h"

namespace copyscope::real {

void mmap_write(Calls& calls, const Transfer& t) {
  if (t.size == 0) return; // there is nothing to map: mmap(2) refuses a length of 0
  const auto file = calls.mmap(t.file, t.begin, t.size);
  for (const Chunk chunk : t.chunks())
    calls.write(t.socket, t.part_of(file, chunk));
}

} // namespace copyscope::real
