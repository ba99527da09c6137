// vmsplice + splice: the pages of a mapping are referenced from a pipe. Nobody says when the kernel
// is done with them, so they are never written: the mapping is read-only.
#include "real/methods/registry.h"

namespace copyscope::real {

void vmsplice_splice(Calls& calls, const Transfer& t) {
  if (t.size == 0) return; // there is nothing to map: mmap(2) refuses a length of 0
  const auto file = calls.mmap(t.file, t.begin, t.size);
  for (const Chunk chunk : t.chunks()) {
    auto left = t.part_of(file, chunk);
    while (!left.empty()) {
      const std::int64_t taken = calls.vmsplice(*t.pipe, left);
      calls.splice_out(*t.pipe, t.socket, taken);
      left = left.subspan(static_cast<std::size_t>(taken));
    }
  }
}

} // namespace copyscope::real
