// The table of units, and what people write instead of them.
#include "sim/units/unit.h"

#include "sim/units/nearest.h"

#include <algorithm>
#include <array>
#include <vector>

namespace copyscope::units {

namespace {

constexpr Unit tens(std::string_view name, Dimension dimension, int power, int twos = 0) {
  return {name, dimension, power + twos, power};
}

constexpr std::array table = {
    tens("ps", Dimension::time, 0),
    tens("ns", Dimension::time, 3),
    tens("us", Dimension::time, 6),
    tens("\xC2\xB5s", Dimension::time, 6), // the micro sign
    tens("\xCE\xBCs", Dimension::time, 6), // the Greek letter mu
    tens("ms", Dimension::time, 9),
    tens("s", Dimension::time, 12),
    tens("B", Dimension::bytes, 0),
    tens("kB", Dimension::bytes, 3),
    Unit{"KiB", Dimension::bytes, 10, 0},
    tens("MB", Dimension::bytes, 6),
    Unit{"MiB", Dimension::bytes, 20, 0},
    tens("GB", Dimension::bytes, 9),
    Unit{"GiB", Dimension::bytes, 30, 0},
    tens("TB", Dimension::bytes, 12),
    Unit{"TiB", Dimension::bytes, 40, 0},
    tens("bit/s", Dimension::bandwidth, 0),
    tens("B/s", Dimension::bandwidth, 0, 3),
    tens("kbit/s", Dimension::bandwidth, 3),
    tens("kB/s", Dimension::bandwidth, 3, 3),
    Unit{"KiB/s", Dimension::bandwidth, 13, 0},
    tens("Mbit/s", Dimension::bandwidth, 6),
    tens("MB/s", Dimension::bandwidth, 6, 3),
    Unit{"MiB/s", Dimension::bandwidth, 23, 0},
    tens("Gbit/s", Dimension::bandwidth, 9),
    tens("GB/s", Dimension::bandwidth, 9, 3),
    Unit{"GiB/s", Dimension::bandwidth, 33, 0},
    tens("Tbit/s", Dimension::bandwidth, 12),
    tens("TB/s", Dimension::bandwidth, 12, 3),
    Unit{"TiB/s", Dimension::bandwidth, 43, 0},
    tens("Hz", Dimension::frequency, 0),
    tens("kHz", Dimension::frequency, 3),
    tens("MHz", Dimension::frequency, 6),
    tens("GHz", Dimension::frequency, 9),
};

struct Slip {
  Dimension dimension;
  std::string_view wrong; ///< in lower case
  std::string_view meant; ///< between backquotes, as it stands in the question
};

constexpr std::array slips = {
    Slip{Dimension::time, "sec", "`s`"},
    Slip{Dimension::time, "secs", "`s`"},
    Slip{Dimension::time, "second", "`s`"},
    Slip{Dimension::time, "seconds", "`s`"},
    Slip{Dimension::time, "msec", "`ms`"},
    Slip{Dimension::time, "usec", "`us`"},
    Slip{Dimension::time, "nsec", "`ns`"},
    Slip{Dimension::time, "u", "`us`"},
    Slip{Dimension::bytes, "byte", "`B`"},
    Slip{Dimension::bytes, "bytes", "`B`"},
    Slip{Dimension::bytes, "k", "`KiB` (1024 bytes) or `kB` (1000 bytes)"},
    Slip{Dimension::bytes, "m", "`MiB` (2^20 bytes) or `MB` (10^6 bytes)"},
    Slip{Dimension::bytes, "g", "`GiB` (2^30 bytes) or `GB` (10^9 bytes)"},
    Slip{Dimension::bytes, "t", "`TiB` (2^40 bytes) or `TB` (10^12 bytes)"},
    Slip{Dimension::bytes, "ki", "`KiB`"},
    Slip{Dimension::bytes, "mi", "`MiB`"},
    Slip{Dimension::bytes, "gi", "`GiB`"},
    Slip{Dimension::bytes, "ti", "`TiB`"},
    Slip{Dimension::bandwidth, "bps", "`bit/s`"},
    Slip{Dimension::bandwidth, "kbps", "`kbit/s`"},
    Slip{Dimension::bandwidth, "mbps", "`Mbit/s`"},
    Slip{Dimension::bandwidth, "gbps", "`Gbit/s`"},
    Slip{Dimension::bandwidth, "tbps", "`Tbit/s`"},
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

} // namespace

std::span<const Unit> all_units() {
  return table;
}

const Unit* find_unit(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Unit& unit) { return unit.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view name_of(Dimension dimension) {
  switch (dimension) {
  case Dimension::time:
    return "a time";
  case Dimension::bytes:
    return "a number of bytes";
  case Dimension::bandwidth:
    return "a bandwidth";
  case Dimension::frequency:
    return "a frequency";
  }
  return "";
}

std::string_view unit_names(Dimension dimension) {
  switch (dimension) {
  case Dimension::time:
    return "ps, ns, us, ms or s";
  case Dimension::bytes:
    return "B, kB, MB, GB, TB, KiB, MiB, GiB or TiB";
  case Dimension::bandwidth:
    return "B/s, kB/s … TB/s, KiB/s … TiB/s, bit/s, kbit/s … Tbit/s";
  case Dimension::frequency:
    return "Hz, kHz, MHz or GHz";
  }
  return "";
}

std::string_view what_is_expected(Dimension dimension) {
  switch (dimension) {
  case Dimension::time:
    return "a time such as `100 ns`";
  case Dimension::bytes:
    return "a number of bytes such as `64 KiB`";
  case Dimension::bandwidth:
    return "a bandwidth such as `10 GB/s`";
  case Dimension::frequency:
    return "a frequency such as `3 GHz`";
  }
  return "";
}

std::string unit_hint(std::string_view wrong, Dimension dimension) {
  const std::string lowered = lower(wrong);
  for (const Slip& slip : slips)
    if (slip.dimension == dimension && slip.wrong == lowered)
      return "did you mean " + std::string(slip.meant) + "?";
  std::vector<std::string_view> names;
  for (const Unit& unit : table)
    if (unit.dimension == dimension) names.push_back(unit.name);
  const std::string_view near = nearest(wrong, names);
  return near.empty() ? "" : "did you mean `" + std::string(near) + "`?";
}

} // namespace copyscope::units
