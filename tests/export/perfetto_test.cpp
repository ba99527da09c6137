// Chrome trace events: every row once, times to the picosecond, counters and arrows.
#include "sim/trace/builder.h"
#include "tests/export/exported_runs.h"

#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace copyscope::exports {
namespace {

using Json = nlohmann::json;

std::vector<Json> events(const Json& trace, std::string_view phase) {
  std::vector<Json> found;
  for (const Json& event : trace["traceEvents"])
    if (event["ph"] == phase) found.push_back(event);
  return found;
}

/// Picoseconds of microseconds as they are written.
std::int64_t picoseconds(const Json& time) {
  return std::llround(time.get<double>() * 1e6);
}

TEST(Perfetto, every_row_of_every_method_is_one_complete_event) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    const std::vector<Json> rows = events(Json::parse(exported(trace, "perfetto")), "X");
    ASSERT_EQ(rows.size(), trace.size()) << method;
    for (trace::SpanId id = 0; id < trace.size(); ++id) {
      ASSERT_EQ(rows[id]["cat"], name_of(trace[id].kind));
      ASSERT_EQ(picoseconds(rows[id]["ts"]), trace[id].begin.ps());
      ASSERT_EQ(picoseconds(rows[id]["dur"]), (trace[id].end - trace[id].begin).ps());
      ASSERT_EQ(rows[id]["args"].value("bytes", 0), static_cast<std::int64_t>(trace[id].bytes));
    }
  }
}

TEST(Perfetto, the_last_counters_are_the_ledger) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    std::map<std::string, Json> last;
    for (const Json& event : events(Json::parse(exported(trace, "perfetto")), "C"))
      last[event["name"]] = event["args"];
    const trace::Ledger ledger = trace.final_ledger();
    for (const trace::BufferInfo& info : trace.header().buffers)
      EXPECT_EQ(last[std::string(name_of(info.buffer))]["bytes"], ledger.held_by(info.buffer))
          << method << " " << name_of(info.buffer);
    EXPECT_EQ(
        last["copies"],
        (Json{{"cpu", ledger.copies.cpu}, {"dma", ledger.copies.dma}, {"pio", ledger.copies.pio}}));
    EXPECT_EQ(last["bytes_copied"]["dma"], ledger.bytes_copied.dma) << method;
  }
}

TEST(Perfetto, an_arrow_leads_from_its_call_to_every_copy) {
  for (const std::string& method : method_ids()) {
    const trace::Trace trace = run_of(method);
    const Json json = Json::parse(exported(trace, "perfetto"));
    std::map<std::int64_t, Json> starts;
    for (const Json& event : events(json, "s"))
      starts[event["id"]] = event;
    const std::vector<Json> ends = events(json, "f");
    EXPECT_EQ(static_cast<std::int64_t>(ends.size()),
              rows_of(trace, set_of(trace::Kind::cpu_copy) | set_of(trace::Kind::dma_copy) |
                                 set_of(trace::Kind::pio_copy)));
    ASSERT_EQ(ends.size(), starts.size());
    for (const Json& end : ends)
      EXPECT_LE(picoseconds(starts.at(end["id"])["ts"]), picoseconds(end["ts"]));
  }
}

TEST(Perfetto, threads_are_named_after_the_lanes_and_stand_from_program_to_devices) {
  const Json json = Json::parse(exported(run_of("read-write"), "perfetto"));
  std::map<std::int64_t, std::string> names;
  std::vector<std::string> order(5);
  for (const Json& event : events(json, "M"))
    if (event["name"] == "thread_name") names[event["tid"]] = event["args"]["name"];
  for (const Json& event : events(json, "M"))
    if (event["name"] == "thread_sort_index")
      order.at(event["args"]["sort_index"]) = names.at(event["tid"]);
  EXPECT_EQ(order, (std::vector<std::string>{"process0", "cpu0", "disk", "dma.disk", "dma.nic"}));
}

trace::Trace made(const std::vector<std::pair<std::int64_t, std::int64_t>>& stretches) {
  trace::TraceBuilder builder;
  trace::Header header;
  header.scenario = scenario_of("read-write");
  header.case_id = "only";
  builder.start(header);
  for (const auto& [begin, end] : stretches) {
    trace::Span span;
    span.kind = trace::Kind::dma_copy;
    span.begin = Time::from_ps(begin);
    span.end = Time::from_ps(end);
    span.lane = builder.lane("dma.disk");
    builder.add(span);
  }
  builder.finish(Time::from_ps(9'000'000'000'000'000'000));
  return builder.take();
}

TEST(Perfetto, no_picosecond_is_lost) {
  const std::string text = exported(made({{1, 8'999'999'999'999'999'999}}), "perfetto");
  EXPECT_NE(text.find("\"ts\":0.000001,\"dur\":8999999999999.999998,"), std::string::npos) << text;
}

// Viewers drop complete events that overlap on a thread without nesting.
TEST(Perfetto, what_overlaps_without_nesting_goes_on_threads_of_its_own) {
  const Json json = Json::parse(exported(made({{0, 10}, {2, 8}, {5, 12}, {12, 13}}), "perfetto"));
  std::vector<std::int64_t> threads;
  for (const Json& row : events(json, "X"))
    threads.push_back(row["tid"]);
  EXPECT_EQ(threads, (std::vector<std::int64_t>{1, 1, 2, 1}));
}

TEST(Perfetto, a_part_of_a_run_holds_what_overlaps_it_and_the_counters_of_its_begin) {
  const trace::Trace trace = run_of("read-write");
  Options options;
  options.from = options.to = Time::from_ps(133'000'000); // during the first CPU copy
  const Json json = Json::parse(exported(trace, "perfetto", options));
  EXPECT_EQ(events(json, "X").size(), 2U); // the call and the copy
  for (const Json& event : events(json, "C"))
    EXPECT_EQ(picoseconds(event["ts"]), 133'000'000);
  EXPECT_EQ(events(json, "C").size(), trace.header().buffers.size() + 2);
}

TEST(Perfetto, any_title_is_valid_json) {
  const scenario::Scenario scenario = hostile_scenario();
  const Json json = Json::parse(exported(run_of(scenario), "perfetto"));
  EXPECT_EQ(json["otherData"]["title"], scenario.title.en);
}

} // namespace
} // namespace copyscope::exports
