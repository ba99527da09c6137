#include "sim/analysis/crossover.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace copyscope::analysis {

namespace {

enum class Standing { pays, ties, loses };

/// Two points of one size.
struct Meeting {
  SendCostPoint method, against;

  Standing standing() const {
    if (method.high_ps < against.low_ps) return Standing::pays;
    return method.low_ps > against.high_ps ? Standing::loses : Standing::ties;
  }
  double saved() const { return static_cast<double>(against.ps - method.ps); }
};

std::vector<Meeting> meetings_of(const std::vector<SendCostPoint>& method,
                                 const std::vector<SendCostPoint>& against) {
  std::vector<Meeting> meetings;
  for (const SendCostPoint& each : method) {
    const auto other = std::ranges::find(against, each.chunk, &SendCostPoint::chunk);
    if (other != against.end()) meetings.push_back({each, *other});
  }
  return meetings;
}

// Between a size at which it does not pay and the next, at which it does: where the two lines
// cross, on a logarithmic scale of sizes. Where they do not, it was a tie, and the second size it
// is.
double crossing_between(const Meeting& before, const Meeting& after) {
  const double end = static_cast<double>(after.method.chunk);
  if (before.saved() >= 0) return end;
  const double share = before.saved() / (before.saved() - after.saved());
  const double begin = static_cast<double>(before.method.chunk);
  return begin * std::pow(end / begin, share);
}

/// Of meetings [0, end[: the runs in which it pays.
std::vector<PayingIsland> islands_of(const std::vector<Meeting>& meetings, std::size_t end) {
  std::vector<PayingIsland> islands;
  bool inside = false;
  for (std::size_t i = 0; i < end; ++i) {
    const bool pays = meetings[i].standing() == Standing::pays;
    if (pays && !inside) islands.push_back({meetings[i].method.chunk, 0});
    if (pays) islands.back().to = meetings[i].method.chunk;
    inside = pays;
  }
  return islands;
}

/// What is predicted has no chance in it: the curve decides, whatever its band.
std::vector<SendCostPoint> without_band(std::vector<SendCostPoint> points) {
  for (SendCostPoint& each : points)
    each.low_ps = each.high_ps = each.ps;
  return points;
}

// A mapping is compared as it is counted on the other side; what maps nothing is in both.
bool goes_with(const SendCurve& curve, const SendCurve& against) {
  return curve.from == SentFrom::file || against.from == SentFrom::file ||
         curve.from == against.from;
}

} // namespace

std::string_view name_of(SentFrom from) {
  constexpr std::array<std::string_view, 4> names{"file", "mapped-once", "mapped-each-time",
                                                  "private-buffer"};
  return names[static_cast<std::size_t>(from)];
}

std::string_view name_of(Over over) {
  return over == Over::chunk ? "chunk" : "file-size";
}

Payoff payoff_of(const std::vector<SendCostPoint>& method,
                 const std::vector<SendCostPoint>& against) {
  const std::vector<Meeting> meetings = meetings_of(method, against);
  Payoff payoff;
  std::size_t first = meetings.size(); // from which on it always pays
  while (first > 0 && meetings[first - 1].standing() == Standing::pays)
    --first;
  for (const Meeting& each : meetings)
    if (each.standing() == Standing::ties) payoff.ties.push_back(each.method.chunk);
  payoff.everywhere = first == 0 && !meetings.empty();
  payoff.islands = islands_of(meetings, first);
  if (first == meetings.size()) return payoff;
  payoff.from_bytes = first == 0 ? static_cast<double>(meetings[0].method.chunk)
                                 : crossing_between(meetings[first - 1], meetings[first]);
  return payoff;
}

std::vector<Crossing> crossings_of(const std::vector<SendCurve>& curves,
                                   const std::string& against) {
  std::vector<Crossing> crossings;
  for (std::size_t other = 0; other < curves.size(); ++other) {
    if (curves[other].method != against) continue;
    for (std::size_t i = 0; i < curves.size(); ++i) {
      const SendCurve &curve = curves[i], &reference = curves[other];
      if (curve.method == against || curve.scatter_gather != reference.scatter_gather ||
          !goes_with(curve, reference) || curve.measured.empty() || reference.measured.empty())
        continue;
      Crossing crossing{i, other, payoff_of(curve.measured, reference.measured), {}};
      if (!curve.predicted.empty() && !reference.predicted.empty())
        crossing.predicted =
            payoff_of(without_band(curve.predicted), without_band(reference.predicted));
      crossings.push_back(std::move(crossing));
    }
  }
  return crossings;
}

std::optional<double> prediction_error(const SendCurve& curve,
                                       const std::vector<std::int64_t>& left_out) {
  double sum = 0;
  int met = 0;
  for (const Meeting& each : meetings_of(curve.predicted, curve.measured)) {
    if (std::ranges::find(left_out, each.method.chunk) != left_out.end()) continue;
    sum += std::abs(static_cast<double>(each.method.ps) / static_cast<double>(each.against.ps) - 1);
    ++met;
  }
  if (met == 0) return std::nullopt;
  return sum / met;
}

std::optional<double> mean_prediction_error(const Crossover& crossover) {
  double sum = 0;
  int count = 0;
  for (const SendCurve& each : crossover.curves) {
    if (!each.prediction_error) continue;
    sum += *each.prediction_error;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

} // namespace copyscope::analysis
