#include "bench/predict_crossovers.h"

#include "predict/crossover.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <string>
#include <utility>

namespace copyscope::bench {

namespace {

constexpr const char* crossed = "read-write";
constexpr const char* also_crossed = "mmap-write";

std::string size_text(const analysis::Payoff& payoff) {
  if (payoff.everywhere) return "everywhere";
  return payoff.from_bytes ? brief(Bytes(std::llround(*payoff.from_bytes))) : "never";
}

/// Where a crossover lies, as far as that is known: at most at the smallest size from which the
/// method always pays, and above the largest at which it loses; the sizes between are ties, or pay
/// between ties.
struct Where {
  double low = 0, high = 0;
};

bool loses_at(const analysis::Payoff& payoff, std::int64_t size) {
  const auto holds = [&](const analysis::PayingIsland& island) {
    return island.from <= size && size <= island.to;
  };
  return std::ranges::find(payoff.ties, size) == payoff.ties.end() &&
         std::ranges::none_of(payoff.islands, holds);
}

Where where(const analysis::Payoff& payoff, const std::vector<std::int64_t>& sizes) {
  const auto smallest = static_cast<double>(sizes.front()),
             largest = static_cast<double>(sizes.back());
  if (payoff.everywhere) return {0, smallest};
  Where found{payoff.from_bytes.value_or(largest), payoff.from_bytes.value_or(1e18)};
  for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
    if (static_cast<double>(*size) >= found.high) continue;
    if (loses_at(payoff, *size)) break;
    found.low = static_cast<double>(*size);
  }
  return found;
}

/// By which the one is beside the other; 1 where they meet.
double factor_between(const Where& a, const Where& b) {
  if (a.low > b.high) return a.low / b.high;
  return b.low > a.high ? b.low / a.high : 1;
}

std::string ties_text(const analysis::Payoff& payoff, const Where& found) {
  const bool tied = payoff.from_bytes && !payoff.everywhere && found.low < *payoff.from_bytes;
  return tied ? " tied from " + brief(Bytes(std::llround(found.low))) : "";
}

} // namespace

analysis::Crossover measured_crossover(std::chrono::milliseconds time) {
  const predict::CrossoverQuestion question{
      {"mmap-write", "sendfile", "msg-zerocopy", "io-uring-zc"},
      crossed,
      predict::crossover_chunks(),
      {true, false},
      time};
  return predict::measure_crossover(
      question, [](double, std::string_view) {}, std::atomic<bool>(false));
}

std::vector<predict::SendSample> samples_of(const analysis::Crossover& crossover) {
  std::vector<predict::SendSample> samples;
  for (const analysis::SendCurve& curve : crossover.curves)
    for (const analysis::SendCostPoint& each : curve.measured) {
      real::SinkSetting setting{
          .method = curve.method, .chunk = each.chunk, .scatter_gather = curve.scatter_gather};
      const bool is_once =
          curve.from == analysis::SentFrom::file || curve.from == analysis::SentFrom::mapped_once;
      if (is_once) samples.push_back({std::move(setting), each.ps, each.low_ps, each.high_ps});
    }
  return samples;
}

void print_crossovers(analysis::Crossover crossover, const scenario::Machine& machine) {
  const std::vector<std::int64_t> sizes = predict::crossover_chunks();
  for (analysis::SendCurve& each : crossover.curves)
    each.predicted.clear();
  predict::add_predictions(crossover, machine, crossed);
  auto crossings = crossover.crossings;
  for (auto& each : analysis::crossings_of(crossover.curves, also_crossed))
    if (crossover.curves[each.method].method != crossed) crossings.push_back(std::move(each));
  int near = 0, within = 0, near_within = 0;
  for (const analysis::Crossing& each : crossings) {
    const auto &curve = crossover.curves[each.method], &reference = crossover.curves[each.against];
    if (!each.predicted) continue;
    const Where measured = where(each.measured, sizes), predicted = where(*each.predicted, sizes);
    const double factor = factor_between(measured, predicted);
    const bool is_near = factor <= 1.5,
               is_within = each.measured.from_bytes && !each.measured.everywhere;
    near += is_near ? 1 : 0;
    within += is_within ? 1 : 0;
    near_within += is_near && is_within ? 1 : 0;
    fmt::print(
        "  {:<13} {:<16} against {:<11} {:<16} SG {:<3}  measured {:>10}{}  predicted {:>10}  "
        "factor {:.2f}\n",
        curve.method, name_of(curve.from), reference.method, name_of(reference.from),
        curve.scatter_gather ? "on" : "off", size_text(each.measured),
        ties_text(each.measured, measured), size_text(*each.predicted), factor);
  }
  fmt::print(
      "Crossovers within a factor of 1.5: {} of {}; of the {} that were measured between the "
      "smallest and the largest size: {}\n",
      near, crossings.size(), within, near_within);
}

} // namespace copyscope::bench
