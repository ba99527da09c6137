// The right name that is nearest to a wrong one, for "did you mean".
#pragma once

#include <span>
#include <string_view>

namespace copyscope::units {

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other, in
/// bytes; or `limit` + 1 where it takes more than `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

/// The name that differs in case only, else the one at the smallest distance (the first of several)
/// of at most a third of the wrong name's length, but 1 at least; empty where none is that near.
std::string_view nearest(std::string_view wrong, std::span<const std::string_view> names);

} // namespace copyscope::units
