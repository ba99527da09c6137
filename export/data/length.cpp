#include "export/data/length.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace copyscope::exports {

namespace {

struct Unit {
  std::string_view name;
  double points;
};
constexpr std::array units = {Unit{"cm", 72 / 2.54}, Unit{"mm", 7.2 / 2.54}, Unit{"in", 72},
                              Unit{"pt", 1},         Unit{"px", 0.75},       Unit{"", 0.75}};
constexpr double shortest = 72 / 25.4, longest = 5000 * shortest;

/// A number and what is written behind it.
struct Written {
  double number = 0;
  std::string_view unit;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::optional<Written> written_in(std::string_view text) {
  text = trimmed(text);
  Written written;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), written.number,
                                            std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  written.unit = trimmed({end, text.data() + text.size()});
  return written;
}

} // namespace

std::optional<Length> length_in(std::string_view text) {
  const std::optional<Written> written = written_in(text);
  if (!written) return std::nullopt;
  const auto unit = std::ranges::find(units, written->unit, &Unit::name);
  if (unit == units.end()) return std::nullopt;
  const Length length{written->number * unit->points,
                      written->unit == "px" || written->unit.empty()};
  const bool is_usual = length.points >= shortest && length.points <= longest;
  return is_usual ? std::optional(length) : std::nullopt;
}

std::optional<TypeSize> type_size_in(std::string_view text) {
  using In = TypeSize::Unit;
  const std::optional<Written> written = written_in(text);
  if (!written || !(written->unit.empty() || written->unit == "pt" || written->unit == "px"))
    return std::nullopt;
  const TypeSize type{written->number, written->unit.empty()   ? In::unsaid
                                       : written->unit == "pt" ? In::points
                                                               : In::pixels};
  const double least = type.unit == In::pixels ? least_type_pixels : least_type_points;
  const double most = type.unit == In::points ? most_type_points : most_type_pixels;
  return type.size >= least && type.size <= most ? std::optional(type) : std::nullopt;
}

} // namespace copyscope::exports
