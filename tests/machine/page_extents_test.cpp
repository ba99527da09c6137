// Which pages are there, as extents: what they answer and how few they are.
#include "sim/machine/page_extents.h"
#include "tests/machine/print_pages.h"

#include <gtest/gtest.h>
#include <optional>
#include <stdexcept>
#include <vector>

namespace copyscope::machine::test {
namespace {

constexpr Bytes pages_of(std::int64_t pages) {
  return Bytes(4096 * pages);
}

using Runs = std::vector<PageRun>;

Runs runs_by_age(const PageLru& lru) {
  Runs runs;
  for (const PageLru::Aged& aged : lru.by_age())
    runs.push_back(aged.pages);
  return runs;
}

Runs all_evicted(PageLru& lru, std::int64_t capacity) {
  Runs runs;
  while (const auto gone = lru.evict(capacity))
    runs.push_back(gone->pages);
  return runs;
}

void bring(FilePages& file, PageRun run) {
  file.start_reading(run, 1);
  file.arrived(run);
}

TEST(PageExtents, a_cold_file_has_nothing) {
  PageLru lru;
  const FilePages file(lru, pages_of(10));
  EXPECT_EQ(file.pages(), 10);
  EXPECT_EQ(file.extents(), 0);
  EXPECT_EQ(file.first_absent(3, 8), (PageRun{3, 8}));
  EXPECT_EQ(file.first_resident(3, 8), (PageRun{8, 8}));
  EXPECT_EQ(file.last_absent(5, 0), 5);
}

TEST(PageExtents, sizes_are_rounded_up_to_whole_pages) {
  PageLru lru;
  EXPECT_EQ(FilePages(lru, Bytes(0)).pages(), 0);
  EXPECT_EQ(FilePages(lru, Bytes(1)).pages(), 1);
  const FilePages file(lru, Bytes(4097), Bytes(4097));
  EXPECT_EQ(file.pages(), 2);
  EXPECT_EQ(lru.resident_pages(), 2);
}

TEST(PageExtents, the_largest_file_that_is_all_there_is_one_extent) {
  PageLru lru;
  const Bytes size(std::int64_t{1} << 48);
  FilePages file(lru, size, size);
  EXPECT_EQ(file.extents(), 1);
  EXPECT_EQ(lru.resident_pages(), std::int64_t{1} << 36);
  EXPECT_EQ(file.first_absent(0, file.pages()).count(), 0);
  for (std::int64_t page = 0; page < 1'000'000; page += 16)
    file.touch({page, page + 16});
  EXPECT_EQ(file.extents(), 2);
}

TEST(PageExtents, a_page_comes_under_its_request_and_arrives) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  file.start_reading({10, 20}, 7);
  EXPECT_EQ(file.look(5, 100), (FilePages::Piece{{5, 10}, PageState::absent, 0, 0}));
  EXPECT_EQ(file.look(12, 100), (FilePages::Piece{{12, 20}, PageState::coming, 7, 0}));
  EXPECT_EQ(file.look(12, 15), (FilePages::Piece{{12, 15}, PageState::coming, 7, 0}));
  EXPECT_EQ(lru.coming_pages(), 10);
  EXPECT_EQ(lru.resident_pages(), 0);
  file.arrived({10, 20});
  EXPECT_EQ(file.look(12, 100), (FilePages::Piece{{12, 20}, PageState::resident, 0, 0}));
  EXPECT_EQ(lru.coming_pages(), 0);
  EXPECT_EQ(lru.resident_pages(), 10);
}

TEST(PageExtents, neighbours_that_come_by_two_requests_are_told_apart) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  file.start_reading({0, 4}, 1);
  file.start_reading({4, 8}, 2);
  file.start_reading({8, 12}, 2);
  EXPECT_EQ(file.extents(), 2);
  EXPECT_EQ(file.look(0, 100).pages, (PageRun{0, 4}));
  EXPECT_EQ(file.look(4, 100).pages, (PageRun{4, 12}));
  EXPECT_EQ(file.first_absent(0, 100), (PageRun{12, 100}));
}

TEST(PageExtents, holes_are_found_from_both_sides) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  bring(file, {10, 20});
  bring(file, {25, 30});
  EXPECT_EQ(file.first_absent(12, 100), (PageRun{20, 25}));
  EXPECT_EQ(file.first_absent(12, 22), (PageRun{20, 22}));
  EXPECT_EQ(file.first_absent(12, 18), (PageRun{18, 18}));
  EXPECT_EQ(file.first_resident(0, 100), (PageRun{10, 20}));
  EXPECT_EQ(file.last_absent(29, 0), 24);
  EXPECT_EQ(file.last_absent(19, 0), 9);
  EXPECT_EQ(file.last_absent(19, 15), 14);
  EXPECT_EQ(file.last_absent(40, 0), 40);
}

TEST(PageExtents, nothing_absent_down_to_the_first_page_is_told) {
  PageLru lru;
  const FilePages file(lru, pages_of(100), pages_of(30));
  EXPECT_EQ(file.last_absent(29, 0), -1);
}

TEST(PageExtents, a_run_that_is_used_in_pieces_is_one_extent) {
  PageLru lru;
  FilePages file(lru, pages_of(1000), pages_of(1000));
  for (std::int64_t page = 0; page < 1000; page += 10)
    file.touch({page, page + 10});
  EXPECT_EQ(file.extents(), 1);
  EXPECT_EQ(runs_by_age(lru), (Runs{{0, 1000}}));
}

// Of two windows the reader is in one: the rest of each, and what was used before the first came,
// between the two, and since the second.
TEST(PageExtents, reading_ahead_of_a_reader_leaves_few_extents) {
  PageLru lru;
  FilePages file(lru, pages_of(100'000));
  bring(file, {0, 32});
  for (std::int64_t page = 0; page + 64 < file.pages(); page += 8) {
    if (page % 32 == 8) bring(file, {page + 24, page + 56});
    file.touch({page, page + 8});
    ASSERT_LE(file.extents(), 5);
  }
}

TEST(PageExtents, the_oldest_go_first) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  bring(file, {0, 10});
  bring(file, {50, 60});
  file.touch({0, 5});
  EXPECT_EQ(runs_by_age(lru), (Runs{{5, 10}, {50, 60}, {0, 5}}));
  EXPECT_EQ(all_evicted(lru, 12), (Runs{{5, 10}, {50, 53}}));
  EXPECT_EQ(lru.resident_pages(), 12);
  EXPECT_EQ(file.first_absent(0, 100), (PageRun{5, 53}));
  EXPECT_EQ(all_evicted(lru, 12), Runs());
}

TEST(PageExtents, pages_of_all_files_are_in_one_order) {
  PageLru lru;
  FilePages one(lru, pages_of(10));
  FilePages other(lru, pages_of(10));
  bring(one, {0, 4});
  bring(other, {0, 4});
  one.touch({0, 2});
  std::optional<PageLru::Aged> gone = lru.evict(7);
  ASSERT_TRUE(gone.has_value());
  EXPECT_EQ(gone->file, &one);
  EXPECT_EQ(gone->pages, (PageRun{2, 3}));
  EXPECT_EQ(all_evicted(lru, 0).size(), 3u);
  EXPECT_EQ(one.extents() + other.extents(), 0);
}

TEST(PageExtents, what_is_pinned_or_coming_stays) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  bring(file, {0, 10});
  file.start_reading({20, 30}, 1);
  file.pin({2, 4});
  EXPECT_EQ(all_evicted(lru, 0), (Runs{{0, 2}, {4, 10}}));
  EXPECT_EQ(lru.resident_pages(), 2);
  EXPECT_EQ(lru.pinned_pages(), 2);
  EXPECT_EQ(lru.coming_pages(), 10);
  file.unpin({2, 4});
  EXPECT_EQ(lru.pinned_pages(), 0);
  EXPECT_EQ(all_evicted(lru, 0), (Runs{{2, 4}}));
}

TEST(PageExtents, a_page_that_is_pinned_twice_is_free_after_two_unpins) {
  PageLru lru;
  FilePages file(lru, pages_of(10), pages_of(10));
  file.pin({0, 6});
  file.pin({4, 8});
  EXPECT_EQ(file.look(4, 10).pins, 2);
  EXPECT_EQ(lru.pinned_pages(), 8);
  file.unpin({0, 6});
  EXPECT_EQ(lru.pinned_pages(), 4);
  file.unpin({4, 8});
  EXPECT_EQ(lru.pinned_pages(), 0);
  EXPECT_EQ(runs_by_age(lru), (Runs{{8, 10}, {0, 8}}));
}

TEST(PageExtents, a_marker_is_met_once) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  file.start_reading({0, 16}, 1, 12);
  EXPECT_TRUE(file.marked(12));
  EXPECT_EQ(file.first_marked(0, 100), 12);
  EXPECT_EQ(file.first_marked(0, 12), 12);
  EXPECT_EQ(file.first_marked(13, 100), 100);
  EXPECT_TRUE(file.take_marker(12));
  EXPECT_FALSE(file.take_marker(12));
  EXPECT_EQ(file.first_marked(0, 100), 100);
}

TEST(PageExtents, a_marker_goes_on_a_page_that_comes_and_leaves_with_it) {
  PageLru lru;
  FilePages file(lru, pages_of(100));
  file.start_reading({0, 16}, 1, 16);
  EXPECT_FALSE(file.marked(16));
  file.start_reading({16, 32}, 1, 20);
  file.arrived({0, 32});
  EXPECT_EQ(lru.evict(11)->pages, (PageRun{0, 21}));
  EXPECT_FALSE(file.marked(20));
}

TEST(PageExtents, a_file_takes_its_pages_with_it) {
  PageLru lru;
  FilePages file(lru, pages_of(10));
  bring(file, {0, 2});
  {
    FilePages other(lru, pages_of(10), pages_of(4));
    other.start_reading({6, 8}, 1);
    other.pin({0, 1});
    bring(file, {2, 4});
  }
  EXPECT_EQ(lru.resident_pages(), 4);
  EXPECT_EQ(lru.coming_pages(), 0);
  EXPECT_EQ(lru.pinned_pages(), 0);
  EXPECT_EQ(runs_by_age(lru), (Runs{{0, 4}}));
}

TEST(PageExtents, what_a_run_is_not_in_the_state_for_is_refused) {
  PageLru lru;
  FilePages file(lru, pages_of(10), pages_of(4));
  EXPECT_THROW(file.start_reading({3, 5}, 1), std::logic_error);
  EXPECT_THROW(file.start_reading({8, 11}, 1), std::logic_error);
  EXPECT_THROW(file.arrived({4, 5}), std::logic_error);
  EXPECT_THROW(file.pin({3, 5}), std::logic_error);
  EXPECT_THROW(file.unpin({0, 1}), std::logic_error);
  EXPECT_THROW(file.touch({-1, 1}), std::logic_error);
}

} // namespace
} // namespace copyscope::machine::test
