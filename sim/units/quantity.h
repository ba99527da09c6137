// Quantities as people write them: a number and a unit, read and printed exactly.
//
//   parse_time("1.5 us")  parse_bytes("64 KiB")  parse_bandwidth("10 GB/s")
//   to_string(Time)       "154.4672 us", the exact value in its handiest unit: parsing it returns
//   it brief(Time)           "154.5 us", four digits, for tables and labels
//
// Units: B, kB, MB, GB, TB (powers of 1000), KiB, MiB, GiB, TiB; ps, ns, us (or µs), ms, s; B/s and
// its multiples, bit/s, kbit/s, Mbit/s, Gbit/s; Hz, kHz, MHz, GHz. The number is a decimal without
// sign or with an exponent ("1e3"); the space before the unit is optional; 0 needs no unit.
#pragma once

#include "sim/units/bandwidth.h"
#include "sim/units/bytes.h"
#include "sim/units/time.h"
#include "sim/units/wide.h"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace copyscope {

/// A text is not the quantity that was asked for. `at` and `length` are the offending part in the
/// text, in bytes; what() reads "found …; expected …", and the hint where there is one.
class QuantityError : public std::runtime_error {
public:
  QuantityError(std::size_t at, std::string found, std::string expected, std::string hint = "",
                std::size_t length = 1);

  std::size_t at;
  std::string found;
  std::string expected;
  std::string hint; ///< "did you mean `kB`?"; empty where no unit is near
  std::size_t length;
};

/// It is the quantity that was asked for, and more than fits.
class QuantityTooLarge : public QuantityError {
  using QuantityError::QuantityError;
};

/// Each throws QuantityError: no number, an unknown unit or one of another dimension, a value below
/// zero, one that is not a whole picosecond or byte (nor bits a second with nine decimals), or one
/// that does not fit.
Time parse_time(std::string_view text);
Bytes parse_bytes(std::string_view text);
Bandwidth parse_bandwidth(std::string_view text);

std::string to_string(Time);
std::string to_string(Bytes);
std::string to_string(Bandwidth);

/// Four significant digits; for people, not for reading back.
std::string brief(Time);
std::string brief(Bytes);
std::string brief(Bandwidth);

/// A decimal as written, without rounding: digits / 10^decimals, with no zeros at its end. For the
/// resident fraction.
struct Decimal {
  Uint128 digits = 0;
  int decimals = 0; // 0 to 27

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// Reads "0.25", "1", "2.5e-1"; throws QuantityError. At most 27 decimals.
Decimal parse_decimal(std::string_view text);
std::string to_string(const Decimal&);

} // namespace copyscope
