#include "predict/least_squares.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace copyscope::predict {

namespace {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

constexpr double negligible = 1e-10; ///< beside columns of length 1

void require_fit(const Matrix& rows, const Vector& wanted) {
  if (rows.empty() || rows.size() != wanted.size())
    throw std::invalid_argument("least squares: a number is wanted for each row");
  const auto is_finite = [](double value) { return std::isfinite(value); };
  for (const Vector& row : rows)
    if (row.size() != rows.front().size() || !std::ranges::all_of(row, is_finite))
      throw std::invalid_argument("least squares: rows are equally long, of finite numbers");
  if (!std::ranges::all_of(wanted, is_finite))
    throw std::invalid_argument("least squares: what is wanted is finite");
}

/// The problem with columns of length 1, so that unknowns of different units compare.
struct Scaled {
  Matrix rows;
  Vector lengths; ///< of the columns; 0 where no row depends on the unknown

  explicit Scaled(const Matrix& given) : rows(given), lengths(given.front().size()) {
    for (std::size_t k = 0; k < lengths.size(); ++k) {
      double sum = 0;
      for (const Vector& row : rows)
        sum += row[k] * row[k];
      lengths[k] = std::sqrt(sum);
      for (Vector& row : rows)
        if (lengths[k] > 0) row[k] /= lengths[k];
    }
  }
};

// Solves the square system by elimination with pivoting. An unknown that the others say already
// gets 0.
Vector solve(Matrix left, Vector right) {
  const std::size_t size = right.size();
  Vector pivots(size);
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t best = k;
    for (std::size_t i = k + 1; i < size; ++i)
      if (std::abs(left[i][k]) > std::abs(left[best][k])) best = i;
    std::swap(left[k], left[best]);
    std::swap(right[k], right[best]);
    pivots[k] = left[k][k];
    if (std::abs(pivots[k]) < negligible) continue;
    for (std::size_t i = k + 1; i < size; ++i) {
      const double factor = left[i][k] / pivots[k];
      for (std::size_t j = k; j < size; ++j)
        left[i][j] -= factor * left[k][j];
      right[i] -= factor * right[k];
    }
  }
  Vector solution(size);
  for (std::size_t k = size; k-- > 0;) {
    if (std::abs(pivots[k]) < negligible) continue;
    double rest = right[k];
    for (std::size_t j = k + 1; j < size; ++j)
      rest -= left[k][j] * solution[j];
    solution[k] = rest / pivots[k];
  }
  return solution;
}

/// What is wanted beyond what the solution gives.
Vector residuals(const Matrix& rows, const Vector& wanted, const Vector& solution) {
  Vector rest = wanted;
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t k = 0; k < solution.size(); ++k)
      rest[i] -= rows[i][k] * solution[k];
  return rest;
}

/// How much each unknown would lessen the sum of squares, were it to grow.
Vector gradient(const Matrix& rows, const Vector& rest) {
  Vector gain(rows.front().size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t k = 0; k < gain.size(); ++k)
      gain[k] += rows[i][k] * rest[i];
  return gain;
}

/// Least squares over the free unknowns, whatever their sign; the others are 0.
Vector unbounded(const Matrix& rows, const Vector& wanted, const std::vector<bool>& free) {
  std::vector<std::size_t> which;
  for (std::size_t k = 0; k < free.size(); ++k)
    if (free[k]) which.push_back(k);
  Matrix normal(which.size(), Vector(which.size()));
  Vector right(which.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t a = 0; a < which.size(); ++a) {
      right[a] += rows[i][which[a]] * wanted[i];
      for (std::size_t b = 0; b < which.size(); ++b)
        normal[a][b] += rows[i][which[a]] * rows[i][which[b]];
    }
  const Vector found = solve(std::move(normal), std::move(right));
  Vector solution(free.size());
  for (std::size_t a = 0; a < which.size(); ++a)
    solution[which[a]] = found[a];
  return solution;
}

// Goes from the solution towards the target until the first free unknown would become negative;
// that one is held at 0 from then on. True where the target itself was reached.
bool approach(Vector& solution, const Vector& target, std::vector<bool>& free) {
  double share = 1;
  for (std::size_t k = 0; k < free.size(); ++k)
    if (free[k] && target[k] <= 0) share = std::min(share, solution[k] / (solution[k] - target[k]));
  if (!(share >= 0)) share = 0; // both are 0
  for (std::size_t k = 0; k < free.size(); ++k)
    solution[k] += share * (target[k] - solution[k]);
  bool reached = true;
  for (std::size_t k = 0; k < free.size(); ++k)
    if (free[k] && target[k] <= 0 && solution[k] <= negligible) {
      solution[k] = 0;
      free[k] = false;
      reached = false;
    }
  return reached;
}

} // namespace

Vector non_negative_least_squares(const Matrix& given, const Vector& wanted) {
  require_fit(given, wanted);
  const Scaled scaled(given);
  const std::size_t unknowns = scaled.lengths.size();
  Vector solution(unknowns);
  std::vector<bool> free(unknowns), given_up(unknowns);
  double length = 0;
  for (const double each : wanted)
    length = std::max(length, std::abs(each));

  for (std::size_t round = 0; round < 10 * unknowns + 10; ++round) {
    const Vector gain = gradient(scaled.rows, residuals(scaled.rows, wanted, solution));
    std::size_t best = unknowns;
    for (std::size_t k = 0; k < unknowns; ++k)
      if (!free[k] && !given_up[k] && gain[k] > negligible * length &&
          (best == unknowns || gain[k] > gain[best]))
        best = k;
    if (best == unknowns) break;
    free[best] = true;
    Vector target = unbounded(scaled.rows, wanted, free);
    // Rounding can promise a gain that is none.
    given_up[best] = target[best] <= 0;
    while (!approach(solution, target, free))
      target = unbounded(scaled.rows, wanted, free);
  }
  for (std::size_t k = 0; k < unknowns; ++k)
    solution[k] = scaled.lengths[k] > 0 ? solution[k] / scaled.lengths[k] : 0;
  return solution;
}

} // namespace copyscope::predict
