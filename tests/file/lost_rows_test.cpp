// How many rows are lost is a sum of what the file says and of what is missing in it.
#include "sim/trace/file/inspect.h"
#include "tests/file/saved_file.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <tuple>

namespace copyscope::trace {

namespace {

/// A file of 300 rows that says so many were lost already, and lacks 100 more.
std::string lacking(std::int64_t lost) {
  return rewritten(streamed(sample(16, 300), 100),
                   [&](std::uint32_t number, file::Json& meta, std::string&) {
                     if (number == 0) meta["run"]["whole"] = {{"lost", lost}};
                     if (number == 1) meta.erase("rows");
                   });
}

/// 400 rows in segments of 100, without those segments.
std::string without(std::size_t first, std::size_t end) {
  std::string bytes = streamed(sample(17, 400), 100);
  const file::Directory directory = file::read_directory(bytes, "t");
  const std::uint64_t from = directory.segments[first].at;
  const std::uint64_t to =
      end < directory.segments.size() ? directory.segments[end].at : bytes.find("footer \n");
  return bytes.erase(from, to - from);
}

} // namespace

TEST(LostRows, a_segment_that_is_missing_is_told_as_one_that_is_damaged) {
  const std::vector<std::tuple<std::size_t, std::size_t, std::string>> all = {
      {1, 2, "segment 1, rows 101 to 200, left out: it is missing"},
      {1, 3, "segments 1 to 2, rows 101 to 300, left out: they are missing"},
      {3, 4, "segment 3, rows 301 to 400, left out: it is missing"}};
  for (const auto& [first, end, said] : all) {
    const Loaded loaded = load_file(without(first, end), "t");
    EXPECT_EQ(loaded.complaints, std::vector<std::string>{said});
    EXPECT_EQ(loaded.trace.header().whole.lost, static_cast<std::int64_t>(100 * (end - first)));
    EXPECT_EQ(inspect_file(without(first, end), "t").complaints, loaded.complaints);
  }
}

TEST(LostRows, what_stands_for_them_spans_where_they_were_and_claims_nothing) {
  const Trace trace = sample(17, 400);
  const Loaded loaded = load_file(without(1, 3), "t");
  ASSERT_EQ(loaded.trace.size(), 201u);
  const Span lost = loaded.trace[100];
  EXPECT_EQ(lost.kind, Kind::lost);
  EXPECT_EQ(lost.bytes, 200u);
  EXPECT_EQ(lost.flow, no_flow);
  EXPECT_EQ(lost.task, no_task);
  EXPECT_EQ(lost.evidence, Evidence::inferred);
  EXPECT_EQ(lost.begin, trace[99].begin);
  EXPECT_EQ(lost.end, trace[300].begin);
  EXPECT_TRUE(lost.soft_begin && lost.soft_end);
  const Loaded again = load_file(as_file(loaded.trace), "t");
  EXPECT_EQ(again.trace, loaded.trace);
  EXPECT_TRUE(again.complaints.empty());
}

TEST(LostRows, at_the_end_it_lasts_until_the_run_has_ended) {
  const Loaded loaded = load_file(without(3, 4), "t");
  ASSERT_EQ(loaded.trace.size(), 301u);
  EXPECT_EQ(loaded.trace[300].end, sample(17, 400).end());
}

TEST(LostRows, rows_that_are_missing_add_to_those_that_were_lost_before) {
  const Loaded loaded = load_file(lacking(7), "t.copyscope");
  EXPECT_EQ(loaded.trace.header().whole.lost, 107);
  EXPECT_EQ(inspect_file(lacking(7), "t.copyscope").header.whole.lost, 107);
}

TEST(LostRows, a_number_that_has_no_room_for_more_stays) {
  const std::string bytes = lacking(INT64_MAX - 1);
  const Loaded loaded = load_file(bytes, "t.copyscope");
  EXPECT_EQ(loaded.trace.header().whole.lost, INT64_MAX);
  EXPECT_EQ(inspect_file(bytes, "t.copyscope").header.whole.lost, INT64_MAX);
  EXPECT_EQ(load_file(as_file(loaded.trace), "t.copyscope").trace.header().whole.lost, INT64_MAX);
}

} // namespace copyscope::trace
