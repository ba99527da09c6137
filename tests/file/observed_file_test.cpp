// What a file keeps of a run: that of no scenario, and a source that only a newer program knows.
#include "sim/trace/file/inspect.h"
#include "tests/file/saved_file.h"
#include "tests/trace/observed_run.h"

#include <gtest/gtest.h>

namespace copyscope::trace {

namespace {

using file::Json;

TEST(ObservedFile, of_a_run_without_a_scenario_gives_the_run_again) {
  const Trace trace = test::observed_run();
  const std::string bytes = as_file(trace);
  const Loaded loaded = load_file(bytes, "t.copyscope");
  EXPECT_TRUE(loaded.complaints.empty());
  EXPECT_TRUE(loaded.trace == trace);
  EXPECT_EQ(as_file(loaded.trace), bytes);
}

TEST(ObservedFile, inspection_tells_of_the_run) {
  const Inside inside = inspect_file(as_file(test::observed_run(50)), "t.copyscope");
  EXPECT_FALSE(inside.header.has_case());
  EXPECT_EQ(inside.header, test::observed_header());
}

TEST(ObservedFile, keys_of_the_run_may_be_missing) {
  const Trace trace = sample(51, 40);
  const std::string bytes = rewritten(as_file(trace), [](std::uint32_t, Json& meta, std::string&) {
    for (const char* key : {"level", "title", "program", "duration", "whole", "source"})
      meta["run"].erase(key);
  });
  const Header header = load_file(bytes, "t.copyscope").trace.header();
  EXPECT_EQ(header.source, Source::simulated);
  EXPECT_EQ(header.duration, std::nullopt);
  EXPECT_EQ(header.program, "");
}

TEST(ObservedFile, a_source_of_a_newer_version_is_somebody_who_has_seen_it) {
  const std::string bytes = rewritten(as_file(test::observed_run(20)),
                                      [](std::uint32_t number, Json& meta, std::string&) {
                                        if (number == 0) meta["run"]["source"] = "divined";
                                      });
  EXPECT_EQ(load_file(bytes, "t.copyscope").trace.header().source, Source::observed);
}

} // namespace

} // namespace copyscope::trace
