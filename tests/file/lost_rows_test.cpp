// How many rows are lost is a sum of what the file says and of what is missing in it.
#include "sim/trace/file/inspect.h"
#include "tests/file/saved_file.h"

#include <cstdint>
#include <gtest/gtest.h>

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

} // namespace

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
