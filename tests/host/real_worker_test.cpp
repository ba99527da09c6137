// Real runs by another process, as the window sees them; and what the window is handed.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/real_worker.h"

#include "host/frames.h"
#include "host/own_card.h"
#include "host/real_messages.h"
#include "host/window_services.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "sim/trace/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

namespace copyscope::host {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Polls until the run is over, giving the others the processor in between.
analysis::Report report_of(gui::RealRun& run) {
  for (;;) {
    if (auto report = run.poll()) return std::move(*report);
    ::poll(nullptr, 0, 1);
  }
}

scenario::Scenario small_scenario() {
  return program::load_scenario("four-ways", {"file_size=256KiB"});
}

TEST(RealWorker, brings_a_report_with_figures_evidence_and_traces) {
  RealWorker worker;
  gui::RealSettings settings;
  settings.rounds = 7;
  const auto run = worker.start(small_scenario(), settings);
  const analysis::Report report = report_of(*run);
  ASSERT_EQ(report.error, "");
  ASSERT_EQ(report.cases.size(), 4U);
  EXPECT_FALSE(report.environment.empty());
  EXPECT_EQ(run->progress(), 1);
  for (const analysis::CaseReport& each : report.cases) {
    if (!each.ran()) {
      EXPECT_NE(each.reason, "") << each.id(); // scatter-gather may not be had here
      continue;
    }
    EXPECT_EQ(each.result.bytes, 256 * 1024) << each.id();
    EXPECT_GT(each.result.duration_ps.value_or(0), 0) << each.id();
    EXPECT_FALSE(each.evidence.empty()) << each.id();
    EXPECT_EQ(each.duration.rounds, 7) << each.id();
    EXPECT_GE(each.rounds.size(), 8U) << each.id(); // a warm-up too
    ASSERT_TRUE(each.trace) << each.id();
    EXPECT_EQ(each.trace->header().case_id, each.id());
    EXPECT_EQ(each.trace->header().source, trace::Source::real);
  }
  EXPECT_EQ(report.cases[0].result.syscalls, 8);
}

TEST(RealWorker, brings_traces_that_come_out_of_json_as_they_were) {
  RealWorker worker;
  const auto run = worker.start(small_scenario(), {});
  const analysis::Report report = report_of(*run);
  ASSERT_TRUE(report.any_ran());
  const trace::Trace& trace = *report.reference()->trace;
  std::string text;
  trace::save_json(trace, [&](std::string_view piece) { text += piece; });
  const trace::Trace again = trace::load_json(text, "a.json");
  ASSERT_EQ(again.size(), trace.size());
  EXPECT_EQ(again.final_ledger(), trace.final_ledger());
  EXPECT_GT(trace.final_ledger().inferred_copies.cpu, 0);
  for (trace::SpanId id = 0; id < trace.size(); ++id) {
    EXPECT_EQ(again[id].evidence, trace[id].evidence) << id;
    EXPECT_EQ(again[id].soft_end, trace[id].soft_end) << id;
    EXPECT_EQ(again[id].releases_source, trace[id].releases_source) << id;
  }
}

TEST(RealWorker, a_cancelled_run_says_so_and_the_next_one_runs) {
  RealWorker worker;
  const auto long_run =
      worker.start(program::load_scenario("four-ways", {"file_size=1GiB", "chunk=4KiB"}), {});
  while (long_run->current().empty() && !long_run->poll())
    ::poll(nullptr, 0, 1);
  long_run->cancel();
  EXPECT_EQ(report_of(*long_run).error, "cancelled");
  const auto next = worker.start(small_scenario(), {});
  EXPECT_EQ(report_of(*next).error, "");
}

TEST(RealWorker, a_run_that_is_cancelled_later_brings_the_rounds_that_are_done) {
  RealWorker worker;
  gui::RealSettings settings;
  settings.rounds = 1000;
  settings.path = "loopback";
  const auto run = worker.start(program::load_scenario("four-ways", {"file_size=4KiB"}), settings);
  // The file is a tenth; one case cannot be run over lo, a quarter of the rest; then come 3,000
  // rounds.
  constexpr double some_rounds_later = 0.1 + 0.9 / 4 + 0.015;
  while (run->progress() < some_rounds_later && !run->poll())
    ::poll(nullptr, 0, 1);
  run->cancel();
  const analysis::Report report = report_of(*run);
  EXPECT_EQ(report.error, "");
  EXPECT_TRUE(report.cancelled);
  const analysis::CaseReport* const ran = report.reference();
  ASSERT_NE(ran, nullptr);
  EXPECT_GT(ran->duration.rounds, 0);
  EXPECT_LT(ran->duration.rounds, 1000);
  EXPECT_TRUE(ran->trace);
}

TEST(RealWorker, a_file_that_is_not_there_is_told_by_its_name) {
  RealWorker worker;
  gui::RealSettings settings;
  settings.file = "/nowhere/at-all.bin";
  const auto run = worker.start(small_scenario(), settings);
  EXPECT_THAT(report_of(*run).error, StartsWith("/nowhere/at-all.bin: ENOENT"));
}

TEST(RealMessages, carry_how_the_run_is_to_be_made) {
  const RealRequest plain = host::request_in(host::request_message(small_scenario(), {}));
  EXPECT_EQ(plain.scenario.cases, small_scenario().cases);
  EXPECT_EQ(plain.options.file, std::nullopt);
  EXPECT_EQ(plain.options.rounds, std::nullopt); // as many as it takes
  EXPECT_EQ(plain.options.path, real::Path::automatic);
  EXPECT_TRUE(plain.options.traces);
  const RealRequest other =
      request_in(host::request_message(small_scenario(), {"my file", 15, "veth", "trunc"}));
  EXPECT_EQ(other.options.file, "my file");
  EXPECT_EQ(other.options.rounds, 15);
  EXPECT_EQ(other.options.path, real::Path::veth);
  EXPECT_EQ(other.options.drain, real::Drain::trunc);
}

TEST(RealWorker, a_run_that_is_dropped_ends_and_disturbs_nobody) {
  RealWorker worker;
  for (int i = 0; i < 3; ++i)
    worker.start(program::load_scenario("four-ways", {"file_size=1GiB"}), {})->poll();
  const auto next = worker.start(small_scenario(), {});
  EXPECT_EQ(report_of(*next).cases.size(), 4U);
}

TEST(RealWorker, what_cannot_be_run_is_an_error) {
  scenario::Scenario scenario = small_scenario();
  for (scenario::Case& each : scenario.cases)
    each.workload.file_size = Bytes(std::int64_t{1} << 47);
  RealWorker worker;
  const auto run = worker.start(scenario, {});
  const analysis::Report report = report_of(*run);
  if (report.error.empty()) {
    for (const analysis::CaseReport& each : report.cases)
      EXPECT_FALSE(each.ran());
  }
}

TEST(Frames, come_out_as_they_went_in_however_they_are_cut) {
  std::string stream;
  for (std::uint32_t i = 0; i < 5; ++i)
    stream += encoded(Frame{host::Frame::Type::trace, i, std::string(i * 1000, 'x')});
  FrameReader reader;
  std::uint32_t seen = 0;
  for (std::size_t at = 0; at < stream.size(); at += 7) {
    reader.feed(std::string_view(stream).substr(at, 7));
    while (const auto frame = reader.next()) {
      EXPECT_EQ(frame->run, seen);
      EXPECT_EQ(frame->type, Frame::Type::trace);
      EXPECT_EQ(frame->body, std::string(seen * 1000, 'x'));
      ++seen;
    }
  }
  EXPECT_EQ(seen, 5U);
  EXPECT_EQ(reader.next(), std::nullopt);
  const ProgressBody progress = progress_in(encoded(host::ProgressBody{0.25, "sendfile"}));
  EXPECT_EQ(progress.done, 0.25);
  EXPECT_EQ(progress.what, "sendfile");
  EXPECT_EQ(progress_in("abc").what, "");
}

TEST(RealMessages, carry_the_report_whole_whatever_the_kernel_is_called) {
  analysis::Report report;
  report.environment = {{"kernel", "Linux \xff"}};
  report.cancelled = true;
  analysis::CaseReport ran;
  ran.result.id = "sendfile";
  ran.result.source = trace::Source::real;
  for (std::int64_t turn = 0; turn < 3; ++turn) {
    ran.rounds.push_back({.turn = turn, .result = ran.result});
    ran.rounds.back().result.duration_ps = 1'000'000 * (turn + 1);
  }
  report.cases.push_back(std::move(ran));
  conclude(report);
  const analysis::Report again = report_in(host::report_message(report));
  ASSERT_EQ(again.cases.size(), 1U);
  EXPECT_EQ(again.cases[0].duration, report.cases[0].duration);
  EXPECT_EQ(again.cases[0].rounds.size(), 3U);
  EXPECT_TRUE(again.cancelled);
  EXPECT_THAT(again.environment.at(0).second, StartsWith("Linux"));
}

TEST(OwnCard, says_what_ethtool_says_or_nothing) {
  EXPECT_THAT(scatter_gather_line("lo"), AnyOf("", StartsWith("scatter-gather: o")));
  EXPECT_EQ(scatter_gather_line("no-such-card"), "");
  EXPECT_EQ(scatter_gather_line(""), "");
  EXPECT_EQ(scatter_gather_line("a-name-longer-than-any-interface-has"), "");
}

TEST(WindowServices, hold_all_that_the_window_needs) {
  const WindowServices owner(false);
  const gui::Services& services = owner.services();
  EXPECT_NE(services.simulator, nullptr);
  // A picture shows the window as it is, but runs nothing.
  ASSERT_NE(services.real, nullptr);
  EXPECT_THROW(services.real->start(small_scenario(), {}), std::runtime_error);
  EXPECT_EQ(services.opener, nullptr); // what it shows is there before it is drawn
  EXPECT_TRUE(services.find("four-ways").ships);
  EXPECT_TRUE(services.presets("textbook").has_value());
  EXPECT_EQ(services.shipped, program::shipped_ids());
  EXPECT_THROW(services.find("five-ways"), std::runtime_error);
}

} // namespace
} // namespace copyscope::host
#endif
