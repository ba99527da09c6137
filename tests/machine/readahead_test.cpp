// Windows of read-ahead as mm/readahead.c of Linux 6.1 gives them, worked out from it by hand.
// Where nothing else is said max is 32 pages (128 KiB), what devices have by default. "next" is
// get_next_ra_size: 4 times below max / 16 = 2, twice up to max / 2 = 16, else 32.
#include "tests/machine/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

using testing::ElementsAre;

// The first page of the file is asked for: one page is ≤ 32 / 32, so 4 are read, with the marker
// behind the one that was asked for. Each marker is met at start + size - async_size, as expected,
// and the next window is as long as its way to the marker, so the marker is its first page.
TEST(ReadAhead, by_single_pages_doubles_from_4_to_32) {
  Reader reader(32);
  reader.read_in_turn(0, 60, 1);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{0, 4}, 1}, ReadWindow{{4, 12}, 4}, ReadWindow{{12, 28}, 12},
                          ReadWindow{{28, 60}, 28}, ReadWindow{{60, 92}, 60}));
}

// 2 pages are more than 32 / 32, but ≤ 32 / 4: twice as many are read.
TEST(ReadAhead, by_2_pages_doubles_from_4) {
  Reader reader(32);
  reader.read_in_turn(0, 28, 2);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 4}, 2}, ReadWindow{{4, 12}, 4},
                                          ReadWindow{{12, 28}, 12}, ReadWindow{{28, 60}, 28}));
}

// 3 pages count as 4: 8 are read, and the marker is behind the 3.
TEST(ReadAhead, by_3_pages_rounds_the_request_up) {
  Reader reader(32);
  reader.read_in_turn(0, 9, 3);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{0, 8}, 3}, ReadWindow{{8, 24}, 8}, ReadWindow{{24, 56}, 24}));
}

TEST(ReadAhead, by_4_pages_doubles_from_8) {
  Reader reader(32);
  reader.read_in_turn(0, 28, 4);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 8}, 4}, ReadWindow{{8, 24}, 8},
                                          ReadWindow{{24, 56}, 24}, ReadWindow{{56, 88}, 56}));
}

// 16 pages are more than 32 / 4: all of the window at once, the marker in its middle.
TEST(ReadAhead, by_16_pages_as_sendfile_asks_starts_with_the_whole_window) {
  Reader reader(32);
  reader.read_in_turn(0, 96, 16);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 32}, 16}, ReadWindow{{32, 64}, 32},
                                          ReadWindow{{64, 96}, 64}, ReadWindow{{96, 128}, 96}));
}

// The marker would be the page that is missing (async_size = size): 32 and the next 32 are more
// than max, so max, and the marker in the middle. The same call meets it.
TEST(ReadAhead, by_32_pages_meets_its_own_marker) {
  Reader reader(32);
  reader.read(0, 32);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 32}, 16}, ReadWindow{{32, 64}, 32}));
  reader.read(32, 64);
  EXPECT_THAT(reader.windows.back(), (ReadWindow{{64, 96}, 64}));
}

// More than the window: the first as above, the others as their markers are met.
TEST(ReadAhead, by_33_pages_reads_windows_of_32) {
  Reader reader(32);
  reader.read(0, 33);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 32}, 16}, ReadWindow{{32, 64}, 32},
                                          ReadWindow{{64, 96}, 64}));
  reader.read(33, 66);
  EXPECT_THAT(reader.windows.back(), (ReadWindow{{96, 128}, 96}));
}

TEST(ReadAhead, by_100_pages_is_a_window_ahead_of_the_copy) {
  Reader reader(32);
  reader.read(0, 100);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 32}, 16}, ReadWindow{{32, 64}, 32},
                                          ReadWindow{{64, 96}, 64}, ReadWindow{{96, 128}, 96},
                                          ReadWindow{{128, 160}, 128}));
  reader.windows.clear();
  reader.read(100, 200);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{160, 192}, 160}, ReadWindow{{192, 224}, 192},
                                          ReadWindow{{224, 256}, 224}));
}

// Where the device takes larger requests, max is min(asked, device) = 100: 128 > 100 / 4, so 100;
// async_size = size becomes half. At the marker 50 are still asked for, and size stays the larger.
TEST(ReadAhead, a_request_beyond_the_window_may_be_as_large_as_the_device_takes) {
  Reader reader(32, 100'000, 0, 256);
  reader.read_in_turn(0, 200, 100);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 100}, 50}, ReadWindow{{100, 200}, 100},
                                          ReadWindow{{200, 300}, 200}));
}

TEST(ReadAhead, a_device_that_takes_less_than_the_window_changes_nothing) {
  Reader reader(32, 100'000, 0, 16);
  reader.read(0, 100);
  EXPECT_THAT(reader.windows.front(), (ReadWindow{{0, 32}, 16}));
}

// max 256: one page ≤ 256 / 32, so 4; 4 < 256 / 16, so 16; then 32, 64, 128, 256 by doubling.
TEST(ReadAhead, of_a_larger_maximum_grows_fourfold_first) {
  Reader reader(256);
  reader.read_in_turn(0, 500, 1);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{0, 4}, 1}, ReadWindow{{4, 20}, 4}, ReadWindow{{20, 52}, 20},
                          ReadWindow{{52, 116}, 52}, ReadWindow{{116, 244}, 116},
                          ReadWindow{{244, 500}, 244}, ReadWindow{{500, 756}, 500}));
}

// 1 is neither ≤ 1 / 32 nor ≤ 1 / 4: max. Half of it is no page, so there is no marker; the next
// miss is start + size.
TEST(ReadAhead, of_one_page_reads_each_by_itself) {
  Reader reader(1);
  reader.read_in_turn(0, 3, 1);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{0, 1}}, ReadWindow{{1, 2}}, ReadWindow{{2, 3}}));
}

TEST(ReadAhead, is_not_done_for_small_reads_here_and_there) {
  Reader reader(32);
  for (const std::int64_t page : {1000, 500, 9000, 30, 7000})
    reader.read(page, page + 1);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{1000, 1001}}, ReadWindow{{500, 501}},
                                          ReadWindow{{9000, 9001}}, ReadWindow{{30, 31}},
                                          ReadWindow{{7000, 7001}}));
}

TEST(ReadAhead, a_small_read_somewhere_is_read_as_it_is) {
  Reader reader(32);
  reader.read(1000, 1004);
  reader.read(10, 42);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{1000, 1004}}, ReadWindow{{10, 42}}));
}

// Backwards no page follows the last; the last call, at 0, is taken for the start of a whole read,
// but its marker would be on a page that is there, and is not set.
TEST(ReadAhead, is_not_done_backwards) {
  Reader reader(32);
  for (std::int64_t page = 5; page >= 0; --page)
    reader.read(page, page + 1);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{5, 6}}, ReadWindow{{4, 5}}, ReadWindow{{3, 4}},
                          ReadWindow{{2, 3}}, ReadWindow{{1, 2}}, ReadWindow{{0, 4}, 1}));
  EXPECT_EQ(reader.file.first_marked(0, 100), 100);
}

// The first read after a seek is one somewhere; the second follows it.
TEST(ReadAhead, begins_again_at_the_second_read_after_a_seek) {
  Reader reader(32);
  reader.read_in_turn(1000, 1006, 1);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{1000, 1001}}, ReadWindow{{1001, 1005}, 1002},
                          ReadWindow{{1005, 1013}, 1005}, ReadWindow{{1013, 1029}, 1013}));
}

// prev_pos is the byte after the last one, so its page may be the next one: one may be left out.
TEST(ReadAhead, a_page_that_is_left_out_still_counts_as_sequential) {
  Reader reader(32);
  reader.read(1000, 1001);
  reader.read(1002, 1003);
  EXPECT_THAT(reader.windows.back(), (ReadWindow{{1002, 1006}, 1003}));
}

TEST(ReadAhead, two_pages_that_are_left_out_do_not) {
  Reader reader(32);
  reader.read(1000, 1001);
  reader.read(1003, 1004);
  EXPECT_THAT(reader.windows.back(), (ReadWindow{{1003, 1004}}));
}

// A read that ends within page 1000 leaves prev_pos in it.
TEST(ReadAhead, the_page_in_which_the_last_read_ended_is_the_one_that_is_followed) {
  Reader reader(32);
  reader.read(1000, 1001);
  reader.ahead.has_read(Bytes(page_bytes * 1000 + 17));
  reader.read(1002, 1003);
  EXPECT_THAT(reader.windows.back(), (ReadWindow{{1002, 1003}}));
}

// Somewhere, and more than max: as at the start of the file.
TEST(ReadAhead, a_request_beyond_the_window_reads_ahead_wherever_it_is) {
  Reader reader(32);
  reader.read(1000, 1064);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{1000, 1032}, 1016}, ReadWindow{{1032, 1064}, 1032},
                          ReadWindow{{1064, 1096}, 1064}));
}

// Two streams of one open file disturb each other's state. The first marker (1) is still expected.
// B's third miss finds two pages before it, more than are asked for: 3 pages, marker on the last.
// From then on markers are met that the state does not know, and the window is next(what is there
// past the marker + what is asked): 4 → [4, 12) is there: next(8 + 1) = 18; 1004 → next(1 + 1) = 4;
// 1005 and 1009 come before A meets another marker, and are expected; 12 → next(18 + 1) = 32;
// 1017 → next(16 + 1) = 32.
TEST(ReadAhead, two_streams_on_one_open_file_are_both_read_ahead) {
  Reader reader(32);
  for (std::int64_t page = 0; page < 20; ++page) {
    reader.read(page, page + 1);
    reader.read(1000 + page, 1001 + page);
  }
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{0, 4}, 1}, ReadWindow{{1000, 1001}}, ReadWindow{{4, 12}, 4},
                          ReadWindow{{1001, 1002}}, ReadWindow{{1002, 1005}, 1004},
                          ReadWindow{{12, 30}, 12}, ReadWindow{{1005, 1009}, 1005},
                          ReadWindow{{1009, 1017}, 1009}, ReadWindow{{1017, 1033}, 1017},
                          ReadWindow{{30, 62}, 30}, ReadWindow{{1033, 1065}, 1033}));
}

TEST(ReadAhead, two_open_files_do_not_disturb_each_other) {
  Reader reader(32);
  ReadAhead other(32);
  EXPECT_EQ(reader.ahead.on_miss(reader.file, 0, 4), (ReadWindow{{0, 8}, 4}));
  EXPECT_EQ(other.on_miss(reader.file, 1000, 4), (ReadWindow{{1000, 1004}}));
  EXPECT_EQ(reader.ahead.on_marker(reader.file, 4, 4), (ReadWindow{{8, 24}, 8}));
}

// A program that begins where another has read from the file's first page: 5 pages are there, which
// count twice, and one is asked for.
TEST(ReadAhead, pages_that_are_there_from_the_first_on_count_twice) {
  Reader reader(32, 100'000, 5);
  reader.read(5, 6);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{5, 16}, 15}));
}

// 6.1 looks at 32 pages before it, and does not count the last of them: 31 + 1.
TEST(ReadAhead, a_long_trace_is_worth_a_whole_window) {
  for (const std::int64_t there : {31, 32, 33, 100}) {
    Reader reader(32, 100'000, there);
    reader.read(there, there + 1);
    EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{there, there + 32}, there + 31})) << there;
  }
}

// So 31 pages are not fewer than what it finds, and are taken for a read somewhere.
TEST(ReadAhead, a_long_trace_says_nothing_to_a_request_of_nearly_a_window) {
  Reader reader(32, 100'000, 100);
  reader.read(100, 131);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{100, 131}}));
}

TEST(ReadAhead, a_trace_no_longer_than_the_request_says_nothing) {
  Reader reader(32);
  read_from_disk(reader.file, {{996, 1000}});
  reader.read(1000, 1004);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{1000, 1004}}));
}

// A marker of which the state knows nothing: [100, 110) is there, so next(10 + 1) = 22 from 110 on.
TEST(ReadAhead, a_foreign_marker_is_followed_by_twice_what_is_there) {
  Reader reader(32);
  read_from_disk(reader.file, {{100, 110}});
  EXPECT_EQ(reader.ahead.on_marker(reader.file, 100, 1), (ReadWindow{{110, 132}, 110}));
}

// Where all of the next 32 pages are there, 6.1 takes the last of them for the first that is not.
TEST(ReadAhead, a_foreign_marker_amid_pages_that_are_there_reads_on_from_max) {
  Reader reader(32);
  read_from_disk(reader.file, {{100, 200}});
  EXPECT_EQ(reader.ahead.on_marker(reader.file, 100, 1), (ReadWindow{{132, 164}, 132}));
}

TEST(ReadAhead, ends_with_the_file) {
  Reader reader(32, 10);
  reader.read_in_turn(0, 10, 4);
  // 16 from 8 on; the marker, 16 before the end of what is read, would lie before its start
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 8}, 4}, ReadWindow{{8, 10}}));
}

// 32 are cut to 30, and the marker is counted from the end: 30 - 16. The state expects it at 16, so
// it is a foreign one: what follows is there to the end of the file, and nothing is left to be
// read.
TEST(ReadAhead, a_marker_comes_forward_where_the_file_ends) {
  Reader reader(32, 30);
  reader.read_in_turn(0, 30, 16);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 30}, 14}));
}

// 16 are asked for of a file that has 10: the window is that of 16.
TEST(ReadAhead, what_is_asked_for_is_not_cut_at_the_end_of_the_file) {
  Reader reader(32, 10);
  reader.read(0, 16);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 10}}));
}

TEST(ReadAhead, of_a_file_of_one_page_is_that_page) {
  Reader reader(32, 1);
  reader.read(0, 1);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 1}}));
}

// The last read ended at page 16, so this one follows: 4 pages, 8 are read.
TEST(ReadAhead, goes_on_small_where_what_was_read_has_left_the_cache) {
  Reader reader(32);
  reader.read_in_turn(0, 16, 4);
  reader.windows.clear();
  reader.evict_all();
  reader.read(16, 20);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{16, 24}, 20}));
}

// The page of the marker has left the cache before it was met: it is missing, and it is expected,
// so the window after is read, which does not hold it. It is read by itself; the next one follows
// it.
TEST(ReadAhead, a_window_need_not_hold_the_page_that_is_missing) {
  Reader reader(32);
  reader.read_in_turn(0, 24, 4); // [24, 56) was read, with its marker at 24
  reader.windows.clear();
  reader.evict_all();
  reader.read(24, 28);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{56, 88}, 56}, ReadWindow{{24, 25}},
                                          ReadWindow{{25, 33}, 28}));
}

TEST(ReadAhead, a_second_reading_begins_as_the_first) {
  Reader reader(32);
  reader.read_in_turn(0, 64, 16);
  const Windows first = reader.windows;
  reader.windows.clear();
  reader.evict_all();
  reader.read_in_turn(0, 64, 16);
  EXPECT_EQ(reader.windows, first);
}

TEST(ReadAhead, nothing_is_read_where_all_is_there) {
  Reader reader(32, 100, 100);
  reader.read_in_turn(0, 100, 7);
  EXPECT_TRUE(reader.windows.empty());
}

// do_forced_ra with one page, and no pages allowed: filemap_create_folio for each.
TEST(ReadAhead, that_is_off_reads_page_by_page) {
  Reader reader(0);
  reader.read(10, 13);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{10, 11}}, ReadWindow{{11, 12}}, ReadWindow{{12, 13}}));
}

TEST(ReadAhead, of_whom_reads_at_random_is_what_is_asked_for) {
  Reader reader(32);
  reader.ahead.advise(ReadAdvice::random);
  reader.read(0, 4);
  reader.read(4, 44);
  EXPECT_THAT(reader.windows,
              ElementsAre(ReadWindow{{0, 4}}, ReadWindow{{4, 36}}, ReadWindow{{36, 44}}));
}

TEST(ReadAhead, of_whom_reads_at_random_goes_up_to_what_the_device_takes) {
  Reader reader(32, 100'000, 0, 64);
  reader.ahead.advise(ReadAdvice::random);
  reader.read(0, 100);
  EXPECT_THAT(reader.windows, ElementsAre(ReadWindow{{0, 64}}, ReadWindow{{64, 100}}));
}

TEST(BufferedRead, copies_up_to_a_marker_and_waits_for_what_comes) {
  Reader reader(32);
  FilePages& file = reader.file;
  read_from_disk(file, {{0, 8}, 4});
  file.start_reading({8, 16}, 1);
  std::int64_t asked = 0;
  const auto count = [&](const ReadWindow&) { ++asked; };
  EXPECT_EQ(next_step(file, reader.ahead, 0, 16, count).ready, (PageRun{0, 4}));
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(next_step(file, reader.ahead, 4, 16, count).ready, (PageRun{4, 8}));
  EXPECT_EQ(asked, 1);
  const ReadStep step = next_step(file, reader.ahead, 8, 16, count);
  EXPECT_TRUE(step.waits);
  EXPECT_TRUE(step.ready.empty());
}

} // namespace
} // namespace copyscope::machine::test
