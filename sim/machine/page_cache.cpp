#include "sim/machine/page_cache.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Range;
using trace::Span;

PageCache::PageCache(Recorder& recorder, const scenario::Machine& machine,
                     const scenario::Workload& workload, Cpu& cpu, Disk& disk)
    : recorder_(recorder), machine_(machine), cpu_(cpu), disk_(disk),
      resident_(scenario::resident_prefix(workload)) {}

// The chunk's bytes at or past the resident prefix.
Range PageCache::missing(const Chunk& chunk) const {
  const Bytes end = chunk.end();
  const Bytes begin = std::min(std::max(chunk.range.offset, resident_), end);
  return {begin, end - begin};
}

engine::Task PageCache::bring_in(Chunk chunk) {
  const Range range = missing(chunk);
  if (range.bytes == Bytes(0)) co_return;
  co_await fetch(chunk, range, Buffer::page_cache, range.bytes);
}

engine::Task PageCache::bring_in_by_pio(Chunk chunk) {
  const Range range = missing(chunk);
  if (range.bytes == Bytes(0)) co_return;
  Span row = chunk.thread->row(Kind::pio_copy, Buffer::disk, Buffer::page_cache, range);
  co_await disk_.access(row);
  co_await cpu_.interrupt("disk", row, row.cause);
  co_await cpu_.pio(Buffer::disk, Buffer::page_cache, {range, chunk.thread});
}

engine::Task PageCache::bypass(Chunk chunk) {
  const std::int64_t pages = machine_.mechanism.direct_blocks ? pages_of(chunk.range) : 0;
  const Bytes blocks(pages * scenario::page_size);
  co_await fetch(chunk, chunk.range, Buffer::user_buffer, std::max(blocks, chunk.range.bytes));
}

engine::Task PageCache::populate(Chunk chunk) {
  if (!machine_.mechanism.faults || machine_.mmap.populate) co_await bring_in(chunk);
}

engine::Task PageCache::fault_in(Chunk) {
  co_return;
}

engine::Task PageCache::pin(Chunk chunk) {
  co_await cpu_.pin(chunk);
}

engine::Task PageCache::unmap(Thread&) {
  co_return;
}

// Asks the disk, and waits until it is there.
engine::Task PageCache::fetch(Chunk chunk, Range range, Buffer target, Bytes bytes) {
  const Span row = chunk.thread->row(Kind::dma_copy, Buffer::disk, target, range);
  if (!machine_.mechanism.blocking) {
    trace::Ticket ticket = trace::no_ticket;
    co_await disk_.read(row, bytes, ticket);
    co_return;
  }
  engine::Event done(recorder_.engine());
  recorder_.engine().spawn(request(row, bytes, done));
  co_await cpu_.wait_for(*chunk.thread, done, "disk");
}

engine::Task PageCache::request(Span row, Bytes bytes, engine::Event& done) {
  trace::Ticket ticket = trace::no_ticket;
  co_await disk_.read(row, bytes, ticket);
  done.set();
}

} // namespace copyscope::machine
