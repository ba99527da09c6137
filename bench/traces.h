// The traces that are measured.
#pragma once

#include "assets/assets.h"
#include "host/huge_pages.h"
#include "sim/scenario/load.h"
#include "sim/simulate/simulation.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <string>

namespace copyscope::bench {

inline scenario::Scenario sending(std::int64_t file_size, std::int64_t chunk,
                                  const std::string& method = "read-write") {
  scenario::Scenario scenario;
  scenario.id = "bench";
  scenario.title.en = "Benchmark";
  scenario::Case which;
  which.id = which.title.en = "only";
  which.method = method;
  which.machine =
      scenario::load_preset(*assets::bytes("assets/machines/textbook.toml"), "textbook");
  which.workload.file_size = Bytes(file_size);
  which.workload.chunk = Bytes(chunk);
  scenario.cases.push_back(which);
  return scenario;
}

/// Of so many millions of rows: read + write by 4 KiB, 13 rows for each.
inline trace::Trace of_millions(std::int64_t millions) {
  const scenario::Scenario scenario = sending(std::int64_t{4096} * 77'000 * millions, 4096);
  return simulate::trace_of(scenario, scenario.cases[0], methods::all_methods(),
                            host::huge_pages());
}

/// 10 million rows, made once.
inline const trace::Trace& large_trace() {
  static const trace::Trace trace = of_millions(10);
  return trace;
}

} // namespace copyscope::bench
