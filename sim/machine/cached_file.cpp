#include "sim/machine/cached_file.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Range;
using trace::Span;

namespace {

constexpr std::size_t remembered = 64; // reads, for the cause of what follows from them

std::int64_t whole_pages(Bytes bytes) {
  return bytes.count() / scenario::page_size;
}

constexpr std::int64_t most_at_once = 32;

} // namespace

std::int64_t pages_at_once(const scenario::Machine& machine) {
  if (!machine.mechanism.cache_limit) return INT64_MAX;
  return std::clamp<std::int64_t>(whole_pages(machine.page_cache.capacity) / 4, 1, most_at_once);
}

std::int64_t cache_pages(const scenario::Machine& machine, const scenario::Workload& workload) {
  if (!machine.mechanism.cache_limit) return whole_pages(Bytes(scenario::largest_size));
  return std::max(whole_pages(machine.page_cache.capacity),
                  2 * workload.clients * (pages_at_once(machine) + 1));
}

CachedFile::Opened::Opened(FilePages& file, const scenario::Machine& machine)
    : ahead(machine.mechanism.readahead ? whole_pages(machine.page_cache.readahead_max) : 0),
      mapping(file, ahead, machine.mmap.fault_around) {}

CachedFile::CachedFile(Recorder& recorder, const scenario::Machine& machine,
                       const scenario::Workload& workload, Cpu& cpu, Disk& disk)
    : recorder_(recorder), machine_(machine), cpu_(cpu), disk_(disk), size_(workload.file_size),
      capacity_(cache_pages(machine, workload)),
      file_(lru_, workload.file_size,
            std::min(scenario::resident_prefix(workload), Bytes(capacity_ * scenario::page_size))),
      roomier_(recorder.engine()) {}

CachedFile::Opened& CachedFile::opened_by(const Thread& thread) {
  if (thread.flow() >= opened_.size()) opened_.resize(thread.flow() + std::size_t{1});
  std::unique_ptr<Opened>& opened = opened_[thread.flow()];
  if (!opened) opened = std::make_unique<Opened>(file_, machine_);
  return *opened;
}

PageRun CachedFile::pages_of(const Range& range) const {
  const std::int64_t first = whole_pages(range.offset);
  return {first, first + machine::pages_of(range)};
}

Range CachedFile::range_of(PageRun pages) const {
  const Bytes begin(pages.begin * scenario::page_size);
  const Bytes end = std::min(size_, Bytes(pages.end * scenario::page_size));
  return {begin, end - begin};
}

engine::Task CachedFile::bring_in(Chunk chunk) {
  const PageRun wanted = pages_of(chunk.range);
  if (machine_.mechanism.pages)
    co_await cpu_.kernel_work(*chunk.thread, "look-up",
                              machine_.page_cache.lookup * wanted.count());
  ReadAhead& ahead = opened_by(*chunk.thread).ahead;
  for (std::int64_t page = wanted.begin; page < wanted.end;) {
    if (!machine_.mechanism.readahead) {
      const PageRun lacking = file_.first_absent(page, wanted.end);
      if (lacking.begin == page) begin_reading({lacking, -1}, *chunk.thread);
    }
    const ReadStep step = next_step(file_, ahead, page, wanted.end, [&](const ReadWindow& window) {
      begin_reading(window, *chunk.thread);
    });
    if (step.waits) {
      co_await wait_for(page, *chunk.thread);
      continue;
    }
    file_.touch(step.ready);
    page = step.ready.end;
    ahead.has_read(std::min(chunk.end(), Bytes(page * scenario::page_size)));
  }
  tell_who_brought(chunk);
}

// What of the window is absent begins to come.
void CachedFile::begin_reading(const ReadWindow& window, Thread& thread) {
  for (std::int64_t page = window.pages.begin; page < window.pages.end;) {
    PageRun run = file_.first_absent(page, window.pages.end);
    run.end = std::min(run.end, run.begin + room());
    if (run.empty()) return;
    page = run.end;
    std::shared_ptr<Request> request = ask_for(run, window.marker, thread);
    Span row = thread.row(Kind::dma_copy, Buffer::disk, Buffer::page_cache, range_of(run));
    row.cause = recorder_.trail(thread.flow()).entry();
    recorder_.engine().spawn(read(std::move(request), row));
  }
}

std::shared_ptr<CachedFile::Request> CachedFile::ask_for(PageRun run, std::int64_t marker,
                                                         Thread& thread) {
  make_room(run.count(), thread);
  auto request = std::make_shared<Request>(recorder_.engine());
  request->pages = run;
  requests_[++last_request_] = request;
  file_.start_reading(run, last_request_, marker);
  return request;
}

engine::Task CachedFile::read(std::shared_ptr<Request> request, Span row) {
  co_await disk_.read(row, row.range().bytes, &request->transfer);
  came(request);
}

void CachedFile::came(const std::shared_ptr<Request>& request) {
  requests_.erase(file_.look(request->pages.begin, request->pages.begin + 1).request);
  file_.arrived(request->pages);
  brought_.push_back(request);
  if (brought_.size() > remembered) brought_.pop_front();
  request->done.set(request->transfer);
  roomier_.set(request->transfer);
}

engine::Task CachedFile::bring_in_by_pio(Chunk chunk) {
  const PageRun wanted = pages_of(chunk.range);
  for (std::int64_t page = wanted.begin; page < wanted.end;) {
    const FilePages::Piece piece = file_.look(page, wanted.end);
    PageRun run = piece.pages;
    if (piece.state == PageState::absent) run.end = std::min(run.end, run.begin + room());
    if (piece.state == PageState::coming || run.empty()) {
      co_await wait_for(page, *chunk.thread);
      continue;
    }
    if (piece.state == PageState::absent) {
      const std::shared_ptr<Request> request = ask_for(run, -1, *chunk.thread);
      co_await disk_.read_by_pio({range_of(run), chunk.thread});
      request->transfer = recorder_.trail(chunk.thread->flow()).latest();
      came(request);
    }
    file_.touch(run);
    page = run.end;
  }
  tell_who_brought(chunk);
}

// For pages that are to come, beside those that come already and those that cannot go.
std::int64_t CachedFile::room() const {
  return std::max<std::int64_t>(0, capacity_ - lru_.coming_pages() - lru_.pinned_pages());
}

// The oldest pages go, but those that are being sent.
void CachedFile::make_room(std::int64_t pages, Thread& thread) {
  const std::int64_t left = std::max<std::int64_t>(0, capacity_ - lru_.coming_pages() - pages);
  while (const auto gone = lru_.evict(left)) {
    for (const std::unique_ptr<Opened>& each : opened_)
      if (each) each->mapping.unmap(gone->pages);
    Span row = thread.row(Kind::evict, Buffer::page_cache, Buffer::none, range_of(gone->pages));
    row.lane = cpu_.core_of(thread).lane();
    row.cause = recorder_.trail(thread.flow()).entry();
    row.releases_source = true;
    recorder_.note(Time(), row);
  }
}

engine::Task CachedFile::wait_for(std::int64_t page, Thread& thread) {
  const FilePages::Piece piece = file_.look(page, page + 1);
  if (piece.state == PageState::absent) { // there was no room for it
    roomier_.reset();
    co_await cpu_.wait_for(thread, roomier_, "memory");
  }
  if (piece.state != PageState::coming) co_return;
  const std::shared_ptr<Request> request = requests_.at(piece.request);
  co_await cpu_.wait_for(thread, request->done, "disk");
}

void CachedFile::tell_who_brought(const Chunk& chunk) {
  const std::int64_t first = whole_pages(chunk.range.offset);
  for (auto request = brought_.rbegin(); request != brought_.rend(); ++request)
    if ((*request)->pages.holds(first))
      return recorder_.trail(chunk.thread->flow()).bring(chunk.range, (*request)->transfer);
}

engine::Task CachedFile::fault_in(Chunk chunk, bool counted) {
  const PageRun wanted = pages_of(chunk.range);
  FileMapping& mapping = opened_by(*chunk.thread).mapping;
  std::int64_t page = wanted.begin;
  while ((page = mapping.first_unmapped(page, wanted.end)) < wanted.end) {
    Fault fault = mapping.touch(page);
    const bool major = fault.kind == Fault::Kind::major;
    begin_reading(fault.reads, *chunk.thread);
    const PageRun about = fault.mapped.empty() ? PageRun{page, page + 1} : fault.mapped;
    if (counted)
      co_await cpu_.fault({range_of(about), chunk.thread}, major, fault.waits);
    else
      co_await cpu_.kernel_work(*chunk.thread, "populate", machine_.mmap.fault);
    while (fault.waits) {
      if (file_.state(page) == PageState::absent)
        begin_reading({{page, page + 1}, -1}, *chunk.thread);
      co_await wait_for(page, *chunk.thread);
      if (file_.state(page) != PageState::resident) continue;
      fault = mapping.touch_again(page);
      begin_reading(fault.reads, *chunk.thread);
    }
  }
  for (PageRun run{wanted.begin, wanted.begin}; run.end < wanted.end;) {
    run = file_.first_resident(run.end, wanted.end);
    if (!run.empty()) file_.touch(run);
  }
  tell_who_brought(chunk);
}

std::int64_t CachedFile::unmap(const Thread& thread) {
  FileMapping& mapping = opened_by(thread).mapping;
  const std::int64_t pages = mapping.mapped_pages();
  mapping.unmap({0, file_.pages()});
  return pages;
}

bool CachedFile::hold(Range range) {
  const PageRun pages = pages_of(range);
  for (PageRun there{pages.begin, pages.begin}; there.end < pages.end;) {
    const PageRun next = file_.first_resident(there.end, pages.end);
    if (next.begin != there.end || next.empty()) return false;
    there = next;
  }
  file_.pin(pages);
  return true;
}

void CachedFile::release(Range range, trace::Ticket by) {
  file_.unpin(pages_of(range));
  roomier_.set(by);
}

// What lies far behind or ahead is as it was, or as it has always been; and where the cache is
// smaller than the file, in the order of its last use.
void CachedFile::stand(Standing& standing, const Thread& thread) {
  const Opened& opened = opened_by(thread);
  const ReadAhead& ahead = opened.ahead;
  ahead.stand(standing);
  if (!holds_all()) { // what will go next, and when
    standing.number(lru_.resident_pages());
    standing.number(lru_.coming_pages());
    standing.number(opened.mapping.mapped_pages());
    for (const PageLru::Aged& aged : lru_.by_age()) {
      standing.page(aged.pages.begin);
      standing.number(aged.pages.count());
    }
  }
  const std::int64_t near = 4 * ahead.max_pages() + 4 * most_at_once + 256;
  const std::int64_t limit = std::min(file_.pages(), standing.page() + near);
  FilePages::Piece alike;
  for (std::int64_t page = std::max<std::int64_t>(0, standing.page() - near); page < limit;) {
    const FilePages::Piece piece = file_.look(page, limit);
    page = piece.pages.end;
    if (piece.state == PageState::resident && piece.pins == 0 && alike.state == piece.state &&
        alike.pins == 0)
      continue; // the same, used at another time
    alike = piece;
    standing.number(static_cast<std::int64_t>(piece.state));
    if (piece.pages.begin > standing.page() - near) standing.page(piece.pages.begin);
    standing.number(piece.pins);
  }
  for (std::int64_t page = standing.page(); (page = file_.first_marked(page, limit)) < limit;
       ++page)
    standing.page(page);
  opened.mapping.stand(standing, standing.page() - near, limit);
}

} // namespace copyscope::machine
