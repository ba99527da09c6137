// O_DIRECT: the disk's DMA engine writes into the user buffer, past the page cache. It moves whole
// blocks: the tail of the file is asked for rounded up, and what is not the file's is not sent.
#include "real/equipment.h"
#include "real/methods/registry.h"

namespace copyscope::real {

void direct_io(Calls& calls, const Transfer& t) {
  for (const Chunk chunk : t.chunks()) {
    const auto blocks = static_cast<std::size_t>(in_whole_blocks(chunk.bytes));
    calls.read_blocks(t.file, t.buffer.first(blocks), chunk.bytes);
    calls.write(t.socket, t.buffer.first(static_cast<std::size_t>(chunk.bytes)));
  }
}

} // namespace copyscope::real
