#include "sim/trace/header.h"

#include <stdexcept>

namespace copyscope::trace {

std::string_view name_of(Source source) {
  return source == Source::simulated ? "simulated" : "real";
}

const scenario::Case& Header::current_case() const {
  if (const scenario::Case* found = scenario.find(case_id)) return *found;
  throw std::logic_error("a trace of case `" + case_id + "`, which its scenario does not have");
}

} // namespace copyscope::trace
