// O_DIRECT: the disk's DMA engine writes into the user buffer, past the page cache. It moves whole
// blocks: the tail of the file is asked for rounded up, and what is not the file's is not sent.
#include "real/equipment.h"
#include "real/methods/registry.h"

namespace copyscope::real {

void direct_io(Calls& calls, const Transfer& t) {
  for (const Chunk chunk : t.chunks()) {
    // All others are whole blocks, of the size that this file has them in.
    const bool is_last = chunk.offset + chunk.bytes == t.begin + t.size;
    const auto wanted =
        static_cast<std::size_t>(is_last ? in_whole_blocks(chunk.bytes) : chunk.bytes);
    calls.read_blocks(t.file, t.buffer.first(wanted), chunk.bytes);
    calls.write(t.socket, t.buffer.first(static_cast<std::size_t>(chunk.bytes)));
  }
}

} // namespace copyscope::real
