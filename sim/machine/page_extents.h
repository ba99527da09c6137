// Which pages of files are in memory, and which of them go first when there is no room for more.
//
//   PageLru lru;
//   FilePages file(lru, size, resident);          // its prefix is there from the start
//   PageRun run = file.first_absent(page, limit);
//   file.start_reading(run, request);             // … the disk works …
//   file.arrived(run);
//   while (const auto gone = lru.evict(capacity)) …
//
// Nothing is kept for each page: pages that lie side by side, are alike and were used one after the
// other are one extent, so a file of 2^48 bytes that is all there costs one. An operation costs
// O(log n) in the extents of its file, and as much again for each extent that its run covers.
//
// What the kernel keeps in an xarray for each file (struct address_space) and in lists for all
// (struct lruvec, mm/vmscan.c). Simplified: one list in the strict order of last use, where the
// kernel has an active and an inactive one; pages come into it when they have arrived, not when
// their read begins; folios are single pages.
#pragma once

#include "sim/units/bytes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace copyscope::machine {

/// The pages [begin, end) of a file, counted from 0.
struct PageRun {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  bool empty() const { return end <= begin; }
  std::int64_t count() const { return empty() ? 0 : end - begin; }
  bool holds(std::int64_t page) const { return begin <= page && page < end; }

  friend bool operator==(const PageRun&, const PageRun&) = default;
};

/// What two runs have in common; empty where that is nothing.
PageRun overlap(PageRun a, PageRun b);

enum class PageState { absent, coming, resident };

class FilePages;

/// Pages of a file that are alike; for FilePages and PageLru only. The resident ones that are not
/// pinned stand in the list from the oldest to the youngest, the pages of each in ascending order.
struct PageExtent {
  FilePages* file = nullptr;
  PageRun pages;
  PageState state = PageState::coming;
  std::int64_t request = 0; ///< where they are coming
  std::int64_t pins = 0;    ///< where they are resident
  PageExtent* older = nullptr;
  PageExtent* younger = nullptr;

  bool can_go() const { return state == PageState::resident && pins == 0; }
};

/// The order in which the pages of all files were last used. Outlives the files.
class PageLru {
public:
  PageLru() = default;
  PageLru(const PageLru&) = delete;
  PageLru& operator=(const PageLru&) = delete;

  std::int64_t resident_pages() const { return resident_; } ///< of all files, pinned ones included
  std::int64_t coming_pages() const { return coming_; }
  std::int64_t pinned_pages() const { return pinned_; }

  struct Aged {
    FilePages* file = nullptr;
    PageRun pages;
  };

  /// Lets the oldest go that are too many for `capacity` resident pages, one run of one file;
  /// nothing where none is too many, or where the rest is pinned.
  std::optional<Aged> evict(std::int64_t capacity);

  /// All that can go, the oldest first.
  std::vector<Aged> by_age() const;

private:
  friend class FilePages;

  /// A place where two extents may have become one.
  struct Seam {
    FilePages* file;
    std::int64_t page;
  };

  void make_youngest(PageExtent& extent);
  void put_behind(PageExtent& extent, PageExtent& older);
  void take_out(PageExtent& extent);
  void close_seams();

  PageExtent* oldest_ = nullptr;
  PageExtent* youngest_ = nullptr;
  std::int64_t resident_ = 0;
  std::int64_t coming_ = 0;
  std::int64_t pinned_ = 0;
  std::vector<Seam> seams_;
};

/// The pages of one file. Runs that are handed in lie within it; std::logic_error where they do
/// not, or where their pages are not in the state that is asked for.
class FilePages {
public:
  /// Of `size` bytes; the first `resident` of them, rounded up to whole pages, are there already,
  /// and younger than anything that was used before.
  FilePages(PageLru& lru, Bytes size, Bytes resident = Bytes(0));
  ~FilePages();
  FilePages(const FilePages&) = delete;
  FilePages& operator=(const FilePages&) = delete;

  std::int64_t pages() const { return pages_; } ///< the last one may be short
  std::int64_t extents() const { return static_cast<std::int64_t>(extents_.size()); }

  /// A run of pages in one state. The pages after it may be in the same, used at another time.
  struct Piece {
    PageRun pages;
    PageState state = PageState::absent;
    std::int64_t request = 0; ///< where it is coming
    std::int64_t pins = 0;    ///< where it is resident

    friend bool operator==(const Piece&, const Piece&) = default;
  };

  /// What begins at `page`, cut at `limit`. page < limit.
  Piece look(std::int64_t page, std::int64_t limit) const;
  PageState state(std::int64_t page) const { return look(page, page + 1).state; }

  /// The first run at or after `page` and below `limit` that is absent or resident; empty, and at
  /// `limit`, where there is none.
  PageRun first_absent(std::int64_t page, std::int64_t limit) const;
  PageRun first_resident(std::int64_t page, std::int64_t limit) const;
  /// The nearest absent page at or below `page`; -1 where all from 0 on are there, `lowest` - 1
  /// where all from `lowest` on are.
  std::int64_t last_absent(std::int64_t page, std::int64_t lowest) const;

  /// Absent pages begin to come. `marker` is the page among them that tells a reader to read ahead
  /// once more (PG_readahead); one that does not lie in the run is not set.
  void start_reading(PageRun run, std::int64_t request, std::int64_t marker = -1);
  /// Coming pages are there, and are the youngest.
  void arrived(PageRun run);

  /// What of the run is resident was used just now, in ascending order.
  void touch(PageRun run);

  /// Resident pages are sent and may not go; pins count. What is no longer pinned is the youngest:
  /// the kernel's reclaim, too, puts pages that it finds in use back to that end
  /// (shrink_folio_list and move_pages_to_lru in mm/vmscan.c).
  void pin(PageRun run);
  void unpin(PageRun run);

  /// The first page with a marker; `limit` where there is none.
  std::int64_t first_marked(std::int64_t page, std::int64_t limit) const;
  bool marked(std::int64_t page) const { return markers_.count(page) != 0; }
  bool take_marker(std::int64_t page) { return markers_.erase(page) != 0; }

private:
  friend class PageLru;
  using Extents = std::map<std::int64_t, PageExtent>; ///< by their first pages

  PageRun first_of(PageState wanted, std::int64_t page, std::int64_t limit) const;
  Extents::const_iterator at_or_after(std::int64_t page) const;
  void check(PageRun run) const;
  void split(std::int64_t page);
  template <typename Change> void change(PageRun run, PageState expected, Change each);
  void note_seam(std::int64_t page) { lru_.seams_.push_back({this, page}); }
  void close_seam(std::int64_t page);
  PageRun drop_front(std::int64_t first_page, std::int64_t count);

  PageLru& lru_;
  std::int64_t pages_;
  Extents extents_;
  std::set<std::int64_t> markers_;
};

} // namespace copyscope::machine
