// What a read of a file's pages does next: how read(), sendfile() and splice() go through the page
// cache.
//
//   while (begin < end) {
//     const ReadStep step = next_step(file, ahead, begin, end, [&](const ReadWindow& window) {
//       …                               // the disk begins: start_reading() of what is absent
//     });
//     if (step.waits) …                 // until page `begin` is there
//     …                                 // copy step.ready, file.touch(), ahead.has_read()
//     begin = step.ready.end;
//   }
//
// It follows filemap_get_pages of mm/filemap.c in Linux 6.1. Simplified: the kernel looks 15 pages
// at a time, so it meets a marker, and waits for a page that is coming, up to 14 pages before the
// copy gets there; here it is when the copy has got there.
#pragma once

#include "sim/machine/page_extents.h"
#include "sim/machine/readahead.h"

#include <algorithm>
#include <cstdint>

namespace copyscope::machine {

struct ReadStep {
  PageRun ready;      ///< can be copied now; begins where the read is, and is empty if it waits
  bool waits = false; ///< for the first page, which is coming
};

/// `begin_reading(const ReadWindow&)` is called for each window that is to be read, before it
/// returns; what of it was absent must be coming, or there, when it comes back. begin <
/// file.pages() and begin < end, which may lie past the file's end: the kernel takes what a program
/// asks for.
template <typename BeginReading>
ReadStep next_step(FilePages& file, ReadAhead& ahead, std::int64_t begin, std::int64_t end,
                   BeginReading begin_reading) {
  const auto read = [&](const ReadWindow& window) {
    if (!window.pages.empty()) begin_reading(window);
  };
  if (file.state(begin) == PageState::absent) {
    read(ahead.on_miss(file, begin, end - begin));
    // The window need not hold the page: filemap_create_folio.
    if (file.state(begin) == PageState::absent) read({{begin, begin + 1}});
  }
  if (file.take_marker(begin)) read(ahead.on_marker(file, begin, end - begin));
  if (file.state(begin) != PageState::resident) return {{begin, begin}, true};
  const PageRun there = file.first_resident(begin, std::min(end, file.pages()));
  return {{begin, file.first_marked(begin + 1, there.end)}};
}

} // namespace copyscope::machine
