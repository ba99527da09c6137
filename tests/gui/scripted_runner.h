// A runner of real runs that does what the test says, and what such a run may come to.
#pragma once

#include "sim/trace/builder.h"
#include "tests/gui/services_for_tests.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace copyscope::gui {

/// What the window asks for, and what it gets.
struct Script {
  bool started = false, cancelled = false, dropped = false;
  RealSettings settings;
  scenario::Scenario scenario;
  double progress = 0;
  std::string current;
  std::optional<analysis::Report> report; ///< once it is there, the run is over
  std::string refusal;                    ///< why nothing can be started
};

class ScriptedRun final : public RealRun {
public:
  explicit ScriptedRun(Script& script) : script_(script) {}
  ~ScriptedRun() override { script_.dropped = true; }
  ScriptedRun(const ScriptedRun&) = delete;
  ScriptedRun& operator=(const ScriptedRun&) = delete;

  std::optional<analysis::Report> poll() override {
    return std::exchange(script_.report, std::nullopt);
  }
  double progress() const override { return script_.progress; }
  std::string current() const override { return script_.current; }
  void cancel() override { script_.cancelled = true; }

private:
  Script& script_;
};

class ScriptedRunner final : public RealRunner {
public:
  std::unique_ptr<RealRun> start(const scenario::Scenario& scenario,
                                 const RealSettings& settings) override {
    if (!script.refusal.empty()) throw std::runtime_error(script.refusal);
    script.started = true;
    script.scenario = scenario;
    script.settings = settings;
    return std::make_unique<ScriptedRun>(script);
  }
  Script script;
};

/// A real run of the case as real mode would tell it: one call of 500 ps, which the receiver has
/// read after 1000 ps, and a call that returns only after 1234 ps.
inline trace::Trace real_trace(const trace::Header& simulated) {
  trace::TraceBuilder builder;
  trace::Header header = simulated;
  header.source = trace::Source::real;
  header.buffers = {{trace::Buffer::receive_buffer, Bytes(4096), Bytes()}};
  header.observations = {
      {"bytes", 4096, "measured"},   {"duration", 1000, "measured"},
      {"syscalls", 2, "measured"},   {"mode_switches", 4, "derived"},
      {"copies.cpu", 2, "inferred"}, {"copies.dma", std::nullopt, "unavailable: none (veth)"}};
  header.environment = {{"kernel", "Linux 6.1"}, {"drain", "copy"}, {"path", "veth"}};
  builder.start(header);
  trace::Span call;
  call.kind = trace::Kind::syscall;
  call.lane = builder.lane("process0");
  call.name = builder.name("read");
  call.call = 1;
  call.end = Time::from_ps(500);
  builder.add(call);
  call.name = builder.name("write");
  call.call = 2;
  call.begin = Time::from_ps(600);
  call.end = Time::from_ps(1234);
  builder.add(call);
  builder.finish(Time::from_ps(1234));
  return builder.take();
}

/// A report on four cases: the first, one that is faster, one that ties, one that could not run.
inline analysis::Report real_report(const scenario::Scenario& scenario,
                                    const trace::Header& simulated) {
  analysis::Report report;
  report.scenario = scenario.id;
  for (const scenario::Case& which : scenario.cases) {
    const std::size_t index = report.cases.size() % 4;
    analysis::CaseReport found;
    if (index != 3) {
      trace::Header header = simulated;
      header.case_id = which.id;
      header.method = which.method;
      found = analysis::case_of(std::make_shared<const trace::Trace>(real_trace(header)));
      std::int64_t turn = 0;
      for (const std::int64_t us : {24'110, 17'234, 19'870, 19'921, 28'187, 19'055, 20'402}) {
        found.rounds.push_back({.turn = turn++, .result = found.result});
        found.rounds.back().result.duration_ps = us * 1'000'000;
        found.rounds.back().result.syscalls = 2;
        found.rounds.back().result.context_switches = 3 + turn % 4;
      }
      found.duration = analysis::spread_of(found.rounds, &analysis::Result::duration_ps);
      if (index == 0)
        found.ties = {scenario.cases[std::min<std::size_t>(2, scenario.cases.size() - 1)].id};
      if (index == 1) found.ratio = analysis::PairedRatio{7, 1.43, 1.31, 1.58};
      if (index == 2) found.ratio = analysis::PairedRatio{7, 1.01, 0.97, 1.04};
      if (index == 2) found.ties = {scenario.cases.front().id};
    } else {
      found.result.id = which.id;
      found.result.source = trace::Source::real;
      found.state = analysis::CaseReport::State::unavailable;
      found.reason =
          "the case asks for scatter-gather off, and on lo, the loopback interface, it is "
          "fixed to on";
    }
    report.cases.push_back(std::move(found));
  }
  report.environment = {
      {"kernel", "Linux 6.1.0-35-amd64"},
      {"cpu", "Some Processor With a Rather Long Name @ 2.50GHz, 2 online"},
      {"congestion_control", "reno"},
      {"drain", "copy"},
      {"path", "veth"},
      {"path_reason", "a veth pair can be made here, in a user namespace of its own"},
      {"pinning", "sender and receiver on CPU 1"},
      {"tcp", "a connection of its own for each round; no option but the congestion control"},
      {"mtu", "65535"},
      {"receive_buffer", "64 KiB"},
      {"file", "a file of 64 KiB in /var/tmp"},
      {"machine",
       "of the scenario's machine only nic.scatter_gather is set; a packet is made linear "
       "by the CPU for a card without it; the rest is this machine"}};
  return report;
}

} // namespace copyscope::gui
