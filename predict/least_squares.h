// Non-negative least squares: of all x ≥ 0 the one for which rows × x is nearest to what is wanted,
// in the sum of squares. Costs of a machine are fitted with it: none of them is negative.
//
// The active-set method of C. L. Lawson and R. J. Hanson, *Solving Least Squares Problems* (1974),
// chapter 23, for a few dozen rows of a few unknowns.
#pragma once

#include <vector>

namespace copyscope::predict {

/// `rows` has one row for each number in `wanted`, all equally long; at least one. Unknowns that no
/// row depends on are 0. Throws std::invalid_argument where the sizes do not fit or a number is not
/// finite.
std::vector<double> non_negative_least_squares(const std::vector<std::vector<double>>& rows,
                                               const std::vector<double>& wanted);

} // namespace copyscope::predict
