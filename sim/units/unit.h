// The units that there are. For this room only.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace copyscope::units {

enum class Dimension { time, bytes, bandwidth, frequency };

/// A unit is 2^twos × 5^fives of its dimension's smallest: ps, B, bit/s, Hz.
struct Unit {
  std::string_view name;
  Dimension dimension;
  int twos;
  int fives;
};

/// By dimension, ascending in size.
std::span<const Unit> all_units();

/// The unit of that name, or nullptr.
const Unit* find_unit(std::string_view name);

std::string_view name_of(Dimension dimension);          ///< "a time"
std::string_view unit_names(Dimension dimension);       ///< "ps, ns, us, ms or s"
std::string_view what_is_expected(Dimension dimension); ///< "a time such as `100 ns`"

/// What a wrong unit was probably meant to be, as a question; empty where nothing is near.
std::string unit_hint(std::string_view wrong, Dimension dimension);

} // namespace copyscope::units
