#include "sim/machine/page_extents.h"

#include "sim/scenario/scenario.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <stdexcept>

namespace copyscope::machine {

namespace {

void demand_of_pages(bool holds, const char* rule) {
  if (!holds) [[unlikely]]
    throw std::logic_error(rule);
}

} // namespace

PageRun overlap(PageRun a, PageRun b) {
  const PageRun both = {std::max(a.begin, b.begin), std::min(a.end, b.end)};
  return both.empty() ? PageRun{both.begin, both.begin} : both;
}

// The order of last use.

void PageLru::make_youngest(PageExtent& extent) {
  extent.older = youngest_;
  extent.younger = nullptr;
  (youngest_ == nullptr ? oldest_ : youngest_->younger) = &extent;
  youngest_ = &extent;
}

void PageLru::put_behind(PageExtent& extent, PageExtent& older) {
  extent.older = &older;
  extent.younger = older.younger;
  (older.younger == nullptr ? youngest_ : older.younger->older) = &extent;
  older.younger = &extent;
}

// Its neighbours meet, and may be one extent from now on.
void PageLru::take_out(PageExtent& extent) {
  PageExtent* const older = extent.older;
  PageExtent* const younger = extent.younger;
  (older == nullptr ? oldest_ : older->younger) = younger;
  (younger == nullptr ? youngest_ : younger->older) = older;
  if (older != nullptr && younger != nullptr && older->file == younger->file &&
      older->pages.end == younger->pages.begin)
    older->file->note_seam(younger->pages.begin);
  extent.older = extent.younger = nullptr;
}

void PageLru::close_seams() {
  for (std::size_t i = 0; i < seams_.size(); ++i)
    seams_[i].file->close_seam(seams_[i].page);
  seams_.clear();
}

std::optional<PageLru::Aged> PageLru::evict(std::int64_t capacity) {
  if (resident_ <= capacity || oldest_ == nullptr) return std::nullopt;
  PageExtent& extent = *oldest_;
  FilePages* const file = extent.file;
  const std::int64_t count = std::min(resident_ - capacity, extent.pages.count());
  return Aged{file, file->drop_front(extent.pages.begin, count)};
}

std::vector<PageLru::Aged> PageLru::by_age() const {
  std::vector<Aged> all;
  for (const PageExtent* extent = oldest_; extent != nullptr; extent = extent->younger)
    all.push_back({extent->file, extent->pages});
  return all;
}

// The pages of one file.

FilePages::FilePages(PageLru& lru, Bytes size, Bytes resident)
    : lru_(lru), pages_(parts(size, Bytes(scenario::page_size))) {
  const PageRun prefix = {0, parts(std::min(size, resident), Bytes(scenario::page_size))};
  if (prefix.empty()) return;
  start_reading(prefix, 0);
  arrived(prefix);
}

FilePages::~FilePages() {
  for (auto& [page, extent] : extents_) {
    if (extent.can_go()) lru_.take_out(extent);
    if (extent.pins > 0) lru_.pinned_ -= extent.pages.count();
    (extent.state == PageState::coming ? lru_.coming_ : lru_.resident_) -= extent.pages.count();
  }
  // Seams of other files close; those of this one are gone with it.
  std::erase_if(lru_.seams_, [this](const PageLru::Seam& seam) { return seam.file == this; });
  lru_.close_seams();
}

void FilePages::check(PageRun run) const {
  demand_of_pages(0 <= run.begin && run.begin <= run.end && run.end <= pages_,
                  "a run of pages lies within its file");
}

// The extent that holds the page, else the first after it.
FilePages::Extents::const_iterator FilePages::at_or_after(std::int64_t page) const {
  const auto after = extents_.upper_bound(page);
  if (after == extents_.begin()) return after;
  const auto before = std::prev(after);
  return before->second.pages.end > page ? before : after;
}

FilePages::Piece FilePages::look(std::int64_t page, std::int64_t limit) const {
  const auto found = at_or_after(page);
  if (found == extents_.end()) return {{page, limit}};
  const PageExtent& extent = found->second;
  if (extent.pages.begin > page) return {{page, std::min(limit, extent.pages.begin)}};
  return {{page, std::min(limit, extent.pages.end)}, extent.state, extent.request, extent.pins};
}

PageRun FilePages::first_of(PageState wanted, std::int64_t page, std::int64_t limit) const {
  PageRun found = {limit, limit};
  while (page < limit) {
    const Piece piece = look(page, limit);
    page = piece.pages.end;
    if (piece.state == wanted)
      found = {std::min(found.begin, piece.pages.begin), piece.pages.end};
    else if (!found.empty())
      break;
  }
  return found;
}

PageRun FilePages::first_absent(std::int64_t page, std::int64_t limit) const {
  return first_of(PageState::absent, page, limit);
}

PageRun FilePages::first_resident(std::int64_t page, std::int64_t limit) const {
  return first_of(PageState::resident, page, limit);
}

std::int64_t FilePages::last_absent(std::int64_t page, std::int64_t lowest) const {
  for (auto after = extents_.upper_bound(page); page >= lowest;) {
    if (after == extents_.begin()) return page;
    --after;
    if (after->second.pages.end <= page) return page;
    page = after->second.pages.begin - 1;
  }
  return lowest - 1;
}

std::int64_t FilePages::first_marked(std::int64_t page, std::int64_t limit) const {
  const auto found = markers_.lower_bound(page);
  return found == markers_.end() ? limit : std::min(limit, *found);
}

// Makes extents begin or end at the page.
void FilePages::split(std::int64_t page) {
  const auto found = extents_.upper_bound(page);
  if (found == extents_.begin()) return;
  PageExtent& left = std::prev(found)->second;
  if (left.pages.begin == page || left.pages.end <= page) return;
  PageExtent& right = extents_.emplace_hint(found, page, left)->second;
  left.pages.end = right.pages.begin = page;
  if (right.can_go()) lru_.put_behind(right, left);
}

// Each extent of the run is changed; what has become alike is joined afterwards.
template <typename Change> void FilePages::change(PageRun run, PageState expected, Change each) {
  check(run);
  if (run.empty()) return;
  for (std::int64_t page = run.begin; page < run.end;) {
    const Piece piece = look(page, run.end);
    demand_of_pages(piece.state == expected, "pages are in the state that an operation expects");
    page = piece.pages.end;
  }
  split(run.begin);
  split(run.end);
  for (auto extent = extents_.find(run.begin); extent != extents_.end(); ++extent) {
    if (extent->first >= run.end) break;
    note_seam(extent->first);
    each(extent->second);
  }
  note_seam(run.end);
  lru_.close_seams();
}

// Joins the two extents that meet at the page, where they are alike.
void FilePages::close_seam(std::int64_t page) {
  const auto right = extents_.find(page);
  if (right == extents_.end() || right == extents_.begin()) return;
  PageExtent& before = std::prev(right)->second;
  PageExtent& after = right->second;
  const bool alike = before.pages.end == page && before.state == after.state &&
                     before.request == after.request && before.pins == after.pins;
  if (!alike) return;
  if (after.can_go()) {
    if (before.younger != &after) return;
    lru_.take_out(after);
  }
  before.pages.end = after.pages.end;
  extents_.erase(right);
}

void FilePages::start_reading(PageRun run, std::int64_t request, std::int64_t marker) {
  check(run);
  if (run.empty()) return;
  demand_of_pages(first_absent(run.begin, run.end) == run, "only what is absent can be read");
  extents_.emplace(run.begin, PageExtent{this, run, PageState::coming, request});
  lru_.coming_ += run.count();
  if (run.holds(marker)) markers_.insert(marker);
  note_seam(run.begin);
  note_seam(run.end);
  lru_.close_seams();
}

void FilePages::arrived(PageRun run) {
  change(run, PageState::coming, [this](PageExtent& extent) {
    extent.state = PageState::resident;
    extent.request = 0;
    lru_.make_youngest(extent);
    lru_.coming_ -= extent.pages.count();
    lru_.resident_ += extent.pages.count();
  });
}

void FilePages::touch(PageRun run) {
  check(run);
  for (std::int64_t page = run.begin; page < run.end;) {
    const PageRun used = first_resident(page, run.end);
    change(used, PageState::resident, [this](PageExtent& extent) {
      if (!extent.can_go()) return;
      lru_.take_out(extent);
      lru_.make_youngest(extent);
    });
    page = used.end;
  }
}

void FilePages::pin(PageRun run) {
  change(run, PageState::resident, [this](PageExtent& extent) {
    if (extent.pins++ > 0) return;
    lru_.take_out(extent);
    lru_.pinned_ += extent.pages.count();
  });
}

void FilePages::unpin(PageRun run) {
  change(run, PageState::resident, [this](PageExtent& extent) {
    demand_of_pages(extent.pins > 0, "only what is pinned can be unpinned");
    if (--extent.pins > 0) return;
    lru_.make_youngest(extent);
    lru_.pinned_ -= extent.pages.count();
  });
}

// For PageLru: the first pages of an extent that can go are absent from now on.
PageRun FilePages::drop_front(std::int64_t first_page, std::int64_t count) {
  const PageRun gone = {first_page, first_page + count};
  split(gone.end);
  const auto extent = extents_.find(first_page);
  lru_.take_out(extent->second);
  lru_.resident_ -= count;
  extents_.erase(extent);
  markers_.erase(markers_.lower_bound(gone.begin), markers_.lower_bound(gone.end));
  return gone;
}

} // namespace copyscope::machine
