#include "sim/machine/page_cache.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Range;
using trace::Span;

namespace {

// Several clients share pages, whatever else is on.
bool works_by_pages(const scenario::Machine::Mechanism& on, const scenario::Workload& workload) {
  return on.pages || on.readahead || on.faults || on.cache_limit || workload.clients > 1;
}

} // namespace

PageCache::PageCache(Recorder& recorder, const scenario::Machine& machine,
                     const scenario::Workload& workload, Cpu& cpu, Disk& disk)
    : recorder_(recorder), machine_(machine), cpu_(cpu), disk_(disk),
      resident_(scenario::resident_prefix(workload)) {
  if (works_by_pages(machine.mechanism, workload))
    pages_.emplace(recorder, machine, workload, cpu, disk);
  most_pages_ = pages_at_once(machine);
}

Parts PageCache::parts(Chunk chunk, std::int64_t most_pages) const {
  if (!pages_) return {chunk, INT64_MAX};
  return {chunk, std::min(most_pages, most_pages_)};
}

Chunk Parts::Iterator::operator*() const {
  const std::int64_t first = rest_.range.offset.count() / scenario::page_size;
  if (pages_ > scenario::largest_size / scenario::page_size) return rest_;
  return rest_.first(Bytes((first + pages_) * scenario::page_size) - rest_.range.offset);
}

Parts::Iterator& Parts::Iterator::operator++() {
  rest_ = rest_.after((**this).range.bytes);
  rest_.continues = true;
  return *this;
}

// The chunk's bytes at or past the resident prefix, which will then be there.
Range PageCache::missing(const Chunk& chunk) {
  const Bytes end = chunk.end();
  const Bytes begin = std::min(std::max(chunk.range.offset, resident_), end);
  resident_ = std::max(resident_, end);
  return {begin, end - begin};
}

Work PageCache::bring_in(Chunk chunk) {
  if (pages_) return Work(pages_->bring_in(chunk));
  const Range range = missing(chunk);
  if (range.bytes == Bytes(0)) return {};
  return fetch(chunk, range, Buffer::page_cache, range.bytes);
}

engine::Task PageCache::bring_in_by_pio(Chunk chunk) {
  if (pages_) return pages_->bring_in_by_pio(chunk);
  return fetch_by_pio({missing(chunk), chunk.thread});
}

engine::Task PageCache::fetch_by_pio(Chunk missing) {
  if (!missing.left()) co_return;
  co_await disk_.read_by_pio(missing);
}

Work PageCache::bypass(Chunk chunk) {
  const std::int64_t pages = machine_.mechanism.direct_blocks ? pages_of(chunk.range) : 0;
  const Bytes blocks(pages * scenario::page_size);
  return fetch(chunk, chunk.range, Buffer::user_buffer, std::max(blocks, chunk.range.bytes));
}

bool reads_what_is_mapped(const scenario::Machine& machine) {
  return !machine.mechanism.faults || machine.mmap.populate;
}

Work PageCache::populate(Chunk chunk) {
  if (!machine_.mechanism.faults) return bring_in(chunk);
  return Work(pages_->fault_in(chunk, false));
}

Work PageCache::fault_in(Chunk chunk) {
  if (!machine_.mechanism.faults) return {};
  return Work(pages_->fault_in(chunk, true));
}

Work PageCache::unmap(Chunk whole, std::int64_t more) {
  const std::int64_t pages = machine_.mechanism.faults ? pages_->unmap(*whole.thread) + more : 0;
  if (pages == 0) return {};
  return cpu_.unmap(whole, machine_.mmap.unmap_page * pages);
}

std::int64_t PageCache::mapped_pages(const Thread& thread) {
  return machine_.mechanism.faults ? pages_->mapped_pages(thread) : 0;
}

// Asks the disk, and waits until it is there.
Work PageCache::fetch(Chunk chunk, Range range, Buffer target, Bytes bytes) {
  const Span row = chunk.thread->row(Kind::dma_copy, Buffer::disk, target, range);
  return Work(machine_.mechanism.blocking ? sleep_for(*chunk.thread, row, bytes)
                                          : disk_.read(row, bytes));
}

engine::Task PageCache::sleep_for(Thread& thread, Span row, Bytes bytes) {
  Awaited done(recorder_.engine());
  recorder_.engine().spawn(request(row, bytes, done));
  co_await cpu_.wait_for(thread, done, "disk");
}

engine::Task PageCache::request(Span row, Bytes bytes, Awaited& done) {
  trace::Ticket transfer = trace::no_ticket;
  co_await disk_.read(row, bytes, &transfer);
  done.set(transfer);
}

} // namespace copyscope::machine
