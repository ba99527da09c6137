#include "sim/trace/header.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace copyscope::trace {

namespace {

constexpr std::array<std::string_view, source_count> source_names = {"simulated", "real",
                                                                     "observed", "imported"};

} // namespace

std::string_view name_of(Source source) {
  return source_names[static_cast<std::size_t>(source)];
}

std::optional<Source> source_named(std::string_view name) {
  const auto found = std::find(source_names.begin(), source_names.end(), name);
  if (found == source_names.end()) return std::nullopt;
  return static_cast<Source>(found - source_names.begin());
}

const scenario::Case& Header::current_case() const {
  if (const scenario::Case* found = scenario.find(case_id)) return *found;
  throw std::logic_error("a trace of case `" + case_id + "`, which its scenario does not have");
}

bool Header::ends_on_arrival() const {
  return !duration && source == Source::simulated && level == "linux" && has_case() &&
         current_case().machine.mechanism != scenario::Machine::Mechanism{};
}

scenario::Fidelity Header::fidelity() const {
  if (const scenario::Case* found = scenario.find(case_id)) return found->machine.fidelity;
  return level == "linux" ? scenario::Fidelity::linux : scenario::Fidelity::textbook;
}

} // namespace copyscope::trace
