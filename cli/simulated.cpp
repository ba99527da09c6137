#include "cli/simulated.h"

#include "cli/progress.h"
#include "sim/methods/registry.h"
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "sim/trace/builder.h"

namespace copyscope::cli {

namespace {

constexpr std::int64_t quick = 200'000; ///< rows that are simulated before one has blinked
constexpr std::uint64_t events_a_slice = 100'000;

} // namespace

std::vector<Simulated> simulate_cases(const scenario::Scenario& scenario,
                                      const std::vector<const scenario::Case*>& cases) {
  std::vector<Simulated> all;
  for (const scenario::Case* which : cases) {
    const simulate::Outcome outcome =
        simulate::outcome_of(scenario, *which, methods::all_methods());
    all.push_back(
        {which,
         analysis::result_of(*which, outcome.ledger, outcome.calls_by_name, outcome.duration),
         outcome.spans, outcome.ledger.steps});
  }
  return all;
}

trace::Trace simulate_trace(const scenario::Scenario& scenario, const scenario::Case& which) {
  const auto outcome = simulate::outcome_of(scenario, which, methods::all_methods());
  // trace_of() is also what refuses too many rows.
  if (outcome.spans <= quick || outcome.spans > simulate::most_spans)
    return simulate::trace_of(scenario, which, methods::all_methods());
  trace::TraceBuilder builder;
  simulate::Simulation run(scenario, which, methods::all_methods(), builder);
  Progress progress("simulating " + which.id);
  while (!run.step(events_a_slice))
    progress.show(run.progress());
  return builder.take();
}

} // namespace copyscope::cli
