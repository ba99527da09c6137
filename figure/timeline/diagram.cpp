#include "figure/timeline/diagram.h"

#include "figure/kit/legend.h"
#include "figure/timeline/diagram_copies.h"
#include "figure/timeline/diagram_legend.h"
#include "figure/timeline/timeline.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"
#include "sim/analysis/duration.h"
#include "sim/analysis/report.h"
#include "sim/units/quantity.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::LaneId;
using trace::Trace;

constexpr Font title_font{Face::bold, 18}, run_font{Face::medium, 15}, text_font{Face::regular, 13},
    source_font{Face::regular, 12};
constexpr float margin = 12, plain_margin = 2;
constexpr float between = 14;        // the parts of a run's head
constexpr float numbers_width = 130; // that four copies take there

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

/// Those that are picked; of a comparison the calls are left out, where a CPU tells of the run.
std::vector<LaneId> lanes_of(const Trace& trace, const std::vector<std::string>& picks,
                             bool is_compared) {
  std::vector<LaneId> lanes = lanes_in_order(trace);
  const auto is_of = [&](trace::LaneKind kind) {
    return [&trace, kind](LaneId lane) { return trace.lanes()[lane].kind == kind; };
  };
  if (picks.empty()) {
    if (is_compared && std::ranges::any_of(lanes, is_of(trace::LaneKind::cpu)))
      std::erase_if(lanes, is_of(trace::LaneKind::task));
    return lanes;
  }
  std::erase_if(lanes, [&](LaneId lane) {
    return std::ranges::none_of(
        picks, [&](const std::string& pick) { return picks_lane(pick, trace.lanes()[lane].name); });
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

class DiagramDrawing {
public:
  DiagramDrawing(const DiagramPlan& plan, float width, const Style& style)
      : plan_(plan), style_(style), picture_(style.measure),
        margin_(plan.is_plain ? plain_margin : margin), column_{margin_, margin_,
                                                                width - 2 * margin_, 1e6F} {}

  Diagram draw() {
    if (!plan_.is_plain) heading(plan_.title, title_font);
    const std::vector<TimelineRange> ranges = ranges_of(plan_);
    for (const DiagramRun& run : plan_.runs)
      routes_.push_back(routes_of(run.story->trace()));
    number_alike(routes_);
    for (std::size_t i = 0; i < plan_.runs.size(); ++i)
      draw_run(i, ranges[i], plan_.in_story || i + 1 == plan_.runs.size());
    draw_below();
    const float height = column_.y + margin_;
    return {std::move(picture_), column_.w + 2 * margin_, height, left_, right_, ranges.front()};
  }

private:
  void heading(const std::string& text, Font font) {
    for (const std::string& line : wrapped_title(text, font, column_.w, style_.measure))
      picture_.text_in(column_.take_top(font.line()), line, font, style_.theme.text);
  }

  void paragraph(const std::string& text, Font font, Color color) {
    column_.take_top(picture_.paragraph(column_, text, font, color));
  }

  bool is_compared() const { return plan_.runs.size() > 1; }

  void draw_run(std::size_t which, const TimelineRange& range, bool has_axis) {
    const DiagramRun& run = plan_.runs[which];
    const Trace& trace = run.story->trace();
    const std::vector<LaneId> lanes = lanes_of(trace, plan_.lanes, is_compared());
    copies_.add(trace, routes_[which], {lanes, plan_.from, plan_.to});
    draw_head(which);
    const TimelineParts parts{&lanes, has_axis, is_compared() && plan_.lanes.empty()};
    std::size_t rows = lanes.size();
    if (parts.joins_devices)
      rows = lay_out_timeline(*run.story, range, column_, parts).lanes.size();
    const Box box = column_.take_top(timeline_height(rows, has_axis, is_compared()), 4);
    const TimelineLayout layout = lay_out_timeline(*run.story, range, box, parts);
    needs_.add(trace, layout.lanes);
    left_ = layout.scale.left();
    right_ = layout.scale.right();
    TimelineState state;
    state.cursor = {trace.end(), trace.size()};
    state.place = std::max(range.end, run.story->length());
    state.routes = &routes_[which];
    state.is_printed = true;
    state.run = run.id;
    picture_.add(draw_timeline(layout, state, style_));
    if (!is_compared()) column_.take_top(copies_.draw(picture_, column_, style_));
  }

  /// What a run costs; of several, which it is too, on one line where all have room for that.
  void draw_head(std::size_t which) {
    const DiagramRun& run = plan_.runs[which];
    const std::string facts = facts_of(run.story->trace(), style_.language);
    if (!is_compared()) {
      if (!plan_.is_plain) paragraph(facts, text_font, style_.theme.second);
      return;
    }
    column_.take_top(5);
    const bool on_one_line = have_facts_beside();
    Box beside{column_.x, column_.y + 1, column_.w, run_font.line()};
    if (on_one_line) picture_.text_in(beside, facts, text_font, style_.theme.second, Align::right);
    beside.w -= on_one_line ? style_.measure.width(facts, text_font) + between : 0;
    beside.take_left(style_.measure.width(run.title, run_font) + between);
    copies_.draw_numbers(picture_, beside, routes_[which], style_);
    heading(run.title, run_font);
    if (!on_one_line) paragraph(facts, text_font, style_.theme.second);
    column_.y -= 4; // lanes keep a distance of their own
  }

  bool have_facts_beside() const {
    return std::ranges::all_of(plan_.runs, [&](const DiagramRun& run) {
      const std::string facts = facts_of(run.story->trace(), style_.language);
      return style_.measure.width(run.title, run_font) + numbers_width + 2 * between +
                 style_.measure.width(facts, text_font) <=
             column_.w;
    });
  }

  void draw_below() {
    column_.take_top(6);
    picture_.line({column_.x, column_.y}, {column_.right(), column_.y}, {style_.theme.edge, 0.75F});
    column_.take_top(6);
    if (is_compared()) column_.take_top(copies_.draw_shared(picture_, column_, style_));
    const float pitch = is_compared() ? LegendFlow::low_row : LegendFlow::row_height;
    column_.take_top(draw_legend(picture_, needs_, column_, pitch, style_), 4);
    if (plan_.is_plain) return;
    if (plan_.in_story) note("export.note.story");
    if (any_inferred()) note("export.note.inferred");
    if (needs_.folded_rows > 0)
      paragraph(
          filled("export.note.folded", style_.language,
                 {{"rows", grouped(needs_.folded_rows)}, {"bars", grouped(needs_.folded_bars)}}),
          text_font, style_.theme.second);
    column_.take_top(2);
    const std::string source = shortened(plan_.source, source_font, 2 * column_.w, style_.measure);
    paragraph(source, source_font, style_.theme.second);
  }

  /// Whether some of what is drawn is known by inference alone, as in a real run.
  bool any_inferred() const {
    return std::ranges::any_of(plan_.runs, [](const DiagramRun& run) {
      return analysis::evidence_in(run.story->trace().header()).contains("inside_calls");
    });
  }

  void note(const char* key) {
    paragraph(word(key, style_.language), text_font, style_.theme.second);
  }

  const DiagramPlan& plan_;
  const Style& style_;
  Picture picture_;
  float margin_;
  Box column_;                             // what is left below
  std::vector<std::vector<Route>> routes_; // by run
  CopyLegend copies_;
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
  return DiagramDrawing(plan, width, style).draw();
}

} // namespace copyscope::figure
