#include "real/sink/passes.h"

#include "real/sink/process.h"
#include "real/sink/verdict.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace copyscope::real {

namespace {

constexpr std::size_t fewest_for_a_median = 6;

std::vector<CountedPass> that_count(const std::vector<CountedPass>& passes,
                                    const PaceWindow& window) {
  std::vector<CountedPass> counted;
  std::ranges::copy_if(passes, std::back_inserter(counted),
                       [&](const CountedPass& each) { return window.holds(each.pace_ps); });
  // Of a few a median is worth more at whatever pace than none at all.
  return counted.size() < fewest_for_a_median ? passes : counted;
}

void add(Completions& sum, const Completions& more) {
  sum.asked += more.asked;
  sum.told += more.told;
  sum.copied += more.copied;
  sum.says_whether = sum.says_whether && more.says_whether;
}

} // namespace

PaceWindow window_of(const std::vector<SettingPasses>& settings) {
  std::vector<std::vector<std::int64_t>> paces;
  for (const SettingPasses& setting : settings)
    for (const auto* passes : {&setting.alone, &setting.with_mapping}) {
      std::vector<std::int64_t> theirs;
      for (const CountedPass& each : *passes)
        theirs.push_back(each.pace_ps);
      paces.push_back(std::move(theirs));
    }
  return pace_window(std::move(paces));
}

std::optional<analysis::MedianInterval> interval_of(const std::vector<CountedPass>& passes,
                                                    const PaceWindow& window) {
  std::vector<std::int64_t> values;
  for (const CountedPass& each : that_count(passes, window))
    values.push_back(each.ps);
  std::ranges::sort(values);
  return analysis::median_interval(values);
}

SinkFigure figure_of(const SettingPasses& passes, const SinkSetting& setting,
                     const PaceWindow& window) {
  SinkFigure figure{.unavailable = passes.unavailable,
                    .rejected = passes.rejected,
                    .last_rejection = passes.last_rejection};
  const auto alone = interval_of(passes.alone, window);
  if (!figure.unavailable.empty() || !alone) return figure;
  const SinkPieces pieces = pieces_of(setting);
  const std::vector<CountedPass> counted = that_count(passes.alone, window);
  figure.passes = static_cast<std::int64_t>(counted.size());
  figure.sends = figure.passes * pieces.all_sends();
  figure.ps_per_send = alone->median;
  figure.low_ps = alone->low;
  figure.high_ps = alone->high;
  if (const auto with_mapping = interval_of(passes.with_mapping, window)) {
    const auto beside = [&](std::int64_t ps) {
      return std::max<std::int64_t>(0, ps - alone->median);
    };
    figure.mapping_ps = beside(with_mapping->median);
    figure.mapping_low_ps = beside(with_mapping->low);
    figure.mapping_high_ps = beside(with_mapping->high);
  }
  Completions told;
  for (const CountedPass& each : counted)
    add(told, each.completions);
  figure.verdict = verdict_on_sink(*find_method(setting.method),
                                   {pieces.sends, setting.chunk, pieces.bytes,
                                    figure.passes * pieces.count, setting.mtu, passes.card},
                                   told);
  return figure;
}

double share_that_counts(const std::vector<SettingPasses>& settings, const PaceWindow& window) {
  std::size_t all = 0, counted = 0;
  for (const SettingPasses& setting : settings)
    for (const auto* passes : {&setting.alone, &setting.with_mapping}) {
      all += passes->size();
      counted += that_count(*passes, window).size();
    }
  return all == 0 ? 1 : static_cast<double>(counted) / static_cast<double>(all);
}

} // namespace copyscope::real
