#include "sim/analysis/expectations.h"

#include "sim/analysis/figures.h"
#include "sim/analysis/ratios.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::analysis {

namespace {

using scenario::Expectation;
using scenario::FigureType;
using Relation = scenario::Expectation::Relation;

bool fits(Relation relation, std::strong_ordering order) {
  switch (relation) {
  case Relation::less:
    return order < 0;
  case Relation::at_most:
    return order <= 0;
  case Relation::equal:
    return order == 0;
  case Relation::at_least:
    return order >= 0;
  case Relation::greater:
    return order > 0;
  }
  return false;
}

FigureType type_of(std::string_view path) {
  if (const CountedFigure* counted = find_counted_figure(path)) return counted->type;
  const auto found = std::ranges::find(figures(), path, &scenario::Figure::path);
  return found == figures().end() ? FigureType::count : found->type;
}

/// The expected value of a quotient, in the unit of the results: bytes a second, or a plain number.
Fraction expected_ratio(const Expectation& expected) {
  if (const auto* rate = std::get_if<Bandwidth>(&expected.value))
    return {static_cast<Uint128>(rate->bits()), static_cast<Uint128>(rate->divisor()) * 8};
  if (const auto* decimal = std::get_if<Decimal>(&expected.value)) {
    Fraction result{decimal->digits, 1};
    for (int i = 0; i < decimal->decimals; ++i)
      result.denominator *= 10;
    return result;
  }
  return {static_cast<Uint128>(std::get<std::int64_t>(expected.value)), 1};
}

std::string printed(FigureType type, std::int64_t value) {
  if (type == FigureType::time) return spelled(Time::from_ps(value));
  if (type == FigureType::bytes) return to_string(Bytes(value));
  return fmt::format("{}", value);
}

Verdict judge_ratio(Verdict verdict, std::optional<Fraction> ratio, std::string actual) {
  if (!ratio) return verdict;
  verdict.actual = std::move(actual);
  verdict.holds =
      fits(verdict.expected.relation, compare(*ratio, expected_ratio(verdict.expected)));
  return verdict;
}

Verdict judge(const scenario::Case& which, const Expectation& expected, const Result& result) {
  Verdict verdict{which.id, expected, "unknown", false};
  const FigureType type = type_of(expected.figure);
  if (type == FigureType::throughput)
    return judge_ratio(verdict, throughput_of(result),
                       fmt::format("{:.1f} B/s", result.throughput().value_or(0)));
  if (type == FigureType::fraction) {
    const auto ratio = utilization_of(result);
    return judge_ratio(verdict, ratio,
                       ratio ? fmt::format("{:.6g}", rounded(*ratio, 1'000'000)) : std::string());
  }
  const Count actual = figure(result, expected.figure);
  if (!actual) return verdict;
  verdict.actual = printed(type, *actual);
  verdict.holds = fits(expected.relation, *actual <=> std::get<std::int64_t>(expected.value));
  return verdict;
}

} // namespace

std::vector<Verdict> check(const scenario::Case& which, const Result& result) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(which.expect.size());
  for (const Expectation& expected : which.expect)
    verdicts.push_back(judge(which, expected, result));
  return verdicts;
}

} // namespace copyscope::analysis
