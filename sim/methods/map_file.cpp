#include "sim/methods/map_file.h"

namespace copyscope::methods {

engine::Task map_file(machine::Machine& m, machine::Process& p) {
  if (p.file_size() == Bytes(0)) co_return; // a mapping of no bytes is EINVAL: mmap(2)
  co_await p.enter("mmap", p.whole_file());
  if (m.page_cache.reads_what_is_mapped())
    for (const machine::Chunk chunk : p.chunks())
      co_await m.page_cache.populate(chunk);
  co_await m.cpu.map(p.whole_file());
  co_await p.leave();
}

} // namespace copyscope::methods
