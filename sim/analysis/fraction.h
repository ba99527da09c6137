// Fractions compared exactly: for throughputs and utilizations, whose cross products may need more
// than 128 bits.
#pragma once

#include "sim/units/wide.h"

#include <compare>

namespace copyscope::analysis {

/// numerator / denominator; the denominator is positive.
struct Fraction {
  Uint128 numerator = 0;
  Uint128 denominator = 1;
};

/// Compares as Euclid would: whole parts first, then the reciprocals of what is left.
constexpr std::strong_ordering compare(Fraction a, Fraction b) {
  bool reversed = false;
  for (;;) {
    const auto whole_a = a.numerator / a.denominator, whole_b = b.numerator / b.denominator;
    const auto rest_a = a.numerator % a.denominator, rest_b = b.numerator % b.denominator;
    std::strong_ordering order = whole_a <=> whole_b;
    if (order == 0 && (rest_a == 0 || rest_b == 0)) order = (rest_a != 0) <=> (rest_b != 0);
    if (order != 0 || (rest_a == 0 && rest_b == 0)) return reversed ? 0 <=> order : order;
    a = {a.denominator, rest_a};
    b = {b.denominator, rest_b};
    reversed = !reversed;
  }
}

/// Rounded to a multiple of 1 / parts, halves up; what people and JSON get to see.
constexpr double rounded(Fraction value, unsigned parts) {
  const auto whole = value.numerator / value.denominator;
  const auto rest = value.numerator % value.denominator;
  // rest < denominator < 2^107 at the most here (a duration times cores), parts are few.
  const auto part = (rest * parts * 2 + value.denominator) / (value.denominator * 2);
  return (static_cast<double>(whole) * parts + static_cast<double>(part)) / parts;
}

} // namespace copyscope::analysis
