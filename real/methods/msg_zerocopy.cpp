// MSG_ZEROCOPY: a mapping's pages are pinned for the card, and the kernel tells when it is done
// with them and whether it has copied them after all.
#include "real/methods/registry.h"

namespace copyscope::real {

namespace {

constexpr int sends_a_reaping = 16; // notifications merge, so none is lost meanwhile

} // namespace

void msg_zerocopy(Calls& calls, const Transfer& t) {
  if (t.size == 0) return; // there is nothing to map: mmap(2) refuses a length of 0
  const auto file = calls.mmap(t.file, t.begin, t.size);
  std::int64_t made = 0;
  for (const Chunk chunk : t.chunks()) {
    calls.send_zerocopy(t.socket, t.part_of(file, chunk));
    if (++made % sends_a_reaping == 0) calls.reap(t.socket);
    if (calls.completions().outstanding() >= t.most_unreaped) calls.reap_all(t.socket);
  }
  calls.reap_all(t.socket);
}

} // namespace copyscope::real
