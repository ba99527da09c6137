// A run that comes from no scenario: what its header says, and what JSON keeps of it.
#include "sim/trace/json.h"
#include "tests/trace/observed_run.h"

#include <gtest/gtest.h>
#include <stdexcept>

namespace copyscope::trace {

namespace {

std::string json_of(const Trace& trace) {
  std::string text;
  save_json(trace, [&](std::string_view piece) { text += piece; });
  return text;
}

TEST(ObservedRun, has_no_case_and_says_so) {
  const Header header = test::observed_header();
  EXPECT_FALSE(header.has_case());
  EXPECT_THROW(header.current_case(), std::logic_error);
  EXPECT_EQ(header.id(), "run");
  EXPECT_EQ(header.fidelity(), scenario::Fidelity::textbook);
}

TEST(ObservedRun, sources_are_found_by_the_names_that_they_have) {
  for (int i = 0; i < source_count; ++i)
    EXPECT_EQ(source_named(name_of(static_cast<Source>(i))), static_cast<Source>(i));
  EXPECT_EQ(source_named("dreamt"), std::nullopt);
}

TEST(ObservedRun, as_json_is_the_same_run_again) {
  const Trace trace = test::observed_run();
  const std::string text = json_of(trace);
  const Trace again = load_json(text, "t.json");
  EXPECT_EQ(again.header(), trace.header());
  const std::string rewritten = json_of(again); // with its calls in the order of their rows
  EXPECT_EQ(json_of(load_json(rewritten, "t.json")), rewritten);
  ASSERT_EQ(again.size(), trace.size());
  EXPECT_EQ(again.tables().flows.size(), trace.tables().flows.size());
  bool is_of_no_flow = false;
  for (SpanId id = 0; id < trace.size(); ++id) {
    const Span row = trace[id], read = again[id];
    ASSERT_EQ(read.flow, row.flow) << id;
    ASSERT_EQ(read.kind, row.kind) << id;
    ASSERT_EQ(again.lane(read).kind, trace.lane(row).kind) << id;
    ASSERT_EQ(read.evidence, Evidence::measured) << id;
    is_of_no_flow = is_of_no_flow || row.flow == no_flow;
  }
  EXPECT_TRUE(is_of_no_flow) << "the test is to have such rows";
}

TEST(ObservedRun, a_lane_of_a_task_that_json_does_not_describe_is_of_none) {
  std::string text = json_of(test::observed_run(20));
  const std::string lane = "\"process63\"";
  text.replace(text.find(lane), lane.size(), "\"process900\"");
  const Trace again = load_json(text, "t.json");
  for (const Lane& each : again.lanes())
    EXPECT_TRUE(each.task == no_task || each.task < again.tables().tasks.size()) << each.name;
}

TEST(ObservedRun, json_keeps_what_a_simulated_run_says_of_itself) {
  TraceBuilder builder;
  Header header = test::observed_header();
  header.source = Source::simulated;
  header.level = "linux";
  header.duration.reset();
  header.whole = {};
  builder.start(header);
  builder.finish(Time());
  const Trace again = load_json(json_of(builder.take()), "t.json");
  EXPECT_EQ(again.header(), header);
  EXPECT_EQ(again.header().fidelity(), scenario::Fidelity::linux);
}

} // namespace

} // namespace copyscope::trace
