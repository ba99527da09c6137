// From quantities to text: exact for files, four digits and µ for people.
//
// Which unit is handiest: for times the largest that leaves at least 1; for bytes and bandwidths
// the one that takes the fewest characters, so that 65536 B is 64 KiB and 320,000,000 B is 320 MB.
#include "sim/units/people.h"

#include "sim/units/number.h"
#include "sim/units/unit.h"

#include <algorithm>
#include <optional>

namespace copyscope {

using units::decimal_text;
using units::Dimension;
using units::Unit;

namespace {

/// An exact value, digits / 10^decimals, of some unit.
struct Value {
  Uint128 digits = 0;
  int decimals = 0;
};

/// A way to write a value: a number and its unit.
struct Form {
  std::string number;
  std::string_view unit;

  std::string text() const { return number + " " + std::string(unit); }
  /// Digits from the first to the last that is not zero: 2 for "0.0250" and for "2500".
  int significant() const {
    std::string digits = number;
    std::erase(digits, '.');
    const std::size_t first = digits.find_first_not_of('0');
    if (first == std::string::npos) return 1;
    return static_cast<int>(digits.find_last_not_of('0') - first) + 1;
  }
};

bool is_binary(const Unit& unit) {
  return unit.name.find('i') == 1;
}
bool in_bits(const Unit& unit) {
  return unit.name.find("bit") != std::string_view::npos;
}

/// The value in a unit, where it is 1 or more there. Units of 1024 only where they come out whole
/// or within three decimals: "1.5 KiB", never "0.9765625 KiB".
std::optional<Form> form_in(const Unit& unit, Value value) {
  Uint128 digits = value.digits;
  int decimals = value.decimals;
  // Divides by 10^fives and then by 2^k = 10^k / 5^k: each costs decimals and stays exact.
  decimals += unit.fives;
  for (int k = unit.twos - unit.fives; k > 0; --k) {
    if (digits % 2 == 0) {
      digits /= 2;
    } else {
      if (is_binary(unit) && decimals - unit.fives >= 3) return std::nullopt;
      if (__builtin_mul_overflow(digits, Uint128{5}, &digits)) return std::nullopt;
      ++decimals;
    }
  }
  Form form{decimal_text(digits, decimals), unit.name};
  if (form.number[0] == '0') return std::nullopt;
  return form;
}

/// Fewest characters; where equal, the larger unit.
std::optional<Form> shortest(Dimension dimension, Value value, bool (*wanted)(const Unit&)) {
  std::optional<Form> best;
  for (const Unit& unit : units::all_units()) {
    if (unit.dimension != dimension || !wanted(unit)) continue;
    const std::optional<Form> form = form_in(unit, value);
    if (form && (!best || form->number.size() <= best->number.size())) best = form;
  }
  return best;
}

/// 10^decimals times the unit: what a value's digits are divided by to be in the unit.
Uint128 divisor_of(const Unit& unit, int decimals) {
  Uint128 divisor = 1;
  for (int i = 0; i < unit.fives; ++i)
    divisor *= 5;
  for (int i = 0; i < unit.twos; ++i)
    divisor *= 2;
  for (int i = 0; i < decimals; ++i)
    divisor *= 10;
  return divisor; // TB/s and nine decimals: below 10^22
}

/// The largest unit that leaves at least 1, or the smallest.
const Unit& largest_unit(Dimension dimension, Value value, bool (*wanted)(const Unit&)) {
  const Unit* best = &units::all_units().front();
  bool found = false;
  for (const Unit& unit : units::all_units()) {
    if (unit.dimension != dimension || !wanted(unit)) continue;
    if (!found || value.digits >= divisor_of(unit, value.decimals)) best = &unit;
    found = true;
  }
  return *best;
}

bool is_ascii_time(const Unit& unit) {
  return static_cast<unsigned char>(unit.name[0]) < 0x80;
}
/// What people write, with the micro sign: neither "us" nor the Greek letter.
bool is_written_time(const Unit& unit) {
  return unit.name != "us" && unit.name != "\xCE\xBCs";
}
bool is_decimal_bytes(const Unit& unit) {
  return !is_binary(unit) && !in_bits(unit);
}
bool is_memory_bytes(const Unit& unit) {
  return is_binary(unit) || unit.name == "B";
}

Form exact_form(Time time) {
  const Value value{static_cast<Uint128>(time.ps())};
  if (value.digits == 0) return {"0", "s"};
  return *form_in(largest_unit(Dimension::time, value, is_ascii_time), value);
}

Form exact_form(Bytes bytes) {
  if (bytes == Bytes(0)) return {"0", "B"};
  const std::string plain = std::to_string(bytes.count());
  const Form form = *shortest(Dimension::bytes, {static_cast<Uint128>(bytes.count())},
                              [](const Unit&) { return true; });
  // A packet of 1460 B is not called 1.46 kB.
  const bool small_and_uneven = plain.size() <= 4 && form.number.find('.') != std::string::npos;
  return small_and_uneven ? Form{plain, "B"} : form;
}

int decimals_of(Bandwidth rate) {
  int decimals = 0;
  for (std::int64_t divisor = rate.divisor(); divisor > 1; divisor /= 10)
    ++decimals;
  return decimals;
}

/// Bytes a second, unless that takes two digits more than bits a second: 2.5 GB/s, but 10 Gbit/s.
Form exact_form(Bandwidth rate) {
  const Value value{static_cast<Uint128>(rate.bits()), decimals_of(rate)};
  if (value.digits == 0) return {"0", "B/s"};
  const auto bytes =
      shortest(Dimension::bandwidth, value, [](const Unit& unit) { return !in_bits(unit); });
  const auto bits = shortest(Dimension::bandwidth, value, in_bits);
  if (bytes && (!bits || bytes->significant() <= bits->significant() + 1)) return *bytes;
  if (bits) return *bits;
  return {decimal_text(value.digits, value.decimals), "bit/s"}; // less than one bit a second
}

/// The value in the unit, rounded to four significant digits, halves up. What rounds up to 1000 of
/// the unit is left to the caller.
struct Rounded {
  std::string number;
  bool is_thousand = false;
};

Rounded four_digits(const Unit& unit, Value value) {
  const Uint128 divisor = divisor_of(unit, value.decimals);
  int decimals = 3;
  for (Uint128 whole = value.digits / divisor; whole >= 10 && decimals > 0; whole /= 10)
    --decimals;
  Uint128 factor = 1;
  for (int i = 0; i < decimals; ++i)
    factor *= 10;
  const Uint128 whole = value.digits / divisor, rest = value.digits % divisor;
  const Uint128 rounded = whole * factor + (rest * factor * 2 + divisor) / (divisor * 2);
  return {decimal_text(rounded, decimals), rounded == 1000 * factor};
}

std::string brief_in(Dimension dimension, Value value, bool (*wanted)(const Unit&)) {
  const Unit* unit = &largest_unit(dimension, value, wanted);
  Rounded rounded = four_digits(*unit, value);
  if (rounded.is_thousand) { // 999.96 us are 1 ms
    for (const Unit& larger : units::all_units()) {
      if (larger.dimension != dimension || !wanted(larger) || larger.fives != unit->fives + 3)
        continue;
      return "1 " + std::string(larger.name);
    }
  }
  return rounded.number + " " + std::string(unit->name);
}

bool is_short(const Form& form) {
  return form.significant() <= 4 && form.number.size() <= 5;
}

} // namespace

std::string to_string(Time time) {
  if (time < Time()) {
    // The most negative one has no positive counterpart.
    if (time == Time::from_ps(std::numeric_limits<std::int64_t>::min()))
      return "-9223372.036854775808 s";
    return "-" + to_string(Time() - time);
  }
  return exact_form(time).text();
}

std::string to_string(Bytes bytes) {
  if (bytes < Bytes(0)) return std::to_string(bytes.count()) + " B";
  return exact_form(bytes).text();
}

std::string to_string(Bandwidth rate) {
  return exact_form(rate).text();
}

std::string to_string(const Decimal& decimal) {
  return decimal_text(decimal.digits, decimal.decimals);
}

std::string brief(Time time) {
  if (time < Time()) {
    if (time == Time::from_ps(std::numeric_limits<std::int64_t>::min())) return "-9223372 s";
    return "-" + brief(Time() - time);
  }
  if (time == Time()) return to_string(time);
  return brief_in(Dimension::time, {static_cast<Uint128>(time.ps())}, is_written_time);
}

std::string brief(Bytes bytes) {
  if (bytes <= Bytes(0)) return to_string(bytes);
  const Form exact = exact_form(bytes);
  if (is_short(exact)) return exact.unit == "B" ? grouped(bytes.count()) + " B" : exact.text();
  // Whole pages are counted as memory is, anything else as disks and networks are.
  const bool pages = bytes.count() % 4096 == 0;
  return brief_in(Dimension::bytes, {static_cast<Uint128>(bytes.count())},
                  pages ? is_memory_bytes : is_decimal_bytes);
}

std::string brief(Bytes bytes, Bytes beside) {
  if (bytes <= Bytes(0)) return to_string(bytes);
  const std::string other = brief(beside);
  const bool in_memory = other.ends_with("iB");
  if (!in_memory && (other.ends_with(" B") || beside <= Bytes(0))) return brief(bytes);
  const std::string text = brief_in(Dimension::bytes, {static_cast<Uint128>(bytes.count())},
                                    in_memory ? is_memory_bytes : is_decimal_bytes);
  return text.ends_with(" B") ? grouped(bytes.count()) + " B" : text;
}

std::string spelled(Time time) {
  return with_micro(to_string(time));
}

std::string with_micro(std::string quantity) {
  if (quantity.ends_with(" us")) quantity.replace(quantity.size() - 2, 2, "\xC2\xB5s");
  return quantity;
}

std::string grouped(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = count < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string brief(Bandwidth rate) {
  if (rate.is_zero()) return to_string(rate);
  const Form exact = exact_form(rate);
  if (is_short(exact)) return exact.text();
  return brief_in(Dimension::bandwidth, {static_cast<Uint128>(rate.bits()), decimals_of(rate)},
                  is_decimal_bytes);
}

} // namespace copyscope
