// Page faults of a mapping of a file: which pages are mapped, and what happens when one is touched
// that is not.
//
//   FileMapping mapping(file, ahead, fault_around);
//   while (begin < end) {                           // a chunk is touched from begin to end
//     begin = mapping.first_unmapped(begin, end);
//     if (begin == end) break;
//     Fault fault = mapping.touch(begin);
//     while (fault.waits) {
//       …                                           // begin fault.reads, wait for the page
//       fault = mapping.touch_again(begin);
//     }
//   }
//
// It follows Linux 6.1: do_read_fault, do_fault_around and mm_account_fault of mm/memory.c,
// filemap_fault, filemap_map_pages, do_sync_mmap_readahead and do_async_mmap_readahead of
// mm/filemap.c. MAP_POPULATE, pinning and the kernel's own copies touch pages in the same way.
//
// Simplified: only reading; the mapping begins at an address that a page table begins at (2 MiB),
// so windows are aligned within it; folios are single pages; no MADV_SEQUENTIAL and no
// MADV_HUGEPAGE.
#pragma once

#include "sim/machine/page_extents.h"
#include "sim/machine/readahead.h"

#include <cstdint>
#include <map>
#include <optional>

namespace copyscope::machine {

struct Fault {
  /// As getrusage() counts it: major is what could not be done in one go. That is a page that is
  /// not there, and also one that is, but with a marker: the kernel lets go of its lock to read
  /// ahead, and comes again. `waits` tells them apart.
  enum class Kind { none, minor, major };

  Kind kind = Kind::none; ///< none: it was mapped already
  bool waits = false;     ///< until the page is there; then touch_again()
  ReadWindow reads;       ///< to begin first; empty where nothing is
  PageRun mapped; ///< the run around the page that is mapped now, and was not; empty if waits
  std::int64_t pages = 0; ///< all that is mapped now and was not; others of the window count too

  friend bool operator==(const Fault&, const Fault&) = default;
};

class FileMapping {
public:
  /// A mapping of `part` of the file, all of it unless said otherwise. `fault_around` is rounded
  /// down to a power of two of pages; of one page or less nothing is mapped around. The read-ahead
  /// is that of the open file. All outlive the mapping.
  FileMapping(FilePages& file, ReadAhead& ahead, Bytes fault_around,
              ReadAdvice advice = ReadAdvice::normal, std::optional<PageRun> part = std::nullopt);

  /// The page, of the mapping, is touched; std::logic_error where it is not of it (SIGBUS is the
  /// caller's).
  Fault touch(std::int64_t page);
  /// The same fault goes on, after it has waited. It may have to wait once more.
  Fault touch_again(std::int64_t page);

  bool mapped(std::int64_t page) const { return first_unmapped(page, page + 1) != page; }
  /// The first page of [begin, end) that is not mapped; `end` where all are.
  std::int64_t first_unmapped(std::int64_t begin, std::int64_t end) const;

  /// What has left the page cache cannot stay mapped (try_to_unmap).
  void unmap(PageRun run);

  std::int64_t mapped_pages() const { return count_; } ///< what munmap() has to take down
  /// Which pages of [begin, end) are mapped.
  void stand(Standing& standing, std::int64_t begin, std::int64_t end) const;

private:
  void map_around(std::int64_t page, Fault& fault);
  void map(PageRun run, std::int64_t page, Fault& fault);
  PageRun window_around(std::int64_t page) const;
  Fault attempt(std::int64_t page, bool first);
  PageRun unmapped_around(std::int64_t page) const;
  std::int64_t add(PageRun run);

  FilePages& file_;
  ReadAhead& ahead_;
  std::int64_t window_; ///< pages of fault-around, a power of two
  ReadAdvice advice_;
  PageRun part_;
  std::map<std::int64_t, std::int64_t> runs_; ///< mapped: begin and end, apart from each other
  std::int64_t count_ = 0;
};

} // namespace copyscope::machine
