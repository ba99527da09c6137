#include "figure/timeline/time_axis.h"
#include "figure/words/time_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::SpanId;

constexpr float gap = 14;         // between texts
constexpr float story_grid = 110; // between ticks where steps are too narrow for ticks of their own
constexpr SpanId most_steps = 2000;

Time time_at(const TimelineScale& scale, double place) {
  return scale.cursor_at(place).time;
}

TimeUnit unit_of(const TimelineScale& scale) {
  return unit_for(time_at(scale, scale.range().end));
}

// How many decimals tell apart moments so far from each other.
int decimals_for(TimeUnit unit, double ps) {
  int decimals = 0;
  for (double least = static_cast<double>(unit.ps); least > ps * 1.001 && least > 1; least /= 10)
    ++decimals;
  return decimals;
}

// 1, 2 or 5 times a power of ten, not less.
double round_step(double ps) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(ps, 1.0))));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= ps * 0.999) return factor * power;
  return 10 * power;
}

struct Ticks {
  const TimelineScale& scale;
  Font font;
  const Measure& measure;
  float left, right;
  TimeUnit unit;
  int decimals = 0;
  std::vector<TimeTick> ticks;

  TimeTick tick(double place, Time time, bool with_unit) const {
    TimeTick tick;
    tick.x = scale.x_of(place);
    tick.text = number_in(unit, time, decimals);
    if (with_unit) tick.text += fmt::format(" {}", unit.name);
    tick.width = measure.width(tick.text, font);
    tick.left = std::clamp(tick.x - tick.width / 2, left, std::max(left, right - tick.width));
    return tick;
  }

  bool fits(const TimeTick& tick) const {
    return ticks.empty() || tick.left >= ticks.back().left + ticks.back().width + gap;
  }

  // The last one bears the unit; those before it make room.
  void add_last(double place, Time time) {
    const TimeTick last = tick(place, time, true);
    while (!ticks.empty() && !fits(last))
      ticks.pop_back();
    ticks.push_back(last);
  }
};

std::vector<TimeTick> true_ticks(Ticks all) {
  const TimelineRange& range = all.scale.range();
  double step = round_step(60 / all.scale.per_unit());
  for (;; step = round_step(step * 1.5)) {
    all.decimals = decimals_for(all.unit, step);
    const Time widest = Time::from_ps(static_cast<std::int64_t>(range.end));
    const float width = all.measure.width(
        number_in(all.unit, widest, 0) + std::string(all.decimals, '0'), all.font);
    if (step * all.scale.per_unit() >= width + gap + 8 || step > range.width()) break;
  }
  double last = -1;
  for (double at = std::ceil(range.begin / step) * step; at <= range.end; at += step) {
    if (last >= 0) {
      const TimeTick tick = all.tick(last, Time::from_ps(std::llround(last)), false);
      if (all.fits(tick)) all.ticks.push_back(tick);
    }
    last = at;
  }
  if (last < 0) last = (range.begin + range.end) / 2;
  all.add_last(last, Time::from_ps(std::llround(last)));
  return all.ticks;
}

// Where steps begin; where they are too narrow for that, at even distances.
std::vector<double> story_places(const TimelineScale& scale) {
  const trace::Trace& trace = scale.trace();
  const TimelineRange& range = scale.range();
  std::vector<double> places;
  if (scale.end_row() - scale.first_row() <= most_steps) {
    places.push_back(range.begin);
    for (SpanId row = scale.first_row(); row < scale.end_row(); ++row) {
      if (!trace::is_step(trace[row].kind)) continue;
      const double place = scale.place(row).begin;
      if (place > range.begin && place < range.end) places.push_back(place);
    }
  } else {
    for (double x = 0; x < scale.right() - scale.left(); x += story_grid)
      places.push_back(range.begin + x / scale.per_unit());
  }
  return places;
}

std::vector<TimeTick> story_ticks(Ticks all) {
  const TimelineRange& range = all.scale.range();
  const Time shown = time_at(all.scale, range.end) - time_at(all.scale, range.begin);
  all.decimals = std::min(4, decimals_for(all.unit, static_cast<double>(shown.ps()) / 1500));
  std::string last_text;
  for (const double place : story_places(all.scale)) {
    const TimeTick tick = all.tick(place, time_at(all.scale, place), false);
    if (tick.text == last_text || !all.fits(tick)) continue;
    last_text = tick.text;
    all.ticks.push_back(tick);
  }
  const double end = std::min(range.end, all.scale.story().length());
  all.add_last(end, time_at(all.scale, end));
  return all.ticks;
}

} // namespace

std::vector<TimeTick> ticks_of(const TimelineScale& scale, Font font, const Measure& measure,
                               float left, float right) {
  Ticks all{scale, font, measure, left, right, unit_of(scale), 0, {}};
  return scale.range().in_story ? story_ticks(std::move(all)) : true_ticks(std::move(all));
}

std::string moment_text(const TimelineScale& scale, Time time) {
  const TimeUnit unit = unit_for(std::max(time, time_at(scale, scale.range().end)));
  const TimelineRange& range = scale.range();
  const Time shown = time_at(scale, range.end) - time_at(scale, range.begin);
  const int decimals = decimals_for(unit, static_cast<double>(shown.ps()) / 15'000);
  return fmt::format("{} {}", number_in(unit, time, decimals), unit.name);
}

} // namespace copyscope::figure
