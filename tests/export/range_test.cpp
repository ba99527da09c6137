// A range behind the end of a run has nothing in it, which every format says rather than write a
// file of nothing.
#include "tests/export/exported_runs.h"

#include <gtest/gtest.h>

namespace copyscope::exports {
namespace {

std::string in_range(const Format& format, const Runs& runs, Time from, Time to) {
  Options options;
  options.from = from;
  options.to = to;
  std::string text;
  format.write(runs, options, [&](std::string_view piece) { text += piece; }, {});
  return text;
}

TEST(Range, behind_the_end_of_the_run_is_refused_by_every_format_that_takes_one) {
  const auto run = std::make_shared<const trace::Trace>(run_of("sendfile"));
  const Time one = Time::from_ps(1);
  int formats_with_range = 0;
  for (const Format& format : formats()) {
    if (!format.takes.range) continue;
    ++formats_with_range;
    try {
      in_range(format, {run}, run->end() + one, run->end() + one * 1000);
      ADD_FAILURE() << format.id;
    } catch (const BadOptions&) {
    }
  }
  EXPECT_GE(formats_with_range, 5);
}

TEST(Range, that_touches_the_end_has_the_last_row) {
  const auto run = std::make_shared<const trace::Trace>(run_of("sendfile"));
  for (const char* id : {"csv", "perfetto", "vcd", "wavejson", "mermaid"})
    EXPECT_FALSE(in_range(*find_format(id), {run}, run->end(), Time::max()).empty()) << id;
}

TEST(Range, of_an_empty_run_is_all_of_it) {
  const auto run = std::make_shared<const trace::Trace>(run_of(scenario_of("sendfile", 0, 4096)));
  EXPECT_EQ(run->size(), 0U);
  EXPECT_FALSE(in_range(*find_format("csv"), {run}, Time(), Time::max()).empty());
}

} // namespace
} // namespace copyscope::exports
