// Cases side by side on one clock: a small stage for each, what it has delivered, and the ledgers
// as bars beneath. A simulated case and a real one race in the same way.
#pragma once

#include "figure/charts/ledger_chart.h"
#include "figure/kit/theme.h"
#include "figure/stage/flow_state.h"
#include "figure/stage/stage_state.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

struct Racer {
  const trace::Trace* trace = nullptr;
  std::vector<Route> routes; ///< of the trace
  StageState state;          ///< at the common time, or at its end where that was earlier
  std::string title;
  std::string note; ///< stands below the title in place of what its copies come to; may be empty
  int number = 0;   ///< as the case picker counts, from 1; of a flow, as flows are counted
  bool absent = false;
  std::optional<FlowState> flow; ///< of a racer that is one flow of its trace
};

/// The racer's state at a time of the common clock.
Racer racer_at(const trace::Trace& trace, Time time, std::string title, int number);
/// Aligned by file offset in place of time: just after the byte at `offset` has come into the
/// buffer for the first time. Where this run never brings it there, the copy has fallen away: the
/// racer is absent, and stands where the byte was before.
Racer racer_arrived(const trace::Trace& trace, std::int64_t offset, trace::Buffer into,
                    std::string title, int number);

/// Where that is: the moment just after the copy.
struct Arrival {
  trace::Cursor cursor;
  bool arrives = false;
};
Arrival arrival_of(const trace::Trace& trace, std::int64_t offset, trace::Buffer into);

/// One flow of a run at a time of the run's clock: what it holds and what it costs are its own
/// alone; its time is when its last row has ended.
Racer racer_of_flow(const trace::Trace& trace, trace::FlowId flow, Time time, std::string title);

/// What is compared of a racer: its time, copies, mode switches and CPU time; PIO where there is
/// any.
std::vector<LedgerRow> race_rows(const Racer& racer, const Theme& theme);

/// Two to four racers; of more, or where there is no height for stages, the bars alone. The first
/// is the baseline. Regions: {"show_case", NUMBER − 1}, of flows {"flow", NUMBER − 1}; {"told", 0,
/// "ledger.PATH"}. The narrowest
/// box in which so many are legible.
inline float race_width(std::size_t racers) {
  const float column = racers > 4 ? 200 : 230; // bars alone need less
  return 116 + column * static_cast<float>(racers < 2 ? 2 : racers);
}
Picture draw_race(const std::vector<Racer>& racers, Box box, const Style& style);

} // namespace copyscope::figure
