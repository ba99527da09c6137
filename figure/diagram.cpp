#include "figure/diagram.h"

#include "figure/diagram_legend.h"
#include "figure/routes.h"
#include "figure/stage.h"
#include "figure/timeline.h"
#include "figure/wording.h"
#include "sim/analysis/duration.h"
#include "sim/analysis/result.h"
#include "sim/units/quantity.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::LaneId;
using trace::Trace;

constexpr Font title_font{Face::bold, 18}, run_font{Face::medium, 15}, text_font{Face::regular, 13},
    source_font{Face::regular, 12};
constexpr float margin = 12;

bool is_all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// What of a run is shown, in units of its scale.
TimelineRange range_of(const DiagramRun& run, const DiagramPlan& plan, Time last) {
  TimelineRange range{plan.in_story, 0, 0};
  const Trace& trace = run.story->trace();
  if (plan.in_story) {
    const Time before = Time::from_ps(std::max<std::int64_t>(plan.from.ps(), 1) - 1);
    const bool from_start = plan.from <= Time();
    range.begin = from_start ? 0 : run.story->at({plan.from, trace.cursor_at(before).begun});
    range.end =
        plan.to >= trace.end() ? run.story->length() : run.story->at(trace.cursor_at(plan.to));
  } else {
    range.begin = static_cast<double>(plan.from.ps());
    range.end = static_cast<double>(std::min(plan.to, last).ps());
  }
  return range;
}

/// Runs on one scale: as wide as the widest of them.
std::vector<TimelineRange> ranges_of(const DiagramPlan& plan) {
  Time last;
  for (const DiagramRun& run : plan.runs)
    last = std::max(last, run.story->trace().end());
  std::vector<TimelineRange> ranges;
  double width = 1;
  for (const DiagramRun& run : plan.runs) {
    ranges.push_back(range_of(run, plan, last));
    width = std::max(width, ranges.back().width());
  }
  for (TimelineRange& range : ranges)
    range.end = range.begin + width;
  return ranges;
}

std::vector<LaneId> lanes_of(const Trace& trace, const std::vector<std::string>& picks) {
  std::vector<LaneId> lanes = lanes_in_order(trace);
  if (picks.empty()) return lanes;
  std::erase_if(lanes, [&](LaneId lane) {
    return std::ranges::none_of(
        picks, [&](const std::string& pick) { return picks_lane(pick, trace.lanes()[lane]); });
  });
  return lanes;
}

/// "2 CPU copies, 2 DMA copies, 4 mode switches, 154.5 µs": what is known of it, which is all where
/// it was simulated.
std::string facts_of(const Trace& trace, Language language) {
  const analysis::Result result = analysis::result_of(trace);
  std::vector<std::string> parts;
  const auto add = [&](const char* key, analysis::Count count, bool even_none) {
    if (count && (even_none || *count > 0))
      parts.push_back(filled(key, language, {{"n", grouped(*count)}}));
  };
  add("export.facts.cpu", result.cpu_copies, true);
  add("export.facts.dma", result.dma_copies, false);
  add("export.facts.pio", result.pio_copies, false);
  add("export.facts.mode_switches", result.mode_switches, true);
  parts.push_back(time_text(analysis::duration_of(trace)));
  std::string text;
  for (const std::string& each : parts)
    text += (text.empty() ? "" : language == Language::zh ? "，" : ", ") + each;
  return text;
}

class Drawing {
public:
  Drawing(const DiagramPlan& plan, float width, const Style& style)
      : plan_(plan), style_(style),
        picture_(style.measure), column_{margin, margin, width - 2 * margin, 1e6F} {}

  Diagram draw() {
    heading(plan_.title, title_font);
    const std::vector<TimelineRange> ranges = ranges_of(plan_);
    for (std::size_t i = 0; i < plan_.runs.size(); ++i)
      draw_run(plan_.runs[i], ranges[i], plan_.in_story || i + 1 == plan_.runs.size());
    draw_below();
    const float height = column_.y + margin;
    return {std::move(picture_), column_.w + 2 * margin, height, left_, right_, ranges.front()};
  }

private:
  void heading(const std::string& text, Font font) {
    for (const std::string& line : wrapped_title(text, font, column_.w, style_.measure))
      picture_.text_in(column_.take_top(font.line()), line, font, style_.theme.text);
  }

  void paragraph(const std::string& text, Font font, Color color) {
    column_.take_top(picture_.paragraph(column_, text, font, color));
  }

  void draw_run(const DiagramRun& run, const TimelineRange& range, bool has_axis) {
    const Trace& trace = run.story->trace();
    const std::vector<Route> routes = routes_of(trace);
    if (plan_.runs.size() > 1) {
      column_.take_top(6);
      heading(run.title, run_font);
    }
    paragraph(facts_of(trace, style_.language), text_font, style_.theme.second);
    const std::vector<LaneId> lanes = lanes_of(trace, plan_.lanes);
    const Box box = column_.take_top(timeline_height(lanes.size(), has_axis), 4);
    const TimelineLayout layout = lay_out_timeline(*run.story, range, box, {&lanes, has_axis});
    needs_.add(trace, layout.lanes);
    left_ = layout.scale.left();
    right_ = layout.scale.right();
    TimelineState state;
    state.cursor = {trace.end(), trace.size()};
    state.place = std::max(range.end, run.story->length());
    state.routes = &routes;
    state.is_printed = true;
    state.run = run.id;
    picture_.add(draw_timeline(layout, state, style_));
    column_.take_top(draw_copies(picture_, trace, routes, column_, style_));
  }

  void draw_below() {
    column_.take_top(6);
    picture_.line({column_.x, column_.y}, {column_.right(), column_.y}, {style_.theme.edge, 0.75F});
    column_.take_top(6);
    column_.take_top(draw_legend(picture_, needs_, column_, style_), 4);
    if (plan_.in_story) note("export.note.story");
    if (needs_.folded_rows > 0)
      paragraph(
          filled("export.note.folded", style_.language,
                 {{"rows", grouped(needs_.folded_rows)}, {"bars", grouped(needs_.folded_bars)}}),
          text_font, style_.theme.second);
    column_.take_top(2);
    const std::string source = shortened(plan_.source, source_font, 2 * column_.w, style_.measure);
    paragraph(source, source_font, style_.theme.second);
  }

  void note(const char* key) {
    paragraph(word(key, style_.language), text_font, style_.theme.second);
  }

  const DiagramPlan& plan_;
  const Style& style_;
  Picture picture_;
  Box column_; // what is left below
  LegendNeeds needs_;
  float left_ = 0, right_ = 0; // of the axis
};

} // namespace

bool picks_lane(std::string_view pick, std::string_view lane) {
  if (pick.empty() || !lane.starts_with(pick)) return false;
  const std::string_view rest = lane.substr(pick.size());
  return rest.empty() || rest.front() == '.' || is_all_digits(rest);
}

Diagram draw_diagram(const DiagramPlan& plan, float width, const Style& style) {
  return Drawing(plan, width, style).draw();
}

} // namespace copyscope::figure
