// Runs of every method, small enough to be looked at whole, and what they are exported to.
#pragma once

#include "export/formats.h"
#include "sim/simulate/simulation.h"

#include <string>
#include <vector>

namespace copyscope::exports {

/// A scenario with one case, "only".
inline scenario::Scenario scenario_of(const std::string& method, std::int64_t file_size = 300'000,
                                      std::int64_t chunk = 65536) {
  scenario::Scenario scenario;
  scenario.id = "exported";
  scenario.title.en = "Exported";
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

inline trace::Trace run_of(const scenario::Scenario& scenario) {
  return simulate::trace_of(scenario, scenario.cases.front(), methods::all_methods());
}
inline trace::Trace run_of(const std::string& method) {
  return run_of(scenario_of(method));
}

inline std::vector<std::string> method_ids() {
  std::vector<std::string> ids;
  for (const auto& [id, method] : assets::methods())
    ids.push_back(id);
  return ids;
}

inline std::string exported(const trace::Trace& trace, std::string_view format,
                            const Options& options = {}) {
  std::string text;
  const Runs runs = {{std::shared_ptr<void>(), &trace}}; // borrowed
  find_format(format)->write(
      runs, options, [&](std::string_view piece) { text += piece; }, [](double) {});
  return text;
}

inline std::int64_t rows_of(const trace::Trace& trace, trace::KindSet kinds) {
  std::int64_t rows = 0;
  for (trace::SpanId id = 0; id < trace.size(); ++id)
    rows += (set_of(trace[id].kind) & kinds) != 0 ? 1 : 0;
  return rows;
}

/// Titles and names that a format may stumble over.
inline scenario::Scenario hostile_scenario() {
  scenario::Scenario scenario = scenario_of("read-write");
  scenario.title.en = "</script><b>&amp; \"quoted\" 'too'; $end ${x} #1 %%\n\r\t\x01\x1F ]]>"
                      "\xE2\x80\xAE right to left \xE2\x80\x8F -- { } | \\ \xF0\x9F\x92\xBE";
  scenario.title.zh = "零拷贝<&>“引号”\n";
  scenario.cases.front().title.en = std::string(10'000, 'x') + "<&";
  return scenario;
}

} // namespace copyscope::exports
