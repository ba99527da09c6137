#include "sim/units/nearest.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace copyscope::units {

namespace {

// Longer ones are no slips of the pen; it also keeps the table of distances small.
constexpr std::size_t longest_name = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

int edit_distance(std::string_view a, std::string_view b, int limit) {
  const int m = static_cast<int>(a.size()), n = static_cast<int>(b.size());
  if (std::abs(m - n) > limit) return limit + 1;
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t j = 0; j <= b.size(); ++j)
    cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    cost[i][0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min(
          {cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return std::min(cost[a.size()][b.size()], limit + 1);
}

std::string_view nearest(std::string_view wrong, std::span<const std::string_view> names) {
  if (wrong.empty() || wrong.size() > longest_name) return {};
  for (std::string_view name : names)
    if (equal_but_for_case(wrong, name)) return name;
  std::string_view best;
  int limit = std::max(1, static_cast<int>(wrong.size()) / 3);
  for (std::string_view name : names) {
    // A name of two letters is near to every other one: say nothing.
    if (static_cast<int>(name.size()) <= limit + 1) continue;
    const int distance = edit_distance(wrong, name, limit);
    if (distance > limit) continue;
    best = name;
    limit = distance - 1;
    if (limit < 0) break;
  }
  return best;
}

} // namespace copyscope::units
