// The crossover as JSON: what `crossover --json` prints.
#include "sim/analysis/crossover.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {

namespace {

using CrossoverJson = nlohmann::ordered_json;

CrossoverJson point_json(const SendCostPoint& point) {
  return {{"chunk", point.chunk},
          {"cpu_ps_per_send", point.ps},
          {"cpu_ps_per_send_low", point.low_ps},
          {"cpu_ps_per_send_high", point.high_ps}};
}

CrossoverJson points_json(const std::vector<SendCostPoint>& points) {
  CrossoverJson all = CrossoverJson::array();
  for (const SendCostPoint& each : points)
    all.push_back(point_json(each));
  return all;
}

CrossoverJson curve_json(const SendCurve& curve) {
  return {{"method", curve.method},
          {"sent_from", name_of(curve.from)},
          {"scatter_gather", curve.scatter_gather},
          {"status", curve.unavailable.empty() ? "ok" : "unavailable"},
          {"reason", curve.unavailable},
          {"measured", points_json(curve.measured)},
          {"predicted", points_json(curve.predicted)},
          {"prediction_error",
           curve.prediction_error ? CrossoverJson(*curve.prediction_error) : CrossoverJson()}};
}

CrossoverJson payoff_json(const Payoff& payoff) {
  CrossoverJson islands = CrossoverJson::array();
  for (const PayingIsland& each : payoff.islands)
    islands.push_back({{"from", each.from}, {"to", each.to}});
  return {{"always_from_bytes",
           payoff.from_bytes ? CrossoverJson(std::llround(*payoff.from_bytes)) : CrossoverJson()},
          {"everywhere", payoff.everywhere},
          {"islands", std::move(islands)},
          {"ties", payoff.ties}};
}

} // namespace

CrossoverJson to_json(const Crossover& crossover) {
  CrossoverJson curves = CrossoverJson::array(), crossings = CrossoverJson::array();
  for (const SendCurve& each : crossover.curves)
    curves.push_back(curve_json(each));
  for (const Crossing& each : crossover.crossings) {
    const SendCurve &curve = crossover.curves[each.method],
                    &against = crossover.curves[each.against];
    crossings.push_back(
        {{"method", curve.method},
         {"sent_from", name_of(curve.from)},
         {"against", against.method},
         {"against_sent_from", name_of(against.from)},
         {"scatter_gather", curve.scatter_gather},
         {"measured", payoff_json(each.measured)},
         {"predicted", each.predicted ? payoff_json(*each.predicted) : CrossoverJson()}});
  }
  return {{"schema", 1},
          {"path", "sink"},
          {"device", crossover.device},
          {"least_sends", crossover.sends},
          {"curves", std::move(curves)},
          {"crossings", std::move(crossings)},
          {"no_prediction", crossover.no_prediction.empty()
                                ? CrossoverJson()
                                : CrossoverJson(crossover.no_prediction)}};
}

} // namespace copyscope::analysis
