#include "program/loading.h"

#include "program/catalog.h"
#include "program/errors.h"
#include "sim/trace/file/load.h"
#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::program {

bool is_saved_trace(std::string_view text) {
  if (trace::is_trace_file(text)) return true;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

void refuse_saved_trace(const ScenarioFile& file) {
  if (is_saved_trace(file.text))
    throw UsageError(fmt::format(
        "{} is a saved trace, not a scenario; `copyscope export` and `copyscope gui` open it",
        units::excerpt(file.name, 200)));
}

scenario::Scenario load_scenario(const std::string& name,
                                 const std::vector<std::string>& settings) {
  const ScenarioFile file = find_scenario(name);
  refuse_saved_trace(file);
  return scenario::load(file.text, file.name, vocabulary(), find_preset, settings_from(settings));
}

std::vector<scenario::Setting> settings_from(const std::vector<std::string>& written) {
  std::vector<scenario::Setting> settings;
  for (const std::string& each : written) {
    const std::size_t equals = each.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError(fmt::format("--set {}: expected KEY=VALUE, such as workload.chunk=4KiB",
                                   units::excerpt(each)));
    settings.push_back({each.substr(0, equals), each.substr(equals + 1)});
  }
  return settings;
}

std::vector<const scenario::Case*> cases_of(const scenario::Scenario& scenario,
                                            const std::vector<std::string>& ids) {
  std::vector<std::string> known;
  for (const scenario::Case& each : scenario.cases)
    known.push_back(each.id);
  for (const std::string& id : ids)
    if (!scenario.find(id))
      throw UsageError(fmt::format("no case {} in {}{}\n(its cases: {})", units::quoted(id),
                                   scenario.id, suggestion(id, known), fmt::join(known, ", ")));
  std::vector<const scenario::Case*> chosen;
  for (const scenario::Case& each : scenario.cases)
    if (ids.empty() || std::ranges::find(ids, each.id) != ids.end()) chosen.push_back(&each);
  return chosen;
}

} // namespace copyscope::program
