#include "program/running.h"

#include "sim/methods/registry.h"
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "sim/trace/builder.h"

#include <algorithm>
#include <string_view>

namespace copyscope::program {

namespace {

constexpr std::int64_t quick = 200'000; ///< rows that are simulated before one has blinked
constexpr std::uint64_t events_a_slice = 100'000;
constexpr const char *rows_fact = "rows", *steps_fact = "steps";

/// Keeps the first rows of a run and lets the others pass.
class FirstRows final : public trace::TraceSink {
public:
  explicit FirstRows(std::int64_t rows) : left_(rows) {}

  void start(const trace::Header& header) override { builder_.start(header); }
  using TraceSink::lane;
  trace::LaneId lane(const trace::Lane& lane) override { return builder_.lane(lane); }
  trace::TaskId task(const trace::Task& task) override { return builder_.task(task); }
  trace::ObjectId object(const trace::Object& object) override { return builder_.object(object); }
  trace::FlowId flow(const trace::Flow& flow) override { return builder_.flow(flow); }
  trace::CallId call(const trace::Call& call) override {
    return left_ == 0 ? 0 : builder_.call(call);
  }
  void end_call(trace::CallId call, Time end, std::int64_t result) override {
    if (call != 0) builder_.end_call(call, end, result);
  }
  trace::StringId name(std::string_view text) override { return builder_.name(text); }
  trace::StringId label(std::string_view text) override { return builder_.label(text); }
  trace::SpanId add(const trace::Span& span) override {
    if (left_ == 0) return trace::no_span;
    --left_;
    if (span.end == trace::Span::open)
      ++open_;
    else
      end_ = std::max(end_, span.end);
    return builder_.add(span);
  }
  void end(trace::SpanId span, Time end) override {
    if (span == trace::no_span) return;
    if (open_ > 0) --open_;
    end_ = std::max(end_, end);
    builder_.end(span, end);
  }
  void finish(Time) override { left_ = 0; }

  /// Nothing more will come of the rows that are kept.
  bool is_complete() const { return left_ == 0 && open_ == 0; }
  trace::Trace take() {
    builder_.finish(end_);
    return builder_.take();
  }

private:
  trace::TraceBuilder builder_;
  std::int64_t left_;
  std::int64_t open_ = 0; ///< kept rows whose end is not known yet
  Time end_;
};

} // namespace

analysis::Report simulate_cases(const scenario::Scenario& scenario,
                                const std::vector<const scenario::Case*>& cases) {
  analysis::Report report;
  report.scenario = scenario.id;
  for (const scenario::Case* which : cases) {
    const simulate::Outcome outcome =
        simulate::outcome_of(scenario, *which, methods::all_methods());
    report.cases.push_back(analysis::simulated_case(
        analysis::result_of(*which, outcome.ledger, outcome.calls_by_name, outcome.duration)));
    report.cases.back().facts.add(rows_fact, outcome.spans);
    report.cases.back().facts.add(steps_fact, outcome.ledger.steps);
  }
  conclude(report);
  return report;
}

std::int64_t rows_of(const analysis::CaseReport& simulated) {
  return simulated.facts.count(rows_fact).value_or(0);
}

std::int64_t steps_of(const analysis::CaseReport& simulated) {
  return simulated.facts.count(steps_fact).value_or(0);
}

void simulate_into(trace::TraceSink& sink, const scenario::Scenario& scenario,
                   const scenario::Case& which, const std::function<void(double)>& progress) {
  simulate::Simulator simulator(methods::all_methods());
  const auto run = simulator.start(scenario, which, sink);
  while (!run->step(events_a_slice))
    if (progress) progress(run->progress());
}

trace::Trace simulate_trace(const scenario::Scenario& scenario, const scenario::Case& which,
                            const std::function<void(double)>& progress) {
  // trace_of() is also what refuses too many rows; at the level `linux` the run itself does, and
  // nothing tells beforehand how long it is.
  if (which.machine.fidelity == scenario::Fidelity::textbook) {
    const auto outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    if (outcome.spans <= quick || outcome.spans > simulate::most_spans)
      return simulate::trace_of(scenario, which, methods::all_methods());
  }
  trace::TraceBuilder builder;
  simulate::Simulation run(scenario, which, methods::all_methods(), builder);
  while (!run.step(events_a_slice))
    if (progress) progress(run.progress());
  return builder.take();
}

trace::Trace simulate_beginning(const scenario::Scenario& scenario, const scenario::Case& which,
                                std::int64_t rows) {
  FirstRows sink(rows);
  simulate::Simulation run(scenario, which, methods::all_methods(), sink);
  while (!sink.is_complete() && !run.step(1)) {
  }
  return sink.take();
}

} // namespace copyscope::program
