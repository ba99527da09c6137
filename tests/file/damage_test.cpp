// Damaged files: a clear message, what is whole, and never a crash.
#include "sim/trace/file/inspect.h"
#include "tests/file/saved_file.h"
#include "tests/sanitized.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::trace {

namespace {

using testing::Contains;
using testing::HasSubstr;

bool stands_for_lost(const Span& row) {
  return row.kind == Kind::lost && row.flow == no_flow;
}

/// Rows of the trace that was saved are in the one that was opened, in order; what stands for lost
/// rows is not of them.
void expect_part_of(const Trace& part, const Trace& whole) {
  std::uint32_t at = 0;
  for (SpanId id = 0; id < part.size(); ++id) {
    const Span row = part[id];
    if (stands_for_lost(row)) continue;
    while (at < whole.size() && (whole[at].begin != row.begin || whole[at].kind != row.kind ||
                                 whole[at].lane != row.lane || whole[at].bytes != row.bytes))
      ++at;
    ASSERT_LT(at, whole.size()) << "row " << id << " is none of those that were saved";
    ++at;
  }
}

/// True where something of it opens.
bool opens(const std::string& bytes, const Trace& saved) {
  try {
    const Loaded loaded = load_file(bytes, "t.copyscope");
    if (loaded.trace == saved) return true; // what was changed says nothing
    EXPECT_FALSE(loaded.complaints.empty());
    expect_part_of(loaded.trace, saved);
    loaded.trace.final_ledger();
    return true;
  } catch (const scenario::InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("t.copyscope"));
    EXPECT_THAT(error.what(), HasSubstr("expected"));
    return false;
  }
}

std::string damaged(std::string bytes, const std::string& other, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return random() % std::max<std::size_t>(n, 1); };
  switch (below(4)) {
  case 0: // flipped bits
    for (std::size_t i = 1 + below(4); i > 0; --i)
      bytes[below(bytes.size())] ^= static_cast<char>(1 << below(8));
    break;
  case 1: // cut
    bytes.resize(below(bytes.size()));
    break;
  case 2: { // a piece of it, or of another file, put in, or in place of another
    const std::string& from = below(2) == 0 ? bytes : other;
    const std::size_t at = below(from.size());
    const std::string piece = from.substr(at, below(4000));
    bytes.replace(below(bytes.size()), below(2) * piece.size(), piece);
    break;
  }
  default: // a piece taken out
    bytes.erase(below(bytes.size()), below(3000));
  }
  return bytes;
}

TEST(DamagedTraceFile, ten_thousand_random_damages_end_in_a_message_or_in_what_is_whole) {
  const Trace trace = sample(11, 400, 2);
  const std::string bytes = streamed(trace, 60);
  const std::string other = streamed(sample(12, 300, 2), 50);
  std::mt19937 random(5);
  int opened = 0;
  for (int i = 0; i < test::tries(10'000) && !testing::Test::HasFailure(); ++i)
    opened += opens(damaged(bytes, other, random), trace);
  EXPECT_GT(opened, test::tries(5'000));
}

TEST(DamagedTraceFile, a_writer_that_dies_at_any_moment_loses_its_last_segment_at_most) {
  const Trace trace = sample(13, 2000, 2);
  std::vector<std::size_t> ends; // of each piece
  std::string bytes;
  {
    FileSink sink([&](std::string_view piece) {
      bytes += piece;
      ends.push_back(bytes.size());
    });
    sink.start(trace.header());
    describe(sink, trace, 2);
    for (SpanId id = 0; id < trace.size(); ++id) {
      Span row = trace[id];
      sink.add(row);
      if (id % 100 == 99) sink.close_segment();
    }
  }
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    const std::size_t size = ends[1] + random() % (bytes.size() - ends[1] + 1);
    const auto whole =
        static_cast<SpanId>(std::upper_bound(ends.begin(), ends.end(), size) - ends.begin() - 1);
    const Loaded loaded = load_file(bytes.substr(0, size), "t.copyscope");
    ASSERT_EQ(loaded.trace.size(), whole * 100);
    EXPECT_FALSE(loaded.trace.header().whole.end);
    EXPECT_FALSE(loaded.complaints.empty());
    for (SpanId id = 0; id < loaded.trace.size(); id += 37)
      EXPECT_EQ(loaded.trace[id], trace[id]);
  }
}

TEST(DamagedTraceFile, a_flipped_bit_in_a_column_names_the_segment_and_the_column) {
  const Trace trace = sample(14, 500);
  std::string bytes = streamed(trace, 100);
  // The columns of the third segment follow its description.
  std::size_t at = 0;
  for (int i = 0; i < 3; ++i)
    at = bytes.find("segment\n", at + 1);
  const std::size_t begin = bytes.find("\"name\":\"begin\"", at);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t columns = at + 48 + static_cast<unsigned char>(bytes[at + 20]) +
                              256u * static_cast<unsigned char>(bytes[at + 21]);
  bytes[columns] ^= 1;
  const Loaded loaded = load_file(bytes, "t.copyscope");
  ASSERT_EQ(loaded.complaints.size(), 1u);
  EXPECT_THAT(loaded.complaints.front(), HasSubstr("segment 2, rows 201 to 300, left out"));
  EXPECT_THAT(loaded.complaints.front(), HasSubstr("its checksum is another"));
  EXPECT_EQ(loaded.trace.header().whole.lost, 100);
  EXPECT_EQ(loaded.trace.size(), 401u);
  EXPECT_EQ(loaded.trace[200].kind, Kind::lost);
  EXPECT_EQ(loaded.trace[200].bytes, 100u);
  EXPECT_EQ(inspect_file(bytes, "t.copyscope").segments, 5u);
}

/// What `copyscope trace` says of a file is what its loader says.
void expect_told_alike(const std::string& bytes) {
  const Loaded loaded = load_file(bytes, "t.copyscope");
  const Inside inside = inspect_file(bytes, "t.copyscope");
  EXPECT_EQ(inside.complaints, loaded.complaints);
  EXPECT_EQ(inside.header.whole, loaded.trace.header().whole);
  EXPECT_EQ(inside.end, loaded.trace.end());
  std::uint64_t rows = 0, in_lanes = 0;
  for (SpanId id = 0; id < loaded.trace.size(); ++id)
    rows += !stands_for_lost(loaded.trace[id]);
  for (const Inside::LaneUse& lane : inside.lanes)
    in_lanes += lane.rows;
  EXPECT_EQ(inside.rows, rows);
  EXPECT_EQ(in_lanes, rows);
}

void expect_told_alike_or_refused(const std::string& bytes) {
  try {
    load_file(bytes, "t.copyscope");
  } catch (const scenario::InputError&) {
    EXPECT_THROW(inspect_file(bytes, "t.copyscope"), scenario::InputError);
    return;
  }
  expect_told_alike(bytes);
}

TEST(DamagedTraceFile, an_inspection_finds_what_the_loader_finds) {
  const Trace trace = sample(17, 500, 2);
  const std::string bytes = streamed(trace, 100, 30);
  expect_told_alike(bytes);
  // Any bit of a column, and columns that are whole but say what no row can be.
  std::string flipped = bytes;
  for (std::size_t at = bytes.find("segment\n") + 8; at < bytes.find("footer \n"); at += 997) {
    flipped[at] ^= 1;
    expect_told_alike_or_refused(flipped);
    flipped[at] ^= 1;
  }
  const std::string changed =
      rewritten(bytes, [](std::uint32_t number, file::Json& meta, std::string&) {
        if (number == 3) meta["rows"]["columns"][0]["base"] = 1; // of `begin`
      });
  expect_told_alike(changed);
  EXPECT_EQ(inspect_file(changed, "t.copyscope").header.whole.lost, 100);
}

/// A row of the CPU, or of another that works at the same time.
Span work(std::int64_t begin, std::int64_t end, LaneId lane = 0) {
  Span row;
  row.kind = Kind::kernel_work;
  row.begin = Time::from_ps(begin);
  row.end = Time::from_ps(end);
  row.lane = lane;
  row.flow = no_flow;
  return row;
}

/// Each list of rows as a segment.
std::string in_segments(const std::vector<std::vector<Span>>& segments) {
  std::string bytes;
  FileSink sink([&](std::string_view piece) { bytes += piece; });
  sink.start({});
  sink.lane("cpu0");
  sink.lane("cpu1");
  for (const std::vector<Span>& rows : segments) {
    for (const Span& row : rows)
      sink.add(row);
    sink.close_segment();
  }
  sink.finish(segments.back().back().end);
  return bytes;
}

TEST(DamagedTraceFile, a_row_that_does_not_nest_leaves_out_its_segment_and_none_after_it) {
  // The third row begins within the second and ends after it; the first is within one of before.
  const std::string bytes = in_segments({{work(0, 900)},
                                         {work(10, 20), work(100, 200), work(150, 250)},
                                         {work(300, 400), work(350, 360)},
                                         {work(1000, 1100)}});
  const Loaded loaded = load_file(bytes, "t.copyscope");
  EXPECT_EQ(loaded.complaints, (std::vector<std::string>{
                                   "segment 1, rows 2 to 4, left out: row 4 ends after the row on "
                                   "its CPU within which it began"}));
  EXPECT_EQ(loaded.trace.header().whole.lost, 3);
  ASSERT_EQ(loaded.trace.size(), 5u); // one stands for those that are lost
  EXPECT_EQ(loaded.trace[4].begin, Time::from_ps(1000));
  EXPECT_EQ(load_file(as_file(loaded.trace), "t.copyscope").trace.header().whole.lost, 3);
  expect_told_alike(bytes);
}

TEST(DamagedTraceFile, a_segment_whose_cause_comes_later_is_left_out) {
  const std::string bytes = rewritten(
      in_segments({{work(0, 10)}, {work(20, 30), work(40, 50)}, {work(60, 70)}}),
      [](std::uint32_t number, file::Json& meta, std::string& columns) {
        if (number != 1) return;
        const std::string stored = "\x03\x03"; // the row after the first, and itself
        meta["rows"]["columns"].push_back({{"name", "cause"},
                                           {"type", "u1"},
                                           {"as", "plain"},
                                           {"codec", "raw"},
                                           {"at", columns.size()},
                                           {"bytes", 2},
                                           {"sum", fmt::format("{:016x}", file::sum_of(stored))}});
        columns += stored;
        columns.resize(file::aligned(columns.size()), '\0');
      });
  const Loaded loaded = load_file(bytes, "t.copyscope");
  ASSERT_EQ(loaded.complaints.size(), 1u);
  EXPECT_EQ(loaded.complaints.front(), "segment 1, rows 2 to 3, left out: row 2: its cause comes "
                                       "after it");
  EXPECT_EQ(loaded.trace.header().whole.lost, 2);
  EXPECT_EQ(loaded.trace.size(), 3u);
}

TEST(DamagedTraceFile, sums_that_no_trace_can_hold_leave_out_what_comes_from_there_on) {
  constexpr std::int64_t long_time = INT64_MAX / 3 * 2;
  const std::string bytes = in_segments(
      {{work(0, 10)},
       {work(20, long_time), work(20, long_time, 1), work(long_time + 10, long_time + 20)},
       {work(long_time + 30, long_time + 40)}});
  const Loaded loaded = load_file(bytes, "t.copyscope");
  EXPECT_THAT(loaded.complaints, Contains(HasSubstr("segment 1 and those after it, left out")));
  EXPECT_EQ(loaded.trace.header().whole.lost, 4);
  EXPECT_EQ(loaded.trace[0].end, Time::from_ps(10));
}

TEST(DamagedTraceFile, a_flipped_bit_in_the_index_is_found) {
  std::string bytes = as_file(sample(18, 100));
  const std::size_t footer = bytes.find("footer \n");
  bytes[footer + 48 + file::u32_at(bytes, footer + 20)] ^= 1;
  const Inside inside = inspect_file(bytes, "t.copyscope");
  ASSERT_EQ(inside.complaints.size(), 1u);
  EXPECT_THAT(inside.complaints.front(), HasSubstr("the index is damaged"));
  EXPECT_EQ(inside.rows, 100u);
}

TEST(DamagedTraceFile, without_a_footer_an_inspection_tells_of_the_rows_that_are_there) {
  const Trace trace = sample(19, 300);
  std::string bytes = streamed(trace, 100);
  bytes.resize(bytes.find("footer \n"));
  expect_told_alike(bytes);
  const Inside inside = inspect_file(bytes, "t.copyscope");
  EXPECT_THAT(inside.complaints, Contains(HasSubstr("the file has no end")));
  EXPECT_GT(inside.end, Time());
  ASSERT_EQ(inside.lanes.size(), trace.lanes().size());
  EXPECT_EQ(inside.lanes[1].rows, trace.lane_size(1));
  EXPECT_FALSE(inside.header.whole.end);
}

TEST(DamagedTraceFile, a_later_format_names_the_version_that_reads_it) {
  std::string bytes = as_file(sample(15, 10));
  bytes[8] = 2;
  bytes.replace(16, 5, "9.8.7");
  file_head_put_right(bytes);
  try {
    load_file(bytes, "t.copyscope");
    FAIL() << "it was opened";
  } catch (const scenario::InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("a trace in format 2"));
    EXPECT_THAT(error.what(), HasSubstr("Copyscope 9.8.7, which wrote it, can read it"));
  }
}

TEST(DamagedTraceFile, what_is_none_is_refused) {
  for (const char* text : {"", "x", "schema = 1\n", "{\"format\": 1}"})
    EXPECT_THROW(load_file(text, "t.copyscope"), scenario::InputError) << text;
}

} // namespace

} // namespace copyscope::trace
