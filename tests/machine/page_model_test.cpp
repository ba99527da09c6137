// Extents against a list that holds each page by itself: whatever is done, they say the same, and
// no two of them could be one.
#include "sim/machine/page_extents.h"
#include "tests/machine/print_pages.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>
#include <utility>
#include <vector>

namespace copyscope::machine::test {
namespace {

constexpr std::int64_t model_pages = 40;    // of each of two files
using Place = std::pair<int, std::int64_t>; // file, page

/// Each page by itself: what is not here is absent; the order is that of `age`.
struct PageModel {
  struct Page {
    bool coming = false;
    std::int64_t request = 0;
    int pins = 0;
    bool marked = false;
  };

  std::map<Place, Page> pages;
  std::vector<Place> age; // the oldest first: resident, not pinned

  bool is(const Place& place, PageState state) const {
    const auto found = pages.find(place);
    if (found == pages.end()) return state == PageState::absent;
    return state == (found->second.coming ? PageState::coming : PageState::resident);
  }
  void forget_age(const Place& place) { std::erase(age, place); }
  void young(const Place& place) {
    forget_age(place);
    age.push_back(place);
  }
  std::int64_t resident() const {
    return std::count_if(pages.begin(), pages.end(),
                         [](const auto& page) { return !page.second.coming; });
  }
};

/// Both, and whatever is done is done to both.
struct Both {
  PageModel model;
  PageLru lru;
  FilePages one{lru, Bytes(4096 * model_pages)};
  FilePages other{lru, Bytes(4096 * model_pages)};

  FilePages& file(int which) { return which == 0 ? one : other; }

  bool all_are(int which, PageRun run, PageState state) const {
    for (std::int64_t page = run.begin; page < run.end; ++page)
      if (!model.is({which, page}, state)) return false;
    return true;
  }

  void start(int which, PageRun run, std::int64_t request, std::int64_t marker) {
    if (!all_are(which, run, PageState::absent)) return;
    file(which).start_reading(run, request, marker);
    for (std::int64_t page = run.begin; page < run.end; ++page)
      model.pages[{which, page}] = {true, request, 0, page == marker};
  }
  void arrive(int which, PageRun run) {
    if (!all_are(which, run, PageState::coming)) return;
    file(which).arrived(run);
    for (std::int64_t page = run.begin; page < run.end; ++page) {
      model.pages[{which, page}].coming = false;
      model.young({which, page});
    }
  }
  void touch(int which, PageRun run) {
    file(which).touch(run);
    for (std::int64_t page = run.begin; page < run.end; ++page)
      if (model.is({which, page}, PageState::resident) && model.pages[{which, page}].pins == 0)
        model.young({which, page});
  }
  void pin(int which, PageRun run) {
    if (!all_are(which, run, PageState::resident)) return;
    file(which).pin(run);
    for (std::int64_t page = run.begin; page < run.end; ++page) {
      ++model.pages[{which, page}].pins;
      model.forget_age({which, page});
    }
  }
  void unpin(int which, PageRun run) {
    for (std::int64_t page = run.begin; page < run.end; ++page)
      if (!model.is({which, page}, PageState::resident) || model.pages[{which, page}].pins == 0)
        return;
    file(which).unpin(run);
    for (std::int64_t page = run.begin; page < run.end; ++page)
      if (--model.pages[{which, page}].pins == 0) model.young({which, page});
  }
  void evict(std::int64_t capacity) {
    std::vector<Place> gone, expected;
    while (const auto run = lru.evict(capacity))
      for (std::int64_t page = run->pages.begin; page < run->pages.end; ++page)
        gone.emplace_back(run->file == &one ? 0 : 1, page);
    while (model.resident() > capacity && !model.age.empty()) {
      expected.push_back(model.age.front());
      model.pages.erase(model.age.front());
      model.age.erase(model.age.begin());
    }
    RC_ASSERT(gone == expected);
  }

  void do_something() {
    const int which = *rc::gen::inRange(0, 2);
    const auto begin = *rc::gen::inRange<std::int64_t>(0, model_pages);
    const auto length = *rc::gen::inRange<std::int64_t>(0, 12);
    const PageRun run = {begin, std::min(begin + length, model_pages)};
    switch (*rc::gen::inRange(0, 9)) {
    case 0:
    case 1:
      return start(which, run, *rc::gen::inRange<std::int64_t>(1, 3),
                   begin + *rc::gen::inRange<std::int64_t>(-1, 12));
    case 2:
    case 3:
      return arrive(which, run);
    case 4:
    case 5:
      return touch(which, run);
    case 6:
      return pin(which, run);
    case 7:
      return unpin(which, run);
    default:
      return evict(*rc::gen::inRange<std::int64_t>(0, 2 * model_pages));
    }
  }

  void compare_pages(int which) {
    for (std::int64_t page = 0; page < model_pages; ++page) {
      const FilePages::Piece piece = file(which).look(page, model_pages);
      const auto found = model.pages.find({which, page});
      const PageModel::Page expected =
          found == model.pages.end() ? PageModel::Page() : found->second;
      RC_ASSERT(model.is({which, page}, piece.state));
      RC_ASSERT(piece.request == (expected.coming ? expected.request : 0));
      RC_ASSERT(piece.pins == expected.pins);
      RC_ASSERT(file(which).marked(page) == expected.marked);
      for (std::int64_t next = page; next < piece.pages.end; ++next)
        RC_ASSERT(model.is({which, next}, piece.state));
    }
  }

  std::int64_t next_in(int which, std::int64_t page, PageState state) const {
    while (page < model_pages && !model.is({which, page}, state))
      ++page;
    return page;
  }
  std::int64_t end_of(int which, std::int64_t page, PageState state) const {
    while (page < model_pages && model.is({which, page}, state))
      ++page;
    return page;
  }
  void compare_searches(int which, std::int64_t page) {
    const std::int64_t absent = next_in(which, page, PageState::absent);
    const std::int64_t there = next_in(which, page, PageState::resident);
    RC_ASSERT(file(which).first_absent(page, model_pages) ==
              (PageRun{absent, end_of(which, absent, PageState::absent)}));
    RC_ASSERT(file(which).first_resident(page, model_pages) ==
              (PageRun{there, end_of(which, there, PageState::resident)}));
    std::int64_t before = page;
    while (before >= 0 && !model.is({which, before}, PageState::absent))
      --before;
    RC_ASSERT(file(which).last_absent(page, 0) == before);
  }

  void compare() {
    std::vector<Place> age;
    for (const PageLru::Aged& aged : lru.by_age())
      for (std::int64_t page = aged.pages.begin; page < aged.pages.end; ++page)
        age.emplace_back(aged.file == &one ? 0 : 1, page);
    RC_ASSERT(age == model.age);
    RC_ASSERT(lru.resident_pages() == model.resident());
    const auto all = static_cast<std::int64_t>(model.pages.size());
    RC_ASSERT(lru.coming_pages() == all - model.resident());
    RC_ASSERT(lru.pinned_pages() == model.resident() - static_cast<std::int64_t>(model.age.size()));
    for (int which : {0, 1}) {
      compare_pages(which);
      compare_searches(which, *rc::gen::inRange<std::int64_t>(0, model_pages));
    }
  }

  /// How many extents there must be: pages beside each other are apart for a reason.
  std::int64_t fewest(int which) const {
    std::int64_t count = 0;
    for (std::int64_t page = 0; page < model_pages; ++page)
      if (model.pages.count({which, page}) != 0 && !joined(which, page)) ++count;
    return count;
  }
  bool joined(int which, std::int64_t page) const {
    const auto left = model.pages.find({which, page - 1});
    const auto right = model.pages.find({which, page});
    if (left == model.pages.end()) return false;
    const PageModel::Page a = left->second, b = right->second;
    if (a.coming != b.coming || a.request * a.coming != b.request * b.coming || a.pins != b.pins)
      return false;
    if (a.coming || a.pins > 0) return true;
    const auto older = std::find(model.age.begin(), model.age.end(), left->first);
    return std::next(older) != model.age.end() && *std::next(older) == right->first;
  }
};

RC_GTEST_PROP(PageExtentsAndPages, say_the_same_whatever_is_done, ()) {
  Both both;
  const int steps = *rc::gen::inRange(1, 120);
  for (int step = 0; step < steps; ++step) {
    both.do_something();
    both.compare();
    for (int which : {0, 1})
      RC_ASSERT(both.file(which).extents() == both.fewest(which));
  }
}

} // namespace
} // namespace copyscope::machine::test
