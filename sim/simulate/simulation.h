// A simulation as a value: start it, step it in slices, ask how far it is, drop it.
//
//   trace::TraceBuilder trace;
//   Simulation run(scenario, scenario.cases[0], methods::all_methods(), trace);
//   while (!run.step(100'000)) show(run.progress());
//   draw(trace.take());
#pragma once

#include "sim/methods/registry.h"
#include "sim/scenario/load.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <memory>

namespace copyscope::simulate {

/// Spans that a trace may have at the most; a case that would have more is bad input.
constexpr std::int64_t most_spans = 200'000'000;

class Simulation final : public trace::Run {
public:
  /// `sink` must outlive it; so must `observer`, which may be nullptr and is told of each round.
  /// Throws scenario::InputError for a method that the registry lacks.
  Simulation(const scenario::Scenario& scenario, const scenario::Case& which,
             const methods::Registry& registry, trace::TraceSink& sink,
             machine::RoundObserver* observer = nullptr);
  ~Simulation() override;

  /// Handles at most `budget` events. Throws OverflowError where time ends.
  bool step(std::uint64_t budget) override;
  double progress() const override;
  Time now() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Runs the case to its end and keeps everything. Throws scenario::InputError where the trace would
/// have more than most_spans rows or the time would overflow: at the textbook level before it runs.
trace::Trace trace_of(const scenario::Scenario& scenario, const scenario::Case& which,
                      const methods::Registry& registry, trace::BlockMemory memory = {});

/// The simulator as a Producer, for those who may not import this room. Refuses what trace_of does.
class Simulator final : public trace::Producer {
public:
  explicit Simulator(const methods::Registry& registry) : registry_(registry) {}
  std::unique_ptr<trace::Run> start(const scenario::Scenario& scenario, const scenario::Case& which,
                                    trace::TraceSink& sink) override;

private:
  const methods::Registry& registry_;
};

} // namespace copyscope::simulate
