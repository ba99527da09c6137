// What of a mapping is mapped, against a set of single pages: whatever is touched and taken away.
#include "sim/machine/faults.h"
#include "tests/machine/reader.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace copyscope::machine::test {
namespace {

/// What a fault at the page maps: what is there, and unmarked, of its window, and the page.
std::set<std::int64_t> mapped_by_hand(const FilePages& file, std::int64_t page,
                                      std::int64_t window) {
  std::set<std::int64_t> pages = {page};
  const std::int64_t begin = page / window * window;
  for (std::int64_t other = begin; other < std::min(begin + window, file.pages()); ++other)
    if (window > 1 && file.state(other) == PageState::resident && !file.marked(other))
      pages.insert(other);
  return pages;
}

std::int64_t unmapped_by_hand(const std::set<std::int64_t>& mapped, std::int64_t begin,
                              std::int64_t end) {
  while (begin < end && mapped.count(begin) != 0)
    ++begin;
  return begin;
}

RC_GTEST_PROP(MappingAndPages, say_the_same_whatever_is_done, ()) {
  const auto pages = *rc::gen::inRange<std::int64_t>(1, 100);
  const auto window = *rc::gen::element<std::int64_t>(1, 2, 4, 16);
  PageLru lru;
  FilePages file(lru, Bytes(page_bytes * pages));
  ReadAhead ahead(*rc::gen::element<std::int64_t>(0, 1, 8, 32));
  FileMapping mapping(file, ahead, Bytes(page_bytes * window));
  std::set<std::int64_t> mapped;

  for (int step = *rc::gen::inRange(1, 60); step > 0; --step) {
    const auto page = *rc::gen::inRange<std::int64_t>(0, pages);
    const auto end = std::min(pages, page + *rc::gen::inRange<std::int64_t>(1, 40));
    if (*rc::gen::inRange(0, 4) == 0) {
      const auto capacity = *rc::gen::inRange<std::int64_t>(0, pages);
      while (const auto gone = lru.evict(capacity)) {
        mapping.unmap(gone->pages);
        for (std::int64_t other = gone->pages.begin; other < gone->pages.end; ++other)
          mapped.erase(other);
      }
    } else {
      Fault fault = mapping.touch(page);
      RC_ASSERT((fault.kind == Fault::Kind::none) == (mapped.count(page) != 0));
      std::int64_t added = fault.pages;
      while (fault.waits) {
        read_from_disk(file, fault.reads);
        fault = mapping.touch_again(page);
        added += fault.pages;
      }
      const auto before = static_cast<std::int64_t>(mapped.size());
      if (fault.kind != Fault::Kind::none) mapped.merge(mapped_by_hand(file, page, window));
      RC_ASSERT(added == static_cast<std::int64_t>(mapped.size()) - before);
      RC_ASSERT(fault.kind == Fault::Kind::none || fault.mapped.holds(page));
      read_from_disk(file, fault.reads);
    }
    RC_ASSERT(mapping.mapped_pages() == static_cast<std::int64_t>(mapped.size()));
    RC_ASSERT(mapping.first_unmapped(page, end) == unmapped_by_hand(mapped, page, end));
    for (const std::int64_t other : mapped)
      RC_ASSERT(mapping.mapped(other) && file.state(other) == PageState::resident);
  }
}

} // namespace
} // namespace copyscope::machine::test
