#include "figure/words/references.h"

#include "sim/units/people.h"

#include <algorithm>
#include <optional>

namespace copyscope::figure {

namespace {

constexpr std::string_view machine_prefix = "machine.";

/// By its whole path below `machine`, or by its last part.
const scenario::Parameter* parameter_of(std::string_view fact) {
  if (const scenario::Parameter* whole = scenario::find_parameter(fact)) return whole;
  for (const scenario::Parameter& each : scenario::parameters())
    if (each.path.substr(each.path.rfind('.') + 1) == fact) return &each;
  return nullptr;
}

std::optional<std::string> fact_of(const scenario::Machine& machine, std::string_view fact) {
  if (fact == "preset") return machine.preset;
  if (fact == "fidelity")
    return machine.fidelity == scenario::Fidelity::linux ? "linux" : "textbook";
  if (fact == "path") return machine.path == scenario::Path::sink ? "sink" : "wire";
  const scenario::Parameter* const parameter = parameter_of(fact);
  if (!parameter) return std::nullopt;
  const std::string value = scenario::value_of(machine, *parameter);
  if (value == "true") return "on"; // as `ethtool -k` says it
  return value == "false" ? "off" : with_micro(value);
}

bool is_figure(std::string_view path) {
  return std::ranges::any_of(analysis::figures(), [path](const scenario::Figure& figure) {
    if (!figure.path.ends_with(".*")) return path == figure.path;
    return path.starts_with(figure.path.substr(0, figure.path.size() - 1));
  });
}

} // namespace

std::string resolved(const scenario::Text& text, Language language,
                     const scenario::Scenario& scenario, std::string_view of_case,
                     const std::vector<analysis::Result>& results) {
  return assets::fill(text.in(language), [&](std::string_view path) -> std::optional<std::string> {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view which = path.substr(0, dot), rest = path.substr(dot + 1);
    if (path.starts_with(machine_prefix) && !scenario.find("machine")) {
      const scenario::Case* const own = scenario.find(of_case);
      return own ? fact_of(own->machine, rest) : std::nullopt;
    }
    if (!scenario.find(which) || !is_figure(rest)) return std::nullopt;
    const auto result = std::ranges::find(results, which, &analysis::Result::id);
    return result == results.end() ? "…" : shown(*result, rest);
  });
}

} // namespace copyscope::figure
