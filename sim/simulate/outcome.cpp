#include "sim/simulate/outcome.h"

#include "sim/simulate/period.h"
#include "sim/simulate/refusal.h"
#include "sim/simulate/simulation.h"
#include "sim/simulate/steady.h"
#include "sim/trace/builder.h"

#include <algorithm>
#include <optional>

namespace copyscope::simulate {

namespace {

using scenario::Case;
using scenario::Scenario;
using trace::Buffer;

constexpr std::int64_t few_rounds = 256; // are run rather than looked at

Outcome outcome_at_end(const trace::LedgerSink& sink) {
  Outcome outcome;
  outcome.ledger = sink.ledger(sink.end_time());
  outcome.duration = sink.duration();
  outcome.spans = sink.rows();
  outcome.calls_by_name = trace::calls_by_name(outcome.ledger, sink.names());
  return outcome;
}

void run_to_its_end(Simulation& run) {
  while (!run.step(1'000'000)) {
  }
}

Outcome round_by_round(const Scenario& scenario, const Case& which,
                       const methods::Registry& registry, machine::RoundObserver* observer) {
  trace::LedgerSink sink;
  Simulation run(scenario, which, registry, sink, observer);
  run_to_its_end(run);
  return outcome_at_end(sink);
}

Outcome every_round(const Scenario& scenario, const Case& which,
                    const methods::Registry& registry) {
  return round_by_round(scenario, which, registry, nullptr);
}

// The textbook level: between two rounds nothing is under way.
Outcome jumping_over_rounds(const Scenario& scenario, const Case& which,
                            const methods::Registry& registry) {
  trace::LedgerSink sink;
  SteadyState steady(sink);
  Simulation run(scenario, which, registry, sink, &steady);
  run_to_its_end(run);
  Outcome outcome = outcome_at_end(sink);
  outcome.duration += steady.skipped();
  return outcome;
}

bool has_no_mechanism(const Case& which) {
  return machine::at_its_level(which.machine).mechanism == scenario::Machine::Mechanism{};
}

// Of a file that is shorter than the one that is meant.
class Shortened final : public machine::RoundObserver {
public:
  explicit Shortened(std::int64_t mapped_pages) : mapped_pages_(mapped_pages) {}

  std::int64_t before_round(const machine::RoundShape&, std::int64_t, Time) override { return 0; }
  void loop_boundary() override {}
  std::int64_t mapped_pages_left_out() const override { return mapped_pages_; }

private:
  std::int64_t mapped_pages_;
};

// What is in the page cache at the start, as far as the length of the file matters to it.
struct AtStart {
  Bytes resident;
  bool all = false;  // of the file
  bool full = false; // as much of it as the cache holds, however long the file is
};

AtStart at_start(const Case& which) {
  const scenario::Workload& workload = which.workload;
  const Bytes resident = scenario::resident_prefix(workload);
  const Bytes room(machine::cache_pages(machine::at_its_level(which.machine), workload) *
                   scenario::page_size);
  return {std::min(resident, room), resident == workload.file_size && resident <= room,
          resident == workload.file_size && resident > room};
}

// Where a shorter file goes through the same states: none of it is there at the start, or all, or
// as much as the cache holds; and no call works on the whole file, as an mmap() does that reads or
// populates what it maps.
bool can_be_shortened(const Case& which, const methods::Registry& registry) {
  const methods::Method* const method = registry.find(which.method);
  const scenario::Workload& workload = which.workload;
  const scenario::Machine machine = machine::at_its_level(which.machine);
  const AtStart start = at_start(which);
  const bool reads_whole = method && method->maps_file && machine::reads_what_is_mapped(machine);
  return method && !reads_whole && workload.clients == 1 &&
         (start.resident == Bytes(0) || start.all || start.full) &&
         workload.file_size.count() / workload.chunk.count() > few_rounds;
}

// Of the file from which nothing is seen at the period's end: what is read ahead, and asked for.
Bytes in_sight(const Case& which) {
  return which.machine.page_cache.readahead_max * 4 + which.workload.chunk * 4 + Bytes(1 << 20);
}

// The run of a file that is shorter by whole periods, and these.
Outcome with_periods(const Scenario& scenario, const Case& which, const methods::Registry& registry,
                     const PeriodFinder::Period& period, std::int64_t times) {
  Case shorter = which;
  const Bytes left_out = period.bytes * times;
  shorter.workload.file_size -= left_out;
  Shortened shortened(period.mapped_pages * times);
  Outcome outcome = round_by_round(scenario, shorter, registry, &shortened);
  outcome.ledger = trace::extrapolate(outcome.ledger, period.ledger, times);
  const auto held_from_the_start = [&](Buffer buffer) -> std::int64_t& {
    return outcome.ledger.held[static_cast<std::size_t>(buffer)];
  };
  held_from_the_start(Buffer::disk) += left_out.count();
  const methods::Method& method = *registry.find(which.method);
  if (method.maps_file) held_from_the_start(Buffer::user_buffer) += left_out.count();
  const std::vector<Buffer>& passed = method.buffers;
  if (at_start(which).all &&
      std::find(passed.begin(), passed.end(), Buffer::page_cache) != passed.end())
    held_from_the_start(Buffer::page_cache) += left_out.count();
  outcome.duration += period.time * times;
  outcome.spans += period.rows * times;
  for (std::size_t i = 0; i < outcome.calls_by_name.size(); ++i)
    outcome.calls_by_name[i].second = outcome.ledger.calls_by_name[i];
  return outcome;
}

// The level `linux`: its period is looked for. Where none is found, the run goes on to its end.
Outcome jumping_over_periods(const Scenario& scenario, const Case& which,
                             const methods::Registry& registry) {
  trace::LedgerSink sink;
  const AtStart start = at_start(which);
  PeriodFinder finder(sink, start.full ? start.resident + in_sight(which) : Bytes(0));
  Simulation run(scenario, which, registry, sink, &finder);
  bool finished = false;
  while (!finished && !finder.found())
    finished = run.step(10'000);
  if (finder.found()) {
    const PeriodFinder::Period& period = *finder.found();
    const Bytes left = which.workload.file_size - period.offset - in_sight(which);
    const std::int64_t times = left.count() / period.bytes.count();
    if (times > 0) return with_periods(scenario, which, registry, period, times);
  }
  if (!finished) run_to_its_end(run);
  return outcome_at_end(sink);
}

// All that a run which is only counted needs to know of its scenario: each run has a copy of it,
// and there may be many cases.
Scenario that_of(const Scenario& scenario, const Case& which) {
  Scenario alone;
  alone.id = scenario.id;
  alone.cases = {which};
  return alone;
}

template <class Count>
Outcome count(const Scenario& scenario, const Case& which, const methods::Registry& registry,
              Count how) try {
  return how(that_of(scenario, which), which, registry);
} catch (const OverflowError&) {
  throw too_long(scenario.id, which.id);
}

} // namespace

Outcome outcome_of(const Scenario& scenario, const Case& which, const methods::Registry& registry) {
  if (has_no_mechanism(which) && which.workload.clients == 1)
    return count(scenario, which, registry, jumping_over_rounds);
  if (can_be_shortened(which, registry))
    return count(scenario, which, registry, jumping_over_periods);
  return count(scenario, which, registry, every_round);
}

Outcome outcome_round_by_round(const Scenario& scenario, const Case& which,
                               const methods::Registry& registry) {
  return count(scenario, which, registry, every_round);
}

} // namespace copyscope::simulate
