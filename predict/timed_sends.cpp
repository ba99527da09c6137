#include "predict/timed_sends.h"

#include <array>
#include <map>
#include <string_view>

namespace copyscope::predict {

namespace {

constexpr double sought_interval = 0.01; // the time is used up in any case, or nearly

/// 0 for the smallest. Passes of whole files, whatever their size, take about as long as the
/// largest chunks.
std::size_t group_of(const real::SinkSetting& setting) {
  if (setting.file > 0) return 2;
  if (setting.chunk <= 2 << 10) return 0;
  return setting.chunk <= 12 << 10 ? 1 : 2;
}

/// How long a pass takes, roughly, beside those of the other groups.
constexpr std::array<int, 3> weights{6, 3, 2};

} // namespace

std::vector<real::SinkFigure> time_sends(const std::vector<real::SinkSetting>& settings,
                                         std::chrono::milliseconds time,
                                         const real::Progress& progress,
                                         const std::atomic<bool>& cancelled,
                                         real::SinkGround* ground) {
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < settings.size(); ++i)
    groups[group_of(settings[i])].push_back(i);
  std::vector<real::SinkFigure> figures(settings.size());
  int whole = 0, done = 0;
  for (const auto& [group, members] : groups)
    whole += weights[group];
  for (const auto& [group, members] : groups) {
    std::vector<real::SinkSetting> theirs;
    for (const std::size_t i : members)
      theirs.push_back(settings[i]);
    const int weight = weights[group];
    const auto measured = real::measure_on_sink(
        theirs, {time * weight / whole, sought_interval},
        [&, weight](double share, std::string_view what) {
          progress((done + share * weight) / whole, what);
        },
        cancelled, ground);
    for (std::size_t k = 0; k < members.size(); ++k)
      figures[members[k]] = measured[k];
    done += weight;
  }
  return figures;
}

} // namespace copyscope::predict
