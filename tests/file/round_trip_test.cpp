// What is saved as a file is opened as the same.
#include "sim/trace/file/inspect.h"
#include "tests/file/saved_file.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <string>

namespace copyscope::trace {

namespace {

TEST(TraceFile, a_trace_is_opened_as_it_was_saved) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const Trace trace = sample(seed, 3000, 1 + seed);
    const Loaded loaded = load_file(as_file(trace), "t.copyscope");
    EXPECT_EQ(loaded.trace, trace);
    EXPECT_TRUE(loaded.complaints.empty());
    EXPECT_EQ(loaded.trace.final_ledger(), trace.final_ledger());
    EXPECT_EQ(loaded.trace.steps(), trace.steps());
  }
}

TEST(TraceFile, rows_of_several_segments_come_back) {
  const Trace trace = sample(7, 70000, 3);
  const std::string bytes = as_file(trace);
  const Loaded loaded = load_file(bytes, "t.copyscope");
  EXPECT_EQ(loaded.trace, trace);
  EXPECT_EQ(as_file(loaded.trace), bytes);
}

TEST(TraceFile, a_trace_without_rows_is_one_too) {
  const Trace trace = sample(1, 0);
  EXPECT_EQ(load_file(as_file(trace), "t.copyscope").trace, trace);
}

TEST(TraceFile, a_run_that_is_written_as_it_goes_is_the_same) {
  const Trace trace = sample(5, 5000, 2);
  const Loaded loaded = load_file(streamed(trace, 700), "t.copyscope");
  EXPECT_EQ(loaded.trace, trace);
  EXPECT_TRUE(loaded.complaints.empty());
}

TEST(TraceFile, ends_that_are_told_in_a_later_segment_are_those_of_the_rows) {
  const Trace trace = sample(6, 2000, 2);
  const Loaded loaded = load_file(streamed(trace, 300, 450), "t.copyscope");
  EXPECT_EQ(loaded.trace, trace);
}

TEST(TraceFile, the_beginning_is_there_whatever_comes_after_it) {
  const Trace trace = sample(9, 200'000, 2);
  std::string bytes = as_file(trace);
  bytes.resize(bytes.size() / 2); // the rest is not even looked at
  Loading how;
  how.rows = segment_rows;
  const Loaded loaded = load_file(bytes, "t.copyscope", how);
  EXPECT_TRUE(loaded.complaints.empty());
  ASSERT_EQ(loaded.trace.size(), segment_rows);
  for (SpanId id = 0; id < segment_rows; ++id)
    ASSERT_EQ(loaded.trace[id], trace[id]);
  EXPECT_FALSE(loaded.trace.header().whole.end);
  EXPECT_EQ(header_of_file(bytes, "t.copyscope").id(), trace.header().id());
}

TEST(TraceFile, progress_is_told_and_may_stop_it) {
  const Trace trace = sample(8, 70000);
  std::vector<double> told;
  const std::string bytes = as_file(trace);
  Loading how;
  how.progress = [&](double done) { told.push_back(done); };
  load_file(bytes, "t.copyscope", how);
  ASSERT_EQ(told.size(), 6u); // at two segments: their small tables, their large ones, their rows
  EXPECT_EQ(told.front(), 0);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_LT(told.back(), 1);
  struct Stopped {};
  how.progress = [](double) { throw Stopped(); };
  EXPECT_THROW(load_file(bytes, "t.copyscope", how), Stopped);
  EXPECT_THROW(save_file(
                   trace, [](std::string_view) {}, [](double) { throw Stopped(); }),
               Stopped);
}

// For how long each lane had a row: rows that overlap count once, one without an end until the
// run's.
std::map<std::string, Time> busy_lanes(const Trace& trace) {
  std::map<LaneId, Time> reached;
  std::map<std::string, Time> busy;
  for (SpanId id = 0; id < trace.size(); ++id) {
    const Span& row = trace[id];
    const Time end = std::min<Time>(row.end, trace.end());
    Time& until = reached[row.lane];
    Time& sum = busy[trace.lanes()[row.lane].name];
    if (end > until) sum += end - std::max<Time>(row.begin, until);
    until = std::max(until, end);
  }
  return busy;
}

/// What the footer itself says: out of its own columns.
std::map<std::string, Time> told_in_footer(const std::string& bytes, const Trace& trace) {
  const file::Directory directory = file::read_directory(bytes, "t.copyscope");
  file::ColumnReader reader(directory.footer.at("lanes"), directory.footer_columns);
  const file::Values lanes = reader.values("lane", 65535), busy = reader.values("busy", INT64_MAX);
  std::map<std::string, Time> told;
  for (std::size_t i = 0; i < lanes.size(); ++i)
    told[trace.lanes()[static_cast<LaneId>(lanes[i])].name] +=
        Time::from_ps(static_cast<std::int64_t>(busy[i]));
  return told;
}

TEST(TraceFile, the_footer_tells_for_how_long_lanes_had_rows_and_so_does_who_looks_at_them) {
  const Trace trace = sample(11, 3000, 3);
  const std::map<std::string, Time> busy = busy_lanes(trace);
  for (const std::string& bytes :
       {as_file(trace), streamed(trace, 300), streamed(trace, 300, 450), streamed(trace, 7, 40)}) {
    EXPECT_EQ(told_in_footer(bytes, trace), busy);
    std::map<std::string, Time> seen;
    for (const Inside::LaneUse& lane : inspect_file(bytes, "t.copyscope").lanes)
      if (lane.rows > 0) seen[lane.name] = lane.busy;
    EXPECT_EQ(seen, busy);
  }
}

} // namespace

} // namespace copyscope::trace
