#include "real/sink/run.h"
#include "real/sink/sink.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

constexpr const char* not_timed = "nothing: ";

analysis::SinkTiming timing_of(const SinkFigure& figure, const SinkSetting& setting) {
  return {.chunk = setting.chunk,
          .sends = figure.sends,
          .cpu_ps = figure.ps_per_send,
          .low_ps = figure.low_ps,
          .high_ps = figure.high_ps,
          .mapping_ps = figure.mapping_ps,
          .verdict = figure.verdict};
}

std::string ground_text(const SinkGround& ground, std::int64_t chunk) {
  const char* const device =
      ground.device == "bridge" ? "a bridge without ports" : "a dummy device";
  std::string text = chunk == 0 ? fmt::format("{}, chunks of each case's own size", device)
                                : fmt::format("{}, chunks of {}, whatever the scenario's", device,
                                              brief(Bytes(chunk)));
  constexpr double hardly_all = 0.95;
  if (ground.counted < hardly_all)
    text +=
        fmt::format("; the CPU kept its pace in {:.0f} % of the passes, the others do not count "
                    "(a byte sent to oneself takes {} to {} in those that do)",
                    100 * ground.counted, brief(Time::from_ps(ground.pace.low_ps)),
                    brief(Time::from_ps(ground.pace.high_ps)));
  return text;
}

void note_that(analysis::CaseReport& report, const std::string& what) {
  report.note += (report.note.empty() ? "" : "; ") + what;
}

/// What was measured, by case; what is the same for all is said once, in the environment.
void tell(const std::vector<std::size_t>& which, const std::vector<SinkSetting>& settings,
          const std::vector<SinkFigure>& figures, const std::string& ground,
          analysis::Report& report) {
  const auto failed_as_the_first = [&](const SinkFigure& each) {
    return !each.unavailable.empty() && each.unavailable == figures.front().unavailable;
  };
  const bool none = std::ranges::all_of(figures, failed_as_the_first);
  report.environment.emplace_back("sink", none ? not_timed + figures.front().unavailable : ground);
  for (std::size_t i = 0; i < which.size(); ++i) {
    analysis::CaseReport& each = report.cases[which[i]];
    if (figures[i].unavailable.empty())
      each.sink = timing_of(figures[i], settings[i]);
    else if (!none)
      note_that(each, "its sends were not timed on the sink: " + figures[i].unavailable);
  }
}

} // namespace

void time_on_sink(const Plan& plan, std::int64_t chunk, const Options& options,
                  const Progress& progress, const std::atomic<bool>& cancelled,
                  analysis::Report& report) {
  std::vector<std::size_t> which;
  std::vector<SinkSetting> settings;
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    if (!report.cases[i].ran()) continue;
    const PlannedCase& planned = plan.cases[i];
    which.push_back(i);
    settings.push_back({.method = std::string(planned.method->id),
                        .chunk = chunk == 0 ? planned.chunk : chunk,
                        .scatter_gather = planned.scatter_gather});
  }
  if (which.empty() || report.cancelled || options.sink_time.count() == 0) return;
  SinkGround ground;
  try {
    const SinkLimits limits{options.sink_time, options.sink_within, options.directory};
    const auto figures = measure_on_sink(settings, limits, progress, cancelled, &ground);
    tell(which, settings, figures, ground_text(ground, chunk), report);
  } catch (const Interrupted&) {
    report.cancelled = true;
  } catch (const SystemError& error) { // a full disk, most often; what ran stands
    report.environment.emplace_back("sink", not_timed + std::string(error.what()));
  }
}

} // namespace copyscope::real
