// Every case that ships, and random ones, saved as a file and opened again: nothing is lost.
#include "program/catalog.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/scenario/save.h"
#include "sim/simulate/simulation.h"
#include "sim/trace/file/inspect.h"
#include "sim/trace/file/load.h"
#include "sim/trace/file/save.h"
#include "sim/trace/json.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

#include <string>

namespace copyscope {
namespace {

using trace::Trace;

constexpr std::int64_t most_rows = 1'500'000; ///< of a case whose trace is kept here

std::string file_of(const Trace& trace) {
  std::string bytes;
  trace::save_file(trace, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

std::string json_of(const Trace& trace) {
  std::string text;
  trace::save_json(trace, [&](std::string_view piece) { text += piece; });
  return text;
}

/// Where texts that are too long to be shown part; empty where they are equal.
std::string parting(const std::string& a, const std::string& b) {
  if (a == b) return {};
  std::size_t at = 0;
  while (at < std::min(a.size(), b.size()) && a[at] == b[at])
    ++at;
  const std::size_t from = at - std::min<std::size_t>(at, 60);
  return a.substr(from, 120) + "\n" + b.substr(from, 120);
}

/// What anybody may ask of it is the same after it was saved and opened; and it says so.
void expect_kept(const Trace& trace) {
  const std::string bytes = file_of(trace);
  const trace::Loaded loaded = trace::load_file(bytes, "t.copyscope");
  EXPECT_TRUE(loaded.complaints.empty());
  const Trace& again = loaded.trace;
  ASSERT_EQ(again.size(), trace.size());
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    ASSERT_EQ(again[row], trace[row]) << row;
  EXPECT_TRUE(again.tables() == trace.tables());
  EXPECT_TRUE(again == trace); // the header, too
  EXPECT_EQ(again.end(), trace.end());
  EXPECT_EQ(again.steps(), trace.steps());
  EXPECT_EQ(again.final_ledger(), trace.final_ledger());
  for (const int part : {1, 2, 3}) {
    const trace::Cursor at = trace.cursor_at(Time::from_ps(trace.end().ps() / 4 * part));
    EXPECT_EQ(again.ledger(at), trace.ledger(at));
  }
  EXPECT_EQ(parting(json_of(again), json_of(trace)), "");
  EXPECT_TRUE(file_of(again) == bytes);
}

/// The same run written as it goes.
std::string streamed_file(const scenario::Scenario& scenario, const scenario::Case& which) {
  std::string bytes;
  trace::FileSink sink([&](std::string_view piece) { bytes += piece; });
  program::simulate_into(sink, scenario, which);
  return bytes;
}

void expect_streamed(const Trace& trace, const scenario::Scenario& scenario,
                     const scenario::Case& which) {
  const std::string bytes = streamed_file(scenario, which);
  EXPECT_EQ(trace::inspect_file(bytes, "t.copyscope").header.duration, trace.header().duration);
  const trace::Loaded loaded = trace::load_file(bytes, "t.copyscope");
  EXPECT_TRUE(loaded.complaints.empty());
  EXPECT_TRUE(loaded.trace == trace);
  EXPECT_EQ(loaded.trace.final_ledger(), trace.final_ledger());
}

/// The scenario as a file has it: 0.000 of a file in memory is "cold" there.
scenario::Scenario as_read(const scenario::Scenario& made) {
  return scenario::load(scenario::to_toml(made), "made.toml", program::vocabulary(),
                        program::find_preset);
}

class SavedCases : public testing::TestWithParam<std::string> {};

TEST_P(SavedCases, are_opened_as_they_were) {
  const scenario::Scenario scenario = program::load_scenario(GetParam(), {});
  const auto simulated = program::simulate_cases(scenario, program::cases_of(scenario, {}));
  int kept = 0;
  for (const analysis::CaseReport& each : simulated.cases) {
    if (program::rows_of(each) > most_rows) continue;
    SCOPED_TRACE(each.id());
    const scenario::Case& which = *scenario.find(each.id());
    const Trace trace = program::simulate_trace(scenario, which);
    expect_kept(trace);
    expect_streamed(trace, scenario, which);
    ++kept;
  }
  EXPECT_GT(kept, 0);
}

INSTANTIATE_TEST_SUITE_P(shipped, SavedCases, testing::ValuesIn(program::shipped_ids()),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(SavedCase, of_random_scenarios_is_opened_as_it_was) {
  RandomCases cases(47);
  for (int i = 0; i < 150 && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = as_read(cases.next());
    SCOPED_TRACE(scenario.cases[0].method);
    const Trace trace = simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
    expect_kept(trace);
    expect_streamed(trace, scenario, scenario.cases[0]);
  }
}

} // namespace
} // namespace copyscope
