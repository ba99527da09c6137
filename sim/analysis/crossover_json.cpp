// The crossover as JSON: what `crossover --json` prints, and how the window gets it.
#include "sim/analysis/crossover.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {

namespace {

using CrossoverJson = nlohmann::ordered_json;

/// How a point's members are called.
struct PointNames {
  const char *size, *cost, *low, *high;
};

PointNames point_names(Over over) {
  if (over == Over::chunk)
    return {"chunk", "cpu_ps_per_send", "cpu_ps_per_send_low", "cpu_ps_per_send_high"};
  return {"file_size", "cpu_ps_per_mib", "cpu_ps_per_mib_low", "cpu_ps_per_mib_high"};
}

CrossoverJson points_json(const std::vector<SendCostPoint>& points, Over over) {
  const PointNames names = point_names(over);
  CrossoverJson all = CrossoverJson::array();
  for (const SendCostPoint& each : points)
    all.push_back({{names.size, each.chunk},
                   {names.cost, each.ps},
                   {names.low, each.low_ps},
                   {names.high, each.high_ps}});
  return all;
}

CrossoverJson curve_json(const SendCurve& curve, Over over) {
  CrossoverJson json = {{"method", curve.method},
                        {"sent_from", name_of(curve.from)},
                        {"scatter_gather", curve.scatter_gather},
                        {"status", curve.unavailable.empty() ? "ok" : "unavailable"},
                        {"reason", curve.unavailable},
                        {"measured", points_json(curve.measured, over)},
                        {"predicted", points_json(curve.predicted, over)},
                        {"prediction_error", curve.prediction_error
                                                 ? CrossoverJson(*curve.prediction_error)
                                                 : CrossoverJson()}};
  write_verdict(json["sends"], curve.verdict);
  return json;
}

std::vector<SendCostPoint> points_in(const CrossoverJson& json, Over over) {
  const PointNames names = point_names(over);
  std::vector<SendCostPoint> points;
  for (const CrossoverJson& each : json)
    points.push_back(
        {each.at(names.size), each.at(names.cost), each.at(names.low), each.at(names.high)});
  return points;
}

SentFrom sent_from_in(const CrossoverJson& json) {
  for (const SentFrom each :
       {SentFrom::mapped_once, SentFrom::mapped_anew, SentFrom::private_buffer})
    if (json == name_of(each)) return each;
  return SentFrom::file;
}

SendCurve curve_in(const CrossoverJson& json, Over over) {
  SendCurve curve;
  json.at("method").get_to(curve.method);
  curve.from = sent_from_in(json.at("sent_from"));
  json.at("scatter_gather").get_to(curve.scatter_gather);
  json.at("reason").get_to(curve.unavailable);
  curve.measured = points_in(json.at("measured"), over);
  curve.predicted = points_in(json.at("predicted"), over);
  if (const CrossoverJson& error = json.at("prediction_error"); !error.is_null())
    curve.prediction_error = error.get<double>();
  curve.verdict = verdict_in(json.at("sends"));
  return curve;
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
    curves.push_back(curve_json(each, crossover.over));
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
          {"over", name_of(crossover.over)},
          {"device", crossover.device},
          {"least_sends", crossover.sends},
          {"curves", std::move(curves)},
          {"crossings", std::move(crossings)},
          {"no_prediction", crossover.no_prediction.empty()
                                ? CrossoverJson()
                                : CrossoverJson(crossover.no_prediction)}};
}

Crossover crossover_in(const CrossoverJson& json) {
  Crossover crossover;
  if (json.at("over") == name_of(Over::file_size)) crossover.over = Over::file_size;
  json.at("device").get_to(crossover.device);
  json.at("least_sends").get_to(crossover.sends);
  for (const CrossoverJson& each : json.at("curves"))
    crossover.curves.push_back(curve_in(each, crossover.over));
  // They follow from the curves.
  if (const CrossoverJson& crossings = json.at("crossings"); !crossings.empty())
    crossover.crossings = crossings_of(crossover.curves, crossings.front().at("against"));
  if (const CrossoverJson& why = json.at("no_prediction"); !why.is_null())
    why.get_to(crossover.no_prediction);
  return crossover;
}

} // namespace copyscope::analysis
