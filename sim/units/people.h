// Quantities as pictures and tables tell them to people; quantity.h has what files hold.
//
//   brief(Bytes(63'540), Bytes(65'536))  "62.05 KiB": told in powers of 1024, as the 64 KiB beside
//   it spelled(Time)                        "154.4672 µs": exact, with the sign that people write
#pragma once

#include "sim/units/quantity.h"

#include <string>

namespace copyscope {

/// Four digits, in the family of units (powers of 1000 or of 1024) that brief(beside) is told in,
/// so that numbers that stand together can be compared.
std::string brief(Bytes bytes, Bytes beside);

/// The exact value, as to_string() has it, but with µ instead of u.
std::string spelled(Time time);

/// A text that ends in a quantity of to_string(), with µ instead of u.
std::string with_micro(std::string quantity);

/// A count as people read it: "999", "1,000", "-1,907,350".
std::string grouped(std::int64_t count);

} // namespace copyscope
