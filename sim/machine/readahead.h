// How far the kernel reads ahead of a reader: the state of one open file (struct file_ra_state),
// and what it answers to a page that is missing and to a marker that is met.
//
//   ReadAhead ahead(max_pages);
//   ReadWindow window = ahead.on_miss(file, page, asked);    // nothing is there: it waits for this
//   ReadWindow window = ahead.on_marker(file, page, asked);  // it goes on reading meanwhile
//   ahead.has_read(position);                                // after each copy
//
// It follows mm/readahead.c of Linux 6.1, and of mm/filemap.c what mappings do to the same state.
// Of a window the caller reads what is absent (start_reading, with the marker); buffered_read.h has
// how a read asks, faults.h how a mapping does.
//
// Simplified: folios are single pages, as of a file system without large ones (page_cache_ra_order
// then calls do_page_cache_ra); no congestion, no errors, no write-back, no MADV_HUGEPAGE, none of
// the 2 MiB units in which force_page_cache_ra hands in what is one window here.
#pragma once

#include "sim/machine/page_extents.h"
#include "sim/machine/standing.h"

#include <cstdint>

namespace copyscope::machine {

/// What to read: what of `pages` is absent, and where its marker goes. Cut at the end of the file,
/// and empty where nothing is to be read.
struct ReadWindow {
  PageRun pages;
  std::int64_t marker = -1; ///< a page of the window; -1: none

  friend bool operator==(const ReadWindow&, const ReadWindow&) = default;
};

/// What a program said of its reading: of an open file (posix_fadvise, which mappings do not ask),
/// or of a mapping (madvise).
enum class ReadAdvice {
  normal,
  random, ///< POSIX_FADV_RANDOM, MADV_RANDOM: never more than it asks for
};

class ReadAhead {
public:
  /// `max_pages`: ra_pages, the device's read_ahead_kb (twice that after POSIX_FADV_SEQUENTIAL);
  /// 0 switches it off. `device_pages`: io_pages, the largest request that the device takes
  /// (max_sectors_kb), up to which a read that is larger than max_pages may go; 0: not larger.
  explicit ReadAhead(std::int64_t max_pages, std::int64_t device_pages = 0)
      : max_pages_(max_pages), device_pages_(device_pages) {}

  std::int64_t max_pages() const { return max_pages_; }
  void advise(ReadAdvice advice) { advice_ = advice; }

  /// The page is absent, and a read wants `asked` ≥ 1 pages from it on, the rest of its request.
  /// page_cache_sync_ra. What it returns may not hold the page: it is then read by itself
  /// (filemap_create_folio). With max_pages 0 that is so for each page, whatever is asked for.
  ReadWindow on_miss(const FilePages& file, std::int64_t page, std::int64_t asked);

  /// The page had a marker, which the caller has taken (take_marker). page_cache_async_ra.
  ReadWindow on_marker(const FilePages& file, std::int64_t page, std::int64_t asked);

  /// A read has copied everything up to this byte of the file.
  void has_read(Bytes position);

  /// A mapping's page is absent: what is read around it, or the page alone where far more was
  /// missed than hit. do_sync_mmap_readahead.
  ReadWindow on_fault(const FilePages& file, std::int64_t page);
  /// Pages that a mapping found: they count against the misses. filemap_map_pages and
  /// do_async_mmap_readahead.
  void hits(std::int64_t pages) { misses_ = pages < misses_ ? misses_ - pages : 0; }
  std::int64_t misses() const { return misses_; } ///< mmap_miss: 0 to 1000

  void stand(Standing& standing) const;

private:
  ReadWindow ondemand(const FilePages& file, std::int64_t page, std::int64_t asked, bool marker);
  bool follows_a_trace(const FilePages& file, std::int64_t page, std::int64_t asked,
                       std::int64_t max);
  void begin_at(std::int64_t page, std::int64_t asked, std::int64_t max);
  ReadWindow window(const FilePages& file, std::int64_t page, std::int64_t max);

  std::int64_t max_pages_;
  std::int64_t device_pages_;
  ReadAdvice advice_ = ReadAdvice::normal;
  // The window that was read last: its marker is `async_size_` pages before its end.
  std::int64_t start_ = 0;
  std::int64_t size_ = 0;
  std::int64_t async_size_ = 0;
  std::int64_t last_page_ = -2; ///< of prev_pos; none: no page follows it
  std::int64_t misses_ = 0;
};

} // namespace copyscope::machine
