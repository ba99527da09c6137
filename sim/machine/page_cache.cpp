#include "sim/machine/page_cache.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Range;

namespace {

// The chunk's bytes at or past the resident prefix.
Range missing(const Chunk& chunk) {
  const Bytes end = chunk.range.offset + chunk.range.bytes;
  const Bytes begin = std::min(std::max(chunk.range.offset, chunk.process->resident()), end);
  return {begin, end - begin};
}

} // namespace

engine::Task PageCache::bring_in(Chunk chunk) {
  const Range range = missing(chunk);
  if (range.bytes == Bytes(0)) co_return;
  co_await disk_.access(range, *chunk.process);
  co_await dma_.transfer(
      chunk.process->row(Kind::dma_copy, Buffer::disk, Buffer::page_cache, range));
}

engine::Task PageCache::bring_in_by_pio(Chunk chunk) {
  const Range range = missing(chunk);
  if (range.bytes == Bytes(0)) co_return;
  co_await disk_.access(range, *chunk.process);
  co_await cpu_.interrupt("disk", chunk.process->row(Kind::pio_copy));
  co_await cpu_.pio(Buffer::disk, Buffer::page_cache, range, *chunk.process);
}

engine::Task PageCache::bypass(Chunk chunk) {
  co_await disk_.access(chunk.range, *chunk.process);
  co_await dma_.transfer(
      chunk.process->row(Kind::dma_copy, Buffer::disk, Buffer::user_buffer, chunk.range));
}

} // namespace copyscope::machine
