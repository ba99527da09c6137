// A simulation as a value: start it, step it in slices, ask how far it is, drop it.
//
//   TraceBuilder trace;
//   Simulation run(scenario, scenario.cases[0], all_methods(), trace);
//   while (!run.step(100'000)) show(run.progress());
//
// Without a trace, a transfer that has become steady is not simulated round by round: two equal
// rounds are enough to know the rest, and the ledger is the same to the picosecond.
#pragma once

#include "sim/methods/registry.h"
#include "sim/scenario/load.h"
#include "sim/trace/ledger.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <memory>

namespace copyscope::simulate {

/// Spans that a trace may have at the most; a case estimated above is bad input.
constexpr std::int64_t most_spans = 200'000'000;

class Simulation final : public trace::Run {
public:
  /// Throws scenario::InputError for a method that the registry lacks. `sink` must outlive it.
  Simulation(const scenario::Scenario& scenario, const scenario::Case& which,
             const methods::Registry& registry, trace::TraceSink& sink);
  ~Simulation() override;

  bool step(std::uint64_t budget) override; ///< throws OverflowError
  double progress() const override;
  Time now() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a run comes to, without its trace.
struct Outcome {
  trace::Ledger ledger;
  std::vector<std::pair<std::string, std::int64_t>> calls_by_name; ///< in order of first use
  Time duration;
  std::int64_t spans = 0; ///< rows that its trace would have

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Runs the case to its end and only counts: milliseconds for any size of file.
/// Throws scenario::InputError where the time would overflow.
Outcome outcome_of(const scenario::Scenario& scenario, const scenario::Case& which,
                   const methods::Registry& registry);

/// The same with every round simulated; for checking the former.
Outcome outcome_round_by_round(const scenario::Scenario& scenario, const scenario::Case& which,
                               const methods::Registry& registry);

/// Runs the case to its end and keeps everything. Throws scenario::InputError where the trace
/// would have more than most_spans rows or the time would overflow.
trace::Trace trace_of(const scenario::Scenario& scenario, const scenario::Case& which,
                      const methods::Registry& registry);

/// The simulator as a Producer, for those who may not import this room.
class Simulator final : public trace::Producer {
public:
  explicit Simulator(const methods::Registry& registry) : registry_(registry) {}
  std::unique_ptr<trace::Run> start(const scenario::Scenario& scenario,
                                    const scenario::Case& which, trace::TraceSink& sink) override;

private:
  const methods::Registry& registry_;
};

} // namespace copyscope::simulate
