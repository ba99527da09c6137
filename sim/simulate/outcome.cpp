#include "sim/simulate/outcome.h"

#include "sim/simulate/refusal.h"
#include "sim/simulate/simulation.h"
#include "sim/simulate/steady.h"
#include "sim/trace/builder.h"

namespace copyscope::simulate {

namespace {

Outcome count(const scenario::Scenario& scenario, const scenario::Case& which,
              const methods::Registry& registry, bool jumping) try {
  trace::LedgerSink sink;
  SteadyState steady(sink);
  Simulation run(scenario, which, registry, sink, jumping ? &steady : nullptr);
  while (!run.step(1'000'000)) {
  }
  Outcome outcome;
  outcome.ledger = sink.ledger(run.now());
  outcome.duration = run.now() + steady.skipped();
  outcome.spans = sink.rows();
  outcome.calls_by_name = trace::calls_by_name(outcome.ledger, sink.names());
  return outcome;
} catch (const OverflowError&) {
  throw too_long(scenario.id, which.id);
}

} // namespace

Outcome outcome_of(const scenario::Scenario& scenario, const scenario::Case& which,
                   const methods::Registry& registry) {
  return count(scenario, which, registry, true);
}

Outcome outcome_round_by_round(const scenario::Scenario& scenario, const scenario::Case& which,
                               const methods::Registry& registry) {
  return count(scenario, which, registry, false);
}

} // namespace copyscope::simulate
