#include "figure/words/time_words.h"

#include "sim/units/people.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

constexpr std::array<TimeUnit, 5> units = {
    {{"s", 1'000'000'000'000}, {"ms", 1'000'000'000}, {"µs", 1'000'000}, {"ns", 1000}, {"ps", 1}}};

} // namespace

std::string time_text(Time time) {
  return brief(time);
}

TimeUnit unit_for(Time time) {
  for (const TimeUnit& unit : units)
    if (time.ps() >= unit.ps) return unit;
  return units.back();
}

std::string number_in(TimeUnit unit, Time time, int decimals) {
  std::int64_t fine = 1;
  for (int i = 0; i < decimals && fine < unit.ps; ++i)
    fine *= 10;
  const std::int64_t grain = std::max<std::int64_t>(1, unit.ps / fine);
  const std::int64_t rounded = time.ps() / grain + (time.ps() % grain * 2 >= grain ? 1 : 0);
  const std::int64_t per_unit = unit.ps / grain;
  std::string text = fmt::format("{}", rounded / per_unit);
  if (per_unit == 1 || rounded % per_unit == 0) return text;
  int digits = 0;
  for (std::int64_t left = per_unit; left > 1; left /= 10)
    ++digits;
  text += fmt::format(".{:0{}}", rounded % per_unit, digits);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

} // namespace copyscope::figure
