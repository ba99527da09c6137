// Decimal numbers read exactly: every digit counts, and nothing is rounded on the way. For this
// room only.
#pragma once

#include "sim/units/wide.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::units {

/// mantissa × 10^exponent. The mantissa has no zero at its end; zero is 0 × 10^0.
struct Number {
  Uint128 mantissa = 0;
  int exponent = 0;
  std::size_t begin = 0, end = 0; ///< where it stands in the text, in bytes
};

/// The number at the start of the text, after blanks: digits, a point, an exponent. Throws
/// QuantityError; `expected` is what its message says was asked for.
Number scan_number(std::string_view text, const std::string& expected);

/// What comes of a number in a smaller unit.
struct Scaled {
  enum class Outcome { whole, not_whole, too_large };

  Outcome outcome = Outcome::whole;
  Uint128 value = 0; ///< where it is whole
};

/// mantissa × 2^twos × 5^fives, exactly. Both exponents may be negative.
Scaled scale(Uint128 mantissa, int twos, int fives);

/// digits / 10^decimals as text, without zeros at the end of its fraction: "154.4672".
std::string decimal_text(Uint128 digits, int decimals);

} // namespace copyscope::units
