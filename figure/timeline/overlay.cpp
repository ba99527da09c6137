#include "figure/timeline/overlay.h"

#include "figure/timeline/overlay_lanes.h"
#include "figure/timeline/time_axis.h"
#include "figure/timeline/timeline_bars.h"
#include "figure/timeline/timeline_names.h"
#include "figure/words/real_words.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::no_span;
using trace::SpanId;

constexpr float overlay_names = 74, overlay_sources = 50, overlay_edge = 8;
constexpr float overlay_axis = 24, overlay_gap = 5, pair_gap = 1;
constexpr float best_overlay_line = 24, lowest_overlay_line = 15;
constexpr float least_calls_apart = 8; // of two calls that are aligned
constexpr float least_part = 3;        // of what a run does between them
constexpr Font overlay_font{Face::regular, 13}, overlay_small{Face::regular, 12};

/// What is seen of the common scale, and where.
struct OverlayView {
  double begin = 0, per_unit = 1; ///< picoseconds; width of one
  Box plot;

  float x_of(double place) const { return plot.x + static_cast<float>((place - begin) * per_unit); }
  double place_of(float x) const { return begin + static_cast<double>(x - plot.x) / per_unit; }
};

double overlay_length(const std::vector<OverlayPart>& parts) {
  return parts.empty() ? 1 : std::max(1.0, parts.back().place + parts.back().width());
}

class OverlayDrawing {
public:
  OverlayDrawing(const OverlayPlan& plan, Box box, const Style& style)
      : plan_(plan), style_(style), picture_(style.measure), lanes_(overlay_lanes(plan)),
        names_(box.take_left(overlay_names)), sources_(box.take_left(overlay_sources)) {
    box.take_right(overlay_edge);
    axis_ = box.take_bottom(overlay_axis);
    view_.plot = box;
    const double share = std::max(1e-9, plan.end - plan.begin);
    const double per_unit = view_.plot.w / (overlay_length(overlay_parts(plan)) * share);
    parts_ = overlay_parts(plan, least_calls_apart / per_unit);
    const double whole = overlay_length(parts_);
    view_.begin = plan.begin * whole;
    view_.per_unit = view_.plot.w / (whole * share);
    const auto count = static_cast<float>(std::max<std::size_t>(1, lanes_.size()));
    line_ = std::clamp((box.h / count - overlay_gap - pair_gap) / 2, lowest_overlay_line,
                       best_overlay_line);
  }

  Picture draw() {
    Box rest = view_.plot;
    std::vector<Box> rows;
    for (const OverlayLane& lane : lanes_) {
      const float high = 2 * line_ + pair_gap;
      if (rest.h < high) break;
      const Box row = rest.take_top(high, overlay_gap);
      rows.push_back(row);
      draw_lane(lane, row);
    }
    if (rows.empty()) return std::move(picture_);
    axis_.y = rows.back().bottom() + 2; // just below what is shown
    draw_cuts(rows);
    draw_rings();
    draw_axis();
    return std::move(picture_);
  }

private:
  void draw_lane(const OverlayLane& lane, Box row) {
    const Box name{names_.x, row.y, names_.w - 6, row.h};
    picture_.enter(name);
    picture_.text_in(
        name, shortened(lane.name(plan_, style_.language), overlay_font, name.w, style_.measure),
        overlay_font, style_.theme.text);
    picture_.leave();
    const Box above{row.x, row.y, row.w, line_}, below{row.x, row.bottom() - line_, row.w, line_};
    draw_line(lane.model, false, above);
    draw_line(lane.kernel, true, below);
  }

  void draw_line(const std::optional<trace::LaneId>& lane, bool is_kernel, Box line) {
    const Box source{sources_.x, line.y, sources_.w - 8, line.h};
    picture_.enter(source);
    picture_.text_in(
        source,
        shortened(word(is_kernel ? "overlay.real" : "overlay.simulated", style_.language),
                  overlay_small, source.w, style_.measure),
        overlay_small, style_.theme.second, Align::right);
    picture_.leave();
    if (!lane) return; // nothing of it was observed, or the model has no such lane
    picture_.fill(line, style_.theme.well, 3);
    for (const OverlayPart& part : parts_)
      draw_part(part, *lane, is_kernel, line);
  }

  /// What a run does on a lane in one part: on a scale of its own, as long as what is seen of it.
  void draw_part(const OverlayPart& part, trace::LaneId lane, bool is_kernel, Box line) {
    const auto begin = static_cast<double>((is_kernel ? part.kernel_begin : part.model_begin).ps());
    const auto end = static_cast<double>((is_kernel ? part.kernel_end : part.model_end).ps());
    const double before = view_.place_of(line.x) - part.place;      // of it that is not seen yet
    const double until = view_.place_of(line.right()) - part.place; // and from there on
    const double from = begin + std::max(0.0, before);
    const double to = std::min(end, begin + until);
    if (to <= from) return;
    const float left = view_.x_of(part.place + from - begin);
    // However short it is beside the other run, it is seen.
    const float width = std::max(least_part, static_cast<float>((to - from) * view_.per_unit));
    const Story& story = is_kernel ? *plan_.kernel : *plan_.model;
    const TimelineScale scale(story, {false, from, to}, left, width);
    draw_bars(scale, lay_out_lane(scale, lane), is_kernel, {left, line.y, width, line.h});
  }

  void draw_bars(const TimelineScale& scale, const TimelineLane& lane, bool is_kernel, Box seen) {
    TimelineState state; // all of it has happened
    state.cursor = {scale.trace().end(), scale.trace().size()};
    state.place = 1e18;
    Picture drawn(style_.measure);
    const BarPen pen{drawn, scale, state, style_};
    drawn.clip(seen);
    for (const TimelineBar& bar : lane.bars)
      if (bar.what == TimelineBar::What::row || bar.what == TimelineBar::What::folded)
        draw_bar(pen, bar, lane.role, seen, true);
    drawn.unclip();
    drawn.clear_regions(); // a click on a row would go to that row of the run on the stage
    for (const TimelineBar& bar : lane.bars)
      if (bar.row != no_span) add_region(drawn, bar, is_kernel, seen);
    picture_.add(std::move(drawn));
  }

  void add_region(Picture& drawn, const TimelineBar& bar, bool is_kernel, Box seen) {
    float begin = std::max(bar.begin, seen.x), end = std::min(bar.end, seen.right());
    if (end <= begin) return;
    if (end - begin < 4) begin = std::max(seen.x, (begin + end) / 2 - 2), end = begin + 4;
    const OverlayRow row{is_kernel, bar.row};
    const Action about{"told", bar.row, std::string(is_kernel ? overlay_kernel : overlay_model)};
    drawn.region({begin, seen.y, end - begin, seen.h}, about,
                 overlay_text(plan_, row, style_.language));
    spots_.push_back({row, {begin, seen.y, end - begin, seen.h}});
  }

  /// Where calls are aligned.
  void draw_cuts(const std::vector<Box>& rows) {
    for (std::size_t i = 1; i < parts_.size(); ++i) {
      const float x = view_.x_of(parts_[i].place);
      if (x < view_.plot.x || x > view_.plot.right()) continue;
      picture_.line({x, rows.front().y}, {x, rows.back().bottom()},
                    {style_.theme.line, 1, Dash::dotted});
    }
  }

  /// What is pointed at, and its partner in the other run.
  void draw_rings() {
    const OverlayRow& pointed = plan_.pointed;
    ring(pointed);
    if (const OverlayRow partner = partner_in_overlay(plan_, pointed); partner.row != no_span)
      ring(partner);
  }

  void ring(const OverlayRow& row) {
    for (const auto& [its, box] : spots_)
      if (row.row != no_span && its == row)
        picture_.outline({box.x - 1, box.y - 1, box.w + 2, box.h + 2}, {style_.theme.accent, 2}, 4);
  }

  void draw_axis() {
    // Ticks of the scale itself: the longer story stretched over what is seen.
    const Story& longer =
        plan_.kernel->trace().end() < plan_.model->trace().end() ? *plan_.model : *plan_.kernel;
    const double end = view_.place_of(view_.plot.right());
    const TimelineScale scale(longer, {false, view_.begin, end}, view_.plot.x, view_.plot.w);
    picture_.enter(axis_);
    for (const TimeTick& tick :
         ticks_of(scale, overlay_font, style_.measure, axis_.x, axis_.right())) {
      picture_.line({tick.x, axis_.y}, {tick.x, axis_.y + 4}, {style_.theme.line, 1});
      picture_.text_in({tick.left, axis_.bottom() - 19, tick.width, 19}, tick.text, overlay_font,
                       style_.theme.second);
    }
    picture_.leave();
    const Box what{names_.x, axis_.bottom() - 19, names_.w + sources_.w - 14, 19};
    picture_.enter(what);
    picture_.text_in(what,
                     shortened(word(parts_.size() > 1 ? "overlay.axis_by_call" : "overlay.axis",
                                    style_.language),
                               overlay_small, what.w, style_.measure),
                     overlay_small, style_.theme.second);
    picture_.leave();
  }

  struct Spot {
    OverlayRow row;
    Box box;
  };

  const OverlayPlan& plan_;
  const Style& style_;
  Picture picture_;
  std::vector<OverlayLane> lanes_;
  Box names_, sources_, axis_;
  OverlayView view_;
  std::vector<OverlayPart> parts_;
  float line_ = best_overlay_line;
  std::vector<Spot> spots_;
};

} // namespace

Picture draw_overlay(const OverlayPlan& plan, Box box, const Style& style) {
  return OverlayDrawing(plan, box, style).draw();
}

} // namespace copyscope::figure
