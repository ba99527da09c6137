#include "sim/machine/faults.h"

#include "sim/scenario/scenario.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <stdexcept>

namespace copyscope::machine {

namespace {

constexpr std::int64_t pages_of_a_table = 512; // PTRS_PER_PTE: no fault maps beyond its page table

// fault_around_bytes_set
std::int64_t fault_around_pages(Bytes bytes) {
  const auto pages = static_cast<std::uint64_t>(bytes.count() / scenario::page_size);
  const auto rounded = static_cast<std::int64_t>(std::bit_floor(pages));
  return std::clamp<std::int64_t>(rounded, 1, pages_of_a_table);
}

} // namespace

FileMapping::FileMapping(FilePages& file, ReadAhead& ahead, Bytes fault_around, ReadAdvice advice,
                         std::optional<PageRun> part)
    : file_(file), ahead_(ahead), window_(fault_around_pages(fault_around)), advice_(advice),
      part_(part.value_or(PageRun{0, file.pages()})) {}

Fault FileMapping::touch(std::int64_t page) {
  return attempt(page, true);
}

Fault FileMapping::touch_again(std::int64_t page) {
  return attempt(page, false);
}

// do_read_fault and filemap_fault. What was dropped and tried again has FAULT_FLAG_TRIED: it counts
// as major, and does not look at the marker.
Fault FileMapping::attempt(std::int64_t page, bool first) {
  if (!part_.holds(page)) throw std::logic_error("a page that is touched is one of the mapping");
  Fault fault;
  if (mapped(page)) return fault;
  fault.kind = first ? Fault::Kind::minor : Fault::Kind::major;
  map_around(page, fault);
  if (!fault.mapped.empty()) return fault;

  const PageState state = file_.state(page);
  if (state == PageState::absent) {
    fault.kind = Fault::Kind::major;
    fault.waits = true;
    fault.reads =
        advice_ == ReadAdvice::random ? ReadWindow{{page, page + 1}} : ahead_.on_fault(file_, page);
    return fault;
  }
  // do_async_mmap_readahead
  if (first && advice_ == ReadAdvice::normal && ahead_.max_pages() > 0) {
    ahead_.hits(1);
    if (file_.take_marker(page)) {
      fault.kind = Fault::Kind::major;
      fault.reads = ahead_.on_marker(file_, page, ahead_.max_pages());
      if (state == PageState::resident) map_around(page, fault); // it comes again
    }
  }
  if (state == PageState::coming) {
    fault.kind = Fault::Kind::major;
    fault.waits = true;
  } else if (fault.mapped.empty()) {
    map({page, page + 1}, page, fault); // finish_fault
  }
  return fault;
}

// do_fault_around
PageRun FileMapping::window_around(std::int64_t page) const {
  const std::int64_t offset = page - part_.begin;
  const std::int64_t begin = part_.begin + offset / window_ * window_;
  return overlap({begin, begin + window_}, part_);
}

// filemap_map_pages: what is there, and has no marker. All that it finds are hits, those too that
// are mapped already.
void FileMapping::map_around(std::int64_t page, Fault& fault) {
  if (window_ == 1) return;
  const PageRun window = window_around(page);
  for (std::int64_t from = window.begin; from < window.end;) {
    PageRun run = file_.first_resident(from, window.end);
    const std::int64_t marked = file_.first_marked(run.begin, run.end);
    from = marked == run.end ? run.end : marked + 1;
    run.end = marked;
    ahead_.hits(run.count());
    map(run, page, fault);
  }
}

void FileMapping::map(PageRun run, std::int64_t page, Fault& fault) {
  if (run.empty()) return;
  if (run.holds(page)) fault.mapped = overlap(run, unmapped_around(page));
  fault.pages += add(run);
}

std::int64_t FileMapping::first_unmapped(std::int64_t begin, std::int64_t end) const {
  const auto after = runs_.upper_bound(begin);
  if (after == runs_.begin()) return begin;
  return std::min(end, std::max(begin, std::prev(after)->second));
}

// The run that is not mapped and holds the page, which is not.
PageRun FileMapping::unmapped_around(std::int64_t page) const {
  const auto after = runs_.upper_bound(page);
  return {after == runs_.begin() ? part_.begin : std::prev(after)->second,
          after == runs_.end() ? part_.end : after->first};
}

// Returns how many of the pages were not mapped yet.
std::int64_t FileMapping::add(PageRun run) {
  std::int64_t added = run.count();
  auto next = runs_.upper_bound(run.begin);
  if (next != runs_.begin() && std::prev(next)->second >= run.begin) --next;
  while (next != runs_.end() && next->first <= run.end) {
    const PageRun other = {next->first, next->second};
    added -= overlap(run, other).count();
    run = {std::min(run.begin, other.begin), std::max(run.end, other.end)};
    next = runs_.erase(next);
  }
  runs_.emplace_hint(next, run.begin, run.end);
  count_ += added;
  return added;
}

void FileMapping::stand(Standing& standing, std::int64_t begin, std::int64_t end) const {
  for (auto run = runs_.lower_bound(begin); run != runs_.end() && run->first < end; ++run) {
    standing.page(run->first);
    standing.page(std::min(run->second, end));
  }
  // The one that goes on from before; where it began is of no more consequence.
  const auto after = runs_.lower_bound(begin);
  const bool goes_on = after != runs_.begin() && std::prev(after)->second > begin;
  standing.number(goes_on);
  if (goes_on) standing.page(std::min(std::prev(after)->second, end));
}

void FileMapping::unmap(PageRun run) {
  auto next = runs_.upper_bound(run.begin);
  if (next != runs_.begin() && std::prev(next)->second > run.begin) --next;
  while (next != runs_.end() && next->first < run.end) {
    const PageRun other = {next->first, next->second};
    count_ -= overlap(run, other).count();
    next = runs_.erase(next);
    if (other.begin < run.begin) runs_.emplace(other.begin, run.begin);
    if (other.end > run.end) next = runs_.emplace(run.end, other.end).first;
  }
}

} // namespace copyscope::machine
