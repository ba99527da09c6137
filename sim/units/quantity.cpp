// From text to quantities: a number, a unit of the right dimension, an exact value that fits.
#include "sim/units/quantity.h"

#include "sim/units/excerpt.h"
#include "sim/units/number.h"
#include "sim/units/unit.h"

#include <algorithm>
#include <limits>

namespace copyscope {

using units::Dimension;
using units::Number;
using units::quoted;
using units::Scaled;
using units::Unit;

namespace {

constexpr Uint128 int64_max = static_cast<Uint128>(std::numeric_limits<std::int64_t>::max());

std::string message(const std::string& found, const std::string& expected,
                    const std::string& hint) {
  return "found " + found + "; expected " + expected + (hint.empty() ? "" : "; " + hint);
}

/// The unit after the number: its name, and where it stands.
struct Word {
  std::string_view text;
  std::size_t at = 0;
};

Word word_after(std::string_view text, std::size_t number_end) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t", number_end), text.size());
  const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
  return {text.substr(begin, end - begin), begin};
}

void refuse_rest(std::string_view text, std::size_t from, const std::string& expected) {
  const std::size_t at = text.find_first_not_of(" \t", from);
  if (at == std::string_view::npos) return;
  throw QuantityError(at, quoted(text.substr(at)) + " after the quantity", expected, "",
                      text.size() - at);
}

[[noreturn]] void refuse_unit(std::string_view text, Word word, const Unit* unit,
                              Dimension dimension) {
  const std::string expected(what_is_expected(dimension));
  if (unit)
    throw QuantityError(word.at, quoted(text) + ", " + std::string(name_of(unit->dimension)),
                        expected, "", word.text.size());
  if (word.text.empty())
    throw QuantityError(text.size(), quoted(text) + ", a number without a unit", expected);
  throw QuantityError(word.at, "the unknown unit " + quoted(word.text),
                      std::string(unit_names(dimension)), unit_hint(word.text, dimension),
                      word.text.size());
}

/// A number in the smallest unit of its dimension: mantissa × 2^twos × 5^fives.
struct Measured {
  Number number;
  int twos = 0;
  int fives = 0;
};

Measured measure(std::string_view text, Dimension dimension) {
  const std::string expected(what_is_expected(dimension));
  const Number number = units::scan_number(text, expected);
  const Word word = word_after(text, number.end);
  if (word.text.empty() && number.mantissa == 0) return {number};
  const Unit* unit = units::find_unit(word.text);
  if (!unit || unit->dimension != dimension) refuse_unit(text, word, unit, dimension);
  refuse_rest(text, word.at + word.text.size(), expected);
  return {number, number.exponent + unit->twos, number.exponent + unit->fives};
}

[[noreturn]] void refuse_value(std::string_view text, const Number& number, Scaled::Outcome outcome,
                               const std::string& whole, const std::string& most) {
  const std::size_t length = number.end - number.begin;
  if (outcome == Scaled::Outcome::not_whole)
    throw QuantityError(number.begin, quoted(text), whole, "", length);
  throw QuantityTooLarge(number.begin, quoted(text), most, "", length);
}

std::int64_t whole_number(std::string_view text, Dimension dimension, const std::string& whole,
                          const std::string& most) {
  const Measured measured = measure(text, dimension);
  Scaled scaled = units::scale(measured.number.mantissa, measured.twos, measured.fives);
  if (scaled.outcome == Scaled::Outcome::whole && scaled.value > int64_max)
    scaled.outcome = Scaled::Outcome::too_large;
  if (scaled.outcome != Scaled::Outcome::whole)
    refuse_value(text, measured.number, scaled.outcome, whole, most);
  return static_cast<std::int64_t>(scaled.value);
}

} // namespace

QuantityError::QuantityError(std::size_t at_byte, std::string found_text, std::string expected_text,
                             std::string hint_text, std::size_t length_in_bytes)
    : std::runtime_error(message(found_text, expected_text, hint_text)), at(at_byte),
      found(std::move(found_text)), expected(std::move(expected_text)), hint(std::move(hint_text)),
      length(length_in_bytes) {}

Time parse_time(std::string_view text) {
  return Time::from_ps(whole_number(text, Dimension::time, "a whole number of picoseconds",
                                    "a time of at most " + to_string(Time::max())));
}

Bytes parse_bytes(std::string_view text) {
  return Bytes(
      whole_number(text, Dimension::bytes, "a whole number of bytes", "less than 2^63 bytes"));
}

Bandwidth parse_bandwidth(std::string_view text) {
  constexpr int most_decimals = 9;
  const Measured measured = measure(text, Dimension::bandwidth);
  Scaled scaled;
  for (int decimals = 0; decimals <= most_decimals; ++decimals) {
    scaled =
        units::scale(measured.number.mantissa, measured.twos + decimals, measured.fives + decimals);
    if (scaled.outcome == Scaled::Outcome::whole && scaled.value <= int64_max)
      return Bandwidth::from_bits(static_cast<std::int64_t>(scaled.value), decimals);
    if (scaled.outcome != Scaled::Outcome::not_whole) break;
  }
  refuse_value(text, measured.number, scaled.outcome, "at most 9 decimals of a bit a second",
               "less than 2^63 bits a second");
}

Decimal parse_decimal(std::string_view text) {
  constexpr int most_decimals = 27;
  const std::string expected = "a number such as `0.25`";
  const Number number = units::scan_number(text, expected);
  refuse_rest(text, number.end, expected);
  if (number.exponent < -most_decimals)
    throw QuantityError(number.begin, quoted(text), "at most 27 decimals", "",
                        number.end - number.begin);
  if (number.exponent < 0) return {number.mantissa, -number.exponent};
  const Scaled scaled = units::scale(number.mantissa, number.exponent, number.exponent);
  if (scaled.outcome != Scaled::Outcome::whole)
    throw QuantityError(number.begin, quoted(text), "a number of at most 38 digits", "",
                        number.end - number.begin);
  return {scaled.value, 0};
}

} // namespace copyscope
