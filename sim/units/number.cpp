// Reading a decimal number digit by digit into 128 bits, and scaling it by powers of 2 and 5.
#include "sim/units/number.h"

#include "sim/units/excerpt.h"
#include "sim/units/quantity.h"

#include <algorithm>

namespace copyscope::units {

namespace {

// Exponents beyond this give the same answer: too large, or not whole.
constexpr int exponent_limit = 100'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool multiply(Uint128& value, unsigned factor) {
  return !__builtin_mul_overflow(value, Uint128{factor}, &value);
}

/// Digits in a row, from `at` on.
std::string_view digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end]))
    ++end;
  return text.substr(at, end - at);
}

/// Zeros are held back until a digit follows, so "1.50000…" and "100000…" of any length fit.
class Digits {
public:
  void add(std::string_view digits, bool after_point) {
    for (char c : digits) {
      if (after_point) --exponent_;
      if (c == '0') {
        ++zeros_;
        continue;
      }
      for (; zeros_ > 0; --zeros_)
        append(0);
      append(static_cast<unsigned>(c - '0'));
    }
  }

  bool fits() const { return fits_; }
  Uint128 mantissa() const { return mantissa_; }
  int exponent() const { return exponent_ + zeros_; }

private:
  void append(unsigned digit) {
    if (!fits_ || (mantissa_ == 0 && digit == 0)) return;
    fits_ = multiply(mantissa_, 10) && !__builtin_add_overflow(mantissa_, digit, &mantissa_);
  }

  Uint128 mantissa_ = 0;
  int exponent_ = 0;
  int zeros_ = 0;
  bool fits_ = true;
};

/// The exponent at `at` ("e3", "E-2"), or nothing where an "e" begins something else.
struct Exponent {
  int value = 0;
  std::size_t length = 0;
};

Exponent scan_exponent(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return {};
  std::size_t digits_begin = at + 1;
  bool negative = false;
  if (digits_begin < text.size() && (text[digits_begin] == '-' || text[digits_begin] == '+'))
    negative = text[digits_begin++] == '-';
  const std::string_view digits = digits_at(text, digits_begin);
  if (digits.empty()) return {};
  int value = 0;
  for (char c : digits)
    value = std::min(value * 10 + (c - '0'), exponent_limit);
  return {negative ? -value : value, digits_begin + digits.size() - at};
}

[[noreturn]] void refuse_start(std::string_view text, std::size_t at, const std::string& expected) {
  if (at == text.size()) throw QuantityError(at, "nothing", expected);
  if (text[at] == '-')
    throw QuantityError(at, quoted(text.substr(at)) + ", less than zero", expected);
  throw QuantityError(at, quoted(text.substr(at)), expected);
}

} // namespace

Number scan_number(std::string_view text, const std::string& expected) {
  Number number;
  number.begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::string_view whole = digits_at(text, number.begin);
  std::size_t at = number.begin + whole.size();
  std::string_view fraction;
  if (at < text.size() && text[at] == '.') fraction = digits_at(text, at + 1);
  if (whole.empty() && fraction.empty()) refuse_start(text, number.begin, expected);
  if (!fraction.empty()) at += 1 + fraction.size();

  // Texts are far shorter than 2^31 digits in all honesty; a longer one is cut off here.
  if (at - number.begin > 10'000)
    throw QuantityError(number.begin, "a number of more than 10,000 characters", expected);
  Digits digits;
  digits.add(whole, false);
  digits.add(fraction, true);
  const Exponent exponent = scan_exponent(text, at);
  number.end = at + exponent.length;
  if (!digits.fits())
    throw QuantityError(number.begin, quoted(text.substr(0, number.end)),
                        "a number of at most 38 digits", "", number.end - number.begin);
  number.mantissa = digits.mantissa();
  if (number.mantissa != 0) number.exponent = digits.exponent() + exponent.value;
  return number;
}

Scaled scale(Uint128 value, int twos, int fives) {
  if (value == 0) return {};
  for (; fives < 0; ++fives) {
    if (value % 5 != 0) return {Scaled::Outcome::not_whole};
    value /= 5;
  }
  for (; twos < 0; ++twos) {
    if (value % 2 != 0) return {Scaled::Outcome::not_whole};
    value /= 2;
  }
  for (; fives > 0; --fives)
    if (!multiply(value, 5)) return {Scaled::Outcome::too_large};
  for (; twos > 0; --twos)
    if (!multiply(value, 2)) return {Scaled::Outcome::too_large};
  return {Scaled::Outcome::whole, value};
}

std::string decimal_text(Uint128 digits, int decimals) {
  for (; decimals > 0 && digits % 10 == 0; --decimals)
    digits /= 10;
  std::string reversed;
  for (int i = 0; digits != 0 || i <= decimals; ++i) {
    if (i == decimals && i > 0) reversed += '.';
    reversed += static_cast<char>('0' + static_cast<int>(digits % 10));
    digits /= 10;
  }
  return {reversed.rbegin(), reversed.rend()};
}

} // namespace copyscope::units
