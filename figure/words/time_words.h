// Times as people read them: a duration by itself, or many of them in one unit.
#pragma once

#include "sim/units/time.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace copyscope::figure {

/// A duration for people: four digits, "µs".
std::string time_text(Time time);

/// A unit of time for a whole axis.
struct TimeUnit {
  std::string_view name; ///< "µs"
  std::int64_t ps = 1;
};
/// The largest that is not longer than the time.
TimeUnit unit_for(Time time);
/// "135.82": rounded to so many decimals, without zeros at the end.
std::string number_in(TimeUnit unit, Time time, int decimals);

} // namespace copyscope::figure
