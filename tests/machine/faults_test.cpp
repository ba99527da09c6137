// Page faults of a mapping as mm/memory.c and mm/filemap.c of Linux 6.1 make them, worked out from
// there by hand. Where nothing else is said max is 32 pages and 16 are mapped around (64 KiB); a
// miss at p reads [p - 16, p + 16), and its marker is 8 before the end.
#include "tests/machine/toucher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>

namespace copyscope::machine::test {
namespace {

using testing::ElementsAre;
using enum Fault::Kind;

constexpr Bytes around_none(page_bytes);

using Taken = Toucher::Taken;

// At 0 there is no half before it. 24 has the marker, so fault-around leaves it out and it is
// touched by itself: start + size - async_size, as expected, so the next window, whose marker is
// its first page. It, too, is left out and then major, though it is there.
TEST(Faults, in_turn_map_16_pages_each_and_take_one_more_for_each_marker) {
  Toucher program;
  program.touch_all(0, 96);
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{0, 32}, 24}, ReadWindow{{32, 64}, 32},
                                           ReadWindow{{64, 96}, 64}, ReadWindow{{96, 128}, 96}));
  EXPECT_THAT(program.faults, ElementsAre(Taken{0, major, {0, 16}}, Taken{16, minor, {16, 24}},
                                          Taken{24, major, {24, 25}}, Taken{32, major, {32, 33}},
                                          Taken{48, minor, {48, 64}}, Taken{64, major, {64, 65}},
                                          Taken{80, minor, {80, 96}}));
  EXPECT_EQ(program.mapping.mapped_pages(), 96);
}

TEST(Faults, without_fault_around_map_one_page_each) {
  Toucher program(100'000, 0, around_none);
  program.touch_all(0, 40);
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{0, 32}, 24}, ReadWindow{{32, 64}, 32},
                                           ReadWindow{{64, 96}, 64}));
  ASSERT_EQ(program.faults.size(), 40u);
  for (const Taken& taken : program.faults) {
    const bool reads = taken.page == 0 || taken.page == 24 || taken.page == 32;
    EXPECT_EQ(taken, (Taken{taken.page, reads ? major : minor, {taken.page, taken.page + 1}}));
  }
}

// 10008 has the marker. When the fault is tried again it finds the 15 others, which are hits.
TEST(Faults, here_and_there_read_around_the_page) {
  Toucher program;
  const Fault fault = program.touch(10'000);
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{9984, 10'016}, 10'008}));
  EXPECT_EQ(fault.kind, major);
  EXPECT_EQ(fault.mapped, (PageRun{10'000, 10'008}));
  EXPECT_EQ(fault.pages, 15);
  EXPECT_EQ(program.ahead.misses(), 0);
}

// What is read around is mapped around, and each page of it is a hit: with fault-around 6.1 never
// gives up.
TEST(Faults, here_and_there_are_never_given_up_where_pages_are_mapped_around) {
  Toucher program(1'000'000);
  for (std::int64_t page = 1000; page < 301'000; page += 1000)
    program.touch(page);
  ASSERT_EQ(program.windows.size(), 300u);
  for (const ReadWindow& window : program.windows)
    EXPECT_EQ(window.pages.count(), 32);
}

// The 101st miss is one too many.
TEST(Faults, here_and_there_are_given_up_after_a_hundred_misses) {
  Toucher program(1'000'000, 0, around_none);
  for (std::int64_t page = 1000; page <= 102'000; page += 1000)
    program.touch(page);
  ASSERT_EQ(program.windows.size(), 102u);
  EXPECT_EQ(program.windows[99], (ReadWindow{{99'984, 100'016}, 100'008}));
  EXPECT_EQ(program.windows[100], (ReadWindow{{101'000, 101'001}}));
  EXPECT_EQ(program.windows[101], (ReadWindow{{102'000, 102'001}}));
}

// 102 misses; after 2 hits the next is the 101st, after 2 more the 100th.
TEST(Faults, hits_make_up_for_misses) {
  Toucher program(1'000'000, 0, around_none);
  for (std::int64_t page = 1000; page <= 102'000; page += 1000)
    program.touch(page);
  program.touch_all(1001, 1003);
  EXPECT_EQ(program.ahead.misses(), 100);
  program.touch(200'000);
  EXPECT_EQ(program.windows.back(), (ReadWindow{{200'000, 200'001}}));
  program.touch_all(1003, 1005);
  program.touch(300'000);
  EXPECT_EQ(program.windows.back(), (ReadWindow{{299'984, 300'016}, 300'008}));
}

TEST(Faults, no_more_than_a_thousand_misses_are_held_against_a_file) {
  Toucher program(100'000'000, 0, around_none);
  for (std::int64_t page = 1000; page <= 1'200'000; page += 1000)
    program.touch(page);
  EXPECT_EQ(program.ahead.misses(), 1000);
}

// 200 reads [184, 216) and maps [192, 208). 191 finds [184, 192). 183 is missing: of [167, 199)
// half is there, with it the page that would have the marker, so none is set.
TEST(Faults, backwards_read_around_and_map_what_is_there) {
  Toucher program;
  for (std::int64_t page = 200; page >= 150; --page)
    program.touch(page);
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{184, 216}, 208}, ReadWindow{{167, 199}, 191},
                                           ReadWindow{{150, 182}, 174}));
  EXPECT_THAT(program.faults,
              ElementsAre(Taken{200, major, {192, 208}}, Taken{191, minor, {184, 192}},
                          Taken{183, major, {176, 184}}, Taken{175, minor, {167, 176}},
                          Taken{166, major, {160, 167}}, Taken{159, minor, {150, 160}}));
  EXPECT_EQ(program.file.first_marked(0, 1000), 208);
}

TEST(Faults, of_a_warm_file_are_minor_and_map_16_pages) {
  Toucher program(100, 100);
  program.touch_all(0, 100);
  EXPECT_TRUE(program.windows.empty());
  ASSERT_EQ(program.faults.size(), 7u);
  EXPECT_EQ(program.faults[1], (Taken{16, minor, {16, 32}}));
  EXPECT_EQ(program.faults[6], (Taken{96, minor, {96, 100}}));
}

TEST(Faults, map_the_window_that_the_page_lies_in_not_the_pages_after_it) {
  Toucher program(100, 100);
  EXPECT_EQ(program.touch(31).mapped, (PageRun{16, 32}));
  EXPECT_EQ(program.touch(32).mapped, (PageRun{32, 48}));
}

TEST(Faults, are_none_where_a_page_is_mapped) {
  Toucher program(100, 100);
  program.touch(3);
  EXPECT_EQ(program.mapping.touch(0), Fault());
  EXPECT_EQ(program.mapping.touch(15), Fault());
  EXPECT_EQ(program.faults.size(), 1u);
}

// Windows are aligned from where the mapping begins; what lies outside it is not mapped.
TEST(Faults, stay_within_the_part_that_is_mapped) {
  Toucher program(100, 100, around_16, 32, ReadAdvice::normal, PageRun{5, 40});
  EXPECT_EQ(program.touch(6).mapped, (PageRun{5, 21}));
  EXPECT_EQ(program.touch(39).mapped, (PageRun{37, 40}));
  EXPECT_THROW(program.mapping.touch(4), std::logic_error);
  EXPECT_THROW(program.mapping.touch(40), std::logic_error);
}

TEST(Faults, map_around_a_power_of_two_of_pages) {
  Toucher program(100, 100, Bytes(7 * page_bytes));
  EXPECT_EQ(program.touch(6).mapped, (PageRun{4, 8}));
}

TEST(Faults, do_not_reach_beyond_a_page_table) {
  Toucher program(5000, 5000, Bytes(4096 * page_bytes));
  EXPECT_EQ(program.touch(600).mapped, (PageRun{512, 1024}));
}

// 5 to 8 are mapped by the way; 3 and 4 are not there, 9 is coming.
TEST(Faults, map_around_only_what_is_there) {
  Toucher program(100, 3);
  read_from_disk(program.file, {{5, 9}});
  program.file.start_reading({9, 12}, 1);
  const Fault fault = program.touch(1);
  EXPECT_EQ(fault.kind, minor);
  EXPECT_EQ(fault.mapped, (PageRun{0, 3}));
  EXPECT_EQ(fault.pages, 7);
  EXPECT_EQ(program.mapping.first_unmapped(5, 16), 9);
}

TEST(Faults, at_a_page_that_is_missing_map_what_is_there_before_they_wait) {
  Toucher program(100, 3);
  const Fault fault = program.mapping.touch(7);
  EXPECT_TRUE(fault.waits);
  EXPECT_TRUE(fault.mapped.empty());
  EXPECT_EQ(fault.pages, 3);
  EXPECT_EQ(fault.reads, (ReadWindow{{0, 32}, 24}));
}

TEST(Faults, wait_for_a_page_that_is_coming_and_are_major) {
  Toucher program(100);
  program.file.start_reading({0, 4}, 1);
  const Fault fault = program.mapping.touch(2);
  EXPECT_EQ(fault.kind, major);
  EXPECT_TRUE(fault.waits);
  EXPECT_TRUE(fault.reads.pages.empty());
  EXPECT_TRUE(program.mapping.touch_again(2).waits);
  program.file.arrived({0, 4});
  const Fault again = program.mapping.touch_again(2);
  EXPECT_EQ(again.kind, major);
  EXPECT_FALSE(again.waits);
  EXPECT_EQ(again.mapped, (PageRun{0, 4}));
}

// A foreign marker: [40, 48) is there, so 48 is where to go on; next(8 + 32) = 32.
TEST(Faults, at_a_marker_that_is_coming_read_ahead_before_they_wait) {
  Toucher program(1000);
  program.file.start_reading({40, 48}, 1, 40);
  const Fault fault = program.mapping.touch(40);
  EXPECT_TRUE(fault.waits);
  EXPECT_EQ(fault.reads, (ReadWindow{{48, 80}, 48}));
  EXPECT_FALSE(program.file.marked(40));
}

TEST(Faults, whose_page_left_again_before_they_were_tried_again_read_once_more) {
  Toucher program(100);
  const Fault fault = program.mapping.touch(50);
  read_from_disk(program.file, fault.reads);
  while (program.lru.evict(0))
    continue;
  const Fault again = program.mapping.touch_again(50);
  EXPECT_TRUE(again.waits);
  EXPECT_EQ(again.reads, fault.reads);
}

// 10 pages: [0, 10), and the marker 8 before its end. When 2 is touched the state expects it at 24;
// all there is follows, so nothing is read, but the fault comes again and is major all the same.
TEST(Faults, near_the_end_of_the_file_read_what_there_is) {
  Toucher program(10);
  EXPECT_EQ(program.touch(9).mapped, (PageRun{3, 10}));
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{0, 10}, 2}));
  EXPECT_EQ(program.touch(2).kind, major);
  EXPECT_EQ(program.windows.size(), 1u);
  EXPECT_EQ(program.mapping.mapped_pages(), 10);
}

// 8 pages: the marker falls on the page of the fault. What is tried again does not look at it.
TEST(Faults, map_the_page_itself_where_the_marker_falls_on_it) {
  Toucher program(8);
  const Fault fault = program.touch(0);
  EXPECT_EQ(fault.mapped, (PageRun{0, 1}));
  EXPECT_EQ(fault.pages, 8);
  EXPECT_TRUE(program.file.marked(0));
}

// Its half is no page, nor is its quarter: only the page, without a marker.
TEST(Faults, of_a_maximum_of_one_page_read_it_alone) {
  Toucher program(100, 0, around_16, 1);
  program.touch(50);
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{50, 51}}));
}

TEST(Faults, without_read_ahead_read_the_page_alone_and_count_no_miss) {
  Toucher program(100, 0, around_16, 0);
  program.touch_all(50, 53);
  EXPECT_THAT(program.windows,
              ElementsAre(ReadWindow{{50, 51}}, ReadWindow{{51, 52}}, ReadWindow{{52, 53}}));
  EXPECT_EQ(program.ahead.misses(), 0);
}

TEST(Faults, of_a_mapping_that_is_touched_at_random_read_the_page_alone_and_leave_markers) {
  Toucher program(100, 0, around_16, 32, ReadAdvice::random);
  program.touch(50);
  EXPECT_THAT(program.windows, ElementsAre(ReadWindow{{50, 51}}));
  program.file.start_reading({10, 20}, 1, 12);
  program.file.arrived({10, 20});
  const Fault fault = program.touch(12);
  EXPECT_EQ(fault.kind, minor);
  EXPECT_EQ(fault.mapped, (PageRun{12, 13}));
  EXPECT_TRUE(program.file.marked(12));
  EXPECT_EQ(program.ahead.misses(), 0);
}

// The window of the faults and that of the reads are one state: the read meets the fault's marker.
TEST(Faults, share_the_read_ahead_of_the_open_file) {
  Toucher program;
  program.touch(0);
  ASSERT_TRUE(program.file.take_marker(24));
  EXPECT_EQ(program.ahead.on_marker(program.file, 24, 1), (ReadWindow{{32, 64}, 32}));
}

TEST(Faults, come_again_for_what_has_left_the_cache) {
  Toucher program(100, 100);
  program.touch_all(0, 48);
  const auto gone = program.lru.evict(70);
  ASSERT_TRUE(gone.has_value());
  program.mapping.unmap(gone->pages); // [0, 30)
  EXPECT_EQ(program.mapping.mapped_pages(), 18);
  EXPECT_EQ(program.mapping.first_unmapped(0, 48), 0);
  EXPECT_EQ(program.mapping.first_unmapped(30, 48), 48);
  EXPECT_EQ(program.touch(29).kind, major);
}

} // namespace
} // namespace copyscope::machine::test
