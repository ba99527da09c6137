#include "export/length.h"

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

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

} // namespace

std::optional<Length> length_in(std::string_view text) {
  text = trimmed(text);
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  const std::string_view name = trimmed({end, text.data() + text.size()});
  const auto unit = std::ranges::find(units, name, &Unit::name);
  if (unit == units.end()) return std::nullopt;
  const Length length{number * unit->points, name == "px" || name.empty()};
  const bool is_usual = length.points >= shortest && length.points <= longest;
  return is_usual ? std::optional(length) : std::nullopt;
}

} // namespace copyscope::exports
