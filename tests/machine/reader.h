// A program that reads a file, and what is read from disk for it: windows in the order in which
// they are asked for. The disk takes no time here: what is there decides, and what comes counts as
// being there.
#pragma once

#include "sim/machine/buffered_read.h"
#include "tests/machine/print_pages.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace copyscope::machine::test {

constexpr std::int64_t page_bytes = 4096;

using Windows = std::vector<ReadWindow>;

/// The pages of the window that are absent are read; its marker is set where it is one of them.
inline void read_from_disk(FilePages& file, const ReadWindow& window) {
  PageRun run = file.first_absent(window.pages.begin, window.pages.end);
  while (!run.empty()) {
    file.start_reading(run, 1, window.marker);
    file.arrived(run);
    run = file.first_absent(run.end, window.pages.end);
  }
}

/// The runs of pages of the file that are there.
inline std::vector<PageRun> resident_runs(const FilePages& file) {
  std::vector<PageRun> runs;
  for (PageRun run = file.first_resident(0, file.pages()); !run.empty();
       run = file.first_resident(run.end, file.pages()))
    runs.push_back(run);
  return runs;
}

struct Reader {
  /// A file of so many pages, of which so many are there at first.
  explicit Reader(std::int64_t max_pages, std::int64_t pages = 100'000, std::int64_t there = 0,
                  std::int64_t device_pages = 0)
      : file(lru, Bytes(page_bytes * pages), Bytes(page_bytes * there)),
        ahead(max_pages, device_pages) {}

  /// One call reads the pages [begin, end).
  void read(std::int64_t begin, std::int64_t end) {
    while (begin < std::min(end, file.pages())) {
      const ReadStep step = next_step(file, ahead, begin, end, [&](const ReadWindow& window) {
        windows.push_back(window);
        asked_at.push_back(begin);
        read_from_disk(file, window);
      });
      file.touch(step.ready);
      begin = step.ready.end;
      ahead.has_read(Bytes(page_bytes * begin));
    }
  }
  /// Calls of `pages` each, one after the other, from `begin` to `end`.
  void read_in_turn(std::int64_t begin, std::int64_t end, std::int64_t pages) {
    for (; begin < end; begin += pages)
      read(begin, begin + pages);
  }
  void evict_all() {
    while (lru.evict(0))
      continue;
  }

  PageLru lru;
  FilePages file;
  ReadAhead ahead;
  Windows windows;
  std::vector<std::int64_t> asked_at; ///< the page at which the reader was, for each
};

} // namespace copyscope::machine::test
