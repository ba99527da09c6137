#include "figure/timeline/timeline.h"

#include "figure/timeline/time_axis.h"
#include "figure/timeline/timeline_bars.h"
#include "figure/timeline/timeline_names.h"
#include "figure/words/time_words.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::no_span;
using trace::SpanId;

constexpr float lane_height = 24, lane_gap = 4, low_pitch = 21;
constexpr float axis_height = 26;
constexpr float right_margin = 8;
constexpr Font small{Face::regular, 13};
constexpr Font plate_font{Face::medium, 13};

// A plate of the accent with a text, on the axis; kept within it.
Box plate_for(const Style& style, std::string_view text, float x, Box axis) {
  const float width = style.measure.width(text, plate_font) + 12;
  const float left = std::clamp(x - width / 2, axis.x, std::max(axis.x, axis.right() - width));
  return {left, axis.bottom() - 20, width, 20};
}

void draw_plate(Picture& picture, const Style& style, Box plate, std::string_view text) {
  picture.fill(plate, style.theme.accent, 4);
  picture.enter(plate);
  picture.text_in(plate, text, plate_font, style.theme.on_accent, Align::center);
  picture.leave();
}

// The axis: ticks, and over them the plates, in the order in which they may push texts away.
class Axis {
public:
  Axis(Picture& picture, const TimelineScale& scale, Box axis, const Style& style)
      : picture_(picture), scale_(scale), axis_(axis), style_(style) {}

  void keep_free(Box plate) { taken_.push_back(plate); }

  void draw(float left) {
    const Color color = style_.theme.second;
    picture_.enter({left, axis_.y, axis_.right() - left, axis_.h});
    for (const TimeTick& tick : ticks_of(scale_, small, style_.measure, left, axis_.right())) {
      if (tick.x >= scale_.left() - 1 && tick.x <= scale_.right() + 1)
        picture_.line({tick.x, axis_.y}, {tick.x, axis_.y + 4}, {style_.theme.line, 1});
      const Box text{tick.left - 6, axis_.bottom() - 20, tick.width + 12, 20};
      const auto hides = [&](const Box& plate) { return plate.overlaps(text); };
      if (std::ranges::none_of(taken_, hides))
        picture_.text_in({tick.left, text.y, tick.width, text.h}, tick.text, small, color);
    }
    picture_.leave();
  }

private:
  Picture& picture_;
  const TimelineScale& scale_;
  Box axis_;
  const Style& style_;
  std::vector<Box> taken_;
};

/// What moves the cursor: the axis, and the playhead itself.
void add_handles(Picture& picture, Box plot, Box axis, const std::string& name) {
  picture.region({plot.x, axis.y, plot.w, axis.h}, {"scrubber", 0, name});
}

void draw_cursor(Picture& picture, const Style& style, float x, Box plot, Box plate,
                 std::string_view text, const std::string& name) {
  const Color color = style.theme.accent;
  const Action handle{"playhead", 0, name};
  const std::string hint = word("help.playhead", style.language);
  picture.region({x - 4, plot.y, 8, plate.y - plot.y}, handle, hint);
  picture.region({x - 8, plot.y - 8, 16, 14}, handle, hint);
  picture.line({x, plot.y}, {x, plate.y}, {color, 2});
  picture.polygon(
      {{x - 7, plot.y - 6}, {x + 7, plot.y - 6}, {x + 7, plot.y}, {x, plot.y + 6}, {x - 7, plot.y}},
      color);
  draw_plate(picture, style, plate, text);
}

class TimelineDrawing {
public:
  TimelineDrawing(const TimelineLayout& layout, const TimelineState& state, const Style& style)
      : layout_(layout), scale_(layout.scale), state_(state), style_(style),
        picture_(style.measure) {}

  Picture draw() {
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i)
      add_name_region(picture_, scale_, layout_.lanes[i], name_box(layout_.rows[i]), style_);
    picture_.region(layout_.plot, {"timeline", 0, ""});
    if (layout_.axis.h > 0) add_handles(picture_, layout_.plot, layout_.axis, "");
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i)
      draw_lane(layout_.lanes[i], layout_.rows[i]);
    draw_range();
    ring(state_.hovered, 1);
    ring(state_.selected, 2);
    if (layout_.axis.h > 0) draw_axis();
    return std::move(picture_);
  }

private:
  void draw_lane(const TimelineLane& lane, Box row) {
    draw_name(picture_, scale_, lane, name_box(row), style_);
    picture_.fill(row, style_.theme.well, 3);
    picture_.clip(row);
    const BarPen pen{picture_, scale_, state_, style_};
    for (const TimelineBar& bar : lane.bars)
      lane.head ? draw_shares(pen, bar, row) : draw_bar(pen, bar, lane.role, row, true);
    picture_.unclip();
  }

  Box name_box(Box row) const { return {layout_.names.x, row.y, layout_.names.w, row.h}; }

  /// Whether a row of the trace is on a line.
  bool has(const TimelineLane& lane, const trace::Span& row) const {
    const bool is_on =
        lane.lane == row.lane || std::ranges::find(lane.joined, row.lane) != lane.joined.end();
    return is_on && !lane.head && (lane.flow == trace::no_flow || lane.flow == row.flow);
  }

  // What is selected, from one edge to the other.
  void draw_range() {
    if (!(state_.range_begin < state_.range_end)) return;
    const Box plot = layout_.plot;
    const float left = std::clamp(scale_.x_of(state_.range_begin), plot.x, plot.right());
    const float right = std::clamp(scale_.x_of(state_.range_end), plot.x, plot.right());
    if (right <= left) return;
    const Color color = style_.theme.accent;
    picture_.fill({left, plot.y, right - left, plot.h}, color.faded(0.14F));
    for (const float x : {left, right})
      picture_.line({x, plot.y}, {x, layout_.axis.y + 4}, {color, 1.5F});
  }

  // A ring around a row, even where it is folded with others.
  void ring(SpanId row, float width) {
    if (row == no_span || row >= scale_.trace().size()) return;
    for (std::size_t i = 0; i < layout_.lanes.size(); ++i) {
      if (!has(layout_.lanes[i], scale_.trace()[row])) continue;
      const TimelineScale::Stretch place = scale_.place(row);
      if (place.end < scale_.range().begin || place.begin > scale_.range().end) return;
      const Box lane = layout_.rows[i];
      float begin = std::max(scale_.x_of(place.begin), lane.x);
      const float end = std::min(scale_.x_of(place.end), lane.right());
      begin = std::min(begin, end - 4);
      picture_.outline({begin - 1, lane.y - 1, end - begin + 2, lane.h + 2},
                       {style_.theme.accent, width}, 4);
    }
  }

  bool is_shown(double place) const {
    return place >= scale_.range().begin && place <= scale_.range().end;
  }

  void draw_axis() {
    Axis axis(picture_, scale_, layout_.axis, style_);
    const std::string now = moment_text(scale_, state_.cursor.time);
    const float x = scale_.x_of(state_.place);
    const Box plate = plate_for(style_, now, x, layout_.axis);
    const bool shows_cursor = !state_.is_printed && is_shown(state_.place);
    if (shows_cursor) axis.keep_free(plate);
    draw_kind_of_time();
    draw_marks(axis, shows_cursor ? plate : Box{});
    axis.draw(layout_.plot.x - 12);
    if (shows_cursor) draw_cursor(picture_, style_, x, layout_.plot, plate, now, "");
  }

  void draw_kind_of_time() {
    const Box box{layout_.names.x, layout_.axis.bottom() - 20, layout_.names.w - 14, 20};
    picture_.enter(box);
    const std::string text = word(kind_of_time(), style_.language);
    Font font = small;
    while (font.size > 11 && style_.measure.width(text, font) > box.w)
      font.size -= 0.5F;
    picture_.text_in(box, shortened(text, font, box.w, style_.measure), font, style_.theme.second);
    picture_.leave();
  }

  const char* kind_of_time() const {
    if (state_.is_printed)
      return scale_.range().in_story ? "export.axis.story" : "export.axis.true";
    return scale_.range().in_story ? "window.transport.story_time" : "window.transport.true_time";
  }

  double place_of(Time time) const { return scale_.place(scale_.trace().cursor_at(time)); }

  // A line at each mark; between two of them what they measure, in the axis.
  void draw_marks(Axis& axis, Box cursor_plate) {
    std::vector<float> shown;
    for (const Time mark : state_.marks) {
      const double place = place_of(mark);
      shown.push_back(scale_.x_of(place));
      if (!is_shown(place)) continue;
      picture_.line({shown.back(), layout_.plot.y}, {shown.back(), layout_.axis.y + 4},
                    {style_.theme.accent, 1.5F, Dash::dashed});
    }
    if (shown.size() < 2) return;
    const Box plot = layout_.plot;
    const auto [least, most] = std::minmax(shown[0], shown[1]);
    const float left = std::clamp(least, plot.x, plot.right());
    const float right = std::clamp(most, plot.x, plot.right());
    const Time first = std::min(state_.marks[0], state_.marks[1]);
    const Time last = std::max(state_.marks[0], state_.marks[1]);
    if (least > plot.right() || most < plot.x) return;
    const std::string text = time_text(last - first);
    picture_.line({left, layout_.axis.y + 2}, {right, layout_.axis.y + 2},
                  {style_.theme.accent, 2});
    Box plate = plate_for(style_, text, (left + right) / 2, layout_.axis);
    if (plate.overlaps(cursor_plate)) plate.x = cursor_plate.right() + 6;
    if (plate.right() > layout_.axis.right()) plate.x = cursor_plate.x - 6 - plate.w;
    axis.keep_free(plate);
    // Not the cursor's: outlined, not filled.
    picture_.fill(plate, style_.theme.raised, 4);
    picture_.outline(plate, {style_.theme.accent, 1}, 4);
    picture_.enter(plate);
    picture_.text_in(plate, text, plate_font, style_.theme.text, Align::center);
    picture_.leave();
  }

  const TimelineLayout& layout_;
  const TimelineScale& scale_;
  const TimelineState& state_;
  const Style& style_;
  Picture picture_;
};

struct Frame {
  Box names, plot, axis;
};

Frame frame_of(Box box, bool has_axis = true) {
  Frame frame;
  frame.names = box.take_left(timeline_names_width);
  box.take_right(right_margin);
  box.take_top(8); // the cursor's head
  frame.axis = box.take_bottom(has_axis ? axis_height : 0);
  frame.plot = box;
  return frame;
}

std::size_t lines_that_fit(float height) {
  return static_cast<std::size_t>(std::max(1.0F, height / low_pitch));
}

std::vector<Box> rows_of(Box plot, std::size_t lanes) {
  const auto count = static_cast<float>(std::max<std::size_t>(lanes, 1));
  const float gap = std::min(lane_gap, plot.h / count / 6);
  const float height = std::min(lane_height, plot.h / count - gap);
  std::vector<Box> rows;
  for (std::size_t i = 0; i < lanes; ++i)
    rows.push_back(plot.take_top(height, gap));
  return rows;
}

} // namespace

float timeline_height(std::size_t lanes, bool has_axis, bool is_low) {
  const float pitch = is_low ? low_pitch : lane_height + lane_gap;
  return 8 + static_cast<float>(lanes) * pitch + (has_axis ? axis_height : 0);
}

TimelineLayout lay_out_timeline(const Story& story, const TimelineRange& range, Box box,
                                const TimelineParts& parts) {
  const Frame frame = frame_of(box, parts.has_axis);
  TimelineLayout layout{TimelineScale(story, range, frame.plot.x, std::max(1.0F, frame.plot.w)),
                        {},
                        box,
                        frame.names,
                        frame.plot,
                        frame.axis,
                        {}};
  if (parts.groups) {
    const std::size_t most = lines_that_fit(frame.plot.h);
    layout.lines =
        shown_lines(lane_groups(story.trace(), parts.groups->by_flow), *parts.groups).size();
    layout.first = std::min(parts.groups->first, layout.lines - std::min(most, layout.lines));
    layout.lanes = lay_out_groups(layout.scale, *parts.groups, most);
  } else {
    layout.lanes =
        lay_out_lanes(layout.scale, parts.lanes ? *parts.lanes : lanes_in_order(story.trace()));
  }
  if (parts.joins_devices) join_devices(layout.lanes, story.trace());
  layout.rows = rows_of(frame.plot, layout.lanes.size());
  return layout;
}

Picture draw_timeline(const TimelineLayout& layout, const TimelineState& state,
                      const Style& style) {
  return TimelineDrawing(layout, state, style).draw();
}

// Comparison: the same bars, a row for each case.

TimelineScale case_scale(const std::vector<TimelineCase>& cases, const TimelineRange& range,
                         Box box) {
  const auto longest = std::ranges::max_element(
      cases, {}, [](const TimelineCase& each) { return each.story->trace().end(); });
  const Frame frame = frame_of(box);
  return {*longest->story, range, frame.plot.x, std::max(1.0F, frame.plot.w)};
}

namespace {

void draw_case(Picture& picture, const TimelineCase& which, const TimelineRange& range, Time now,
               Box row, const Style& style) {
  const trace::Trace& trace = which.story->trace();
  const TimelineScale scale(*which.story, range, row.x, row.w);
  TimelineState state;
  const Time here = which.own.value_or(now);
  state.cursor = trace.cursor_at(std::min(here, trace.end()));
  state.place = static_cast<double>(here.ps());
  picture.fill(row, style.theme.well, 3);
  picture.clip(row);
  const BarPen pen{picture, scale, state, style};
  std::vector<TimelineLane> lanes =
      which.flow == trace::no_flow ? lay_out_lanes(scale) : lay_out_flow(scale, which.flow);
  std::ranges::reverse(lanes); // devices below the CPU, which is what matters most
  for (const TimelineLane& lane : lanes) {
    if (lane.role == TimelineLane::Role::calls) continue;
    for (const TimelineBar& bar : lane.bars)
      if (bar.what != TimelineBar::What::idle) draw_bar(pen, bar, lane.role, row, false);
  }
  if (which.own) {
    const float x = scale.x_of(state.place);
    picture.line({x, row.y}, {x, row.bottom()}, {style.theme.accent, 3});
  }
  picture.unclip();
}

} // namespace

Picture draw_case_timelines(const std::vector<TimelineCase>& cases, const TimelineRange& range,
                            Time now, Box box, const Style& style) {
  Picture picture(style.measure);
  if (cases.empty()) return picture;
  const Frame frame = frame_of(box);
  const TimelineScale scale = case_scale(cases, range, box);
  picture.region(frame.plot, {"timeline", 0, "race"});
  add_handles(picture, frame.plot, frame.axis, "race");
  const std::vector<Box> rows = rows_of(frame.plot, cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Box row = rows[i];
    // Closer together where a name shares their column: the longest is "simulated".
    const bool has_name = !cases[i].name.empty();
    const float wide = (cases[i].number > 9 ? 26.0F : 16.0F) - (has_name ? 5 : 0);
    const Box number{frame.names.right() - 8 - wide, row.y, wide, row.h};
    picture.enter(number);
    picture.text_in(number, std::to_string(cases[i].number), {Face::medium, 14}, style.theme.second,
                    Align::right);
    picture.leave();
    if (has_name) {
      const Box name{frame.names.x, row.y, number.x - 4 - frame.names.x, row.h};
      Font font{Face::regular, 13};
      while (font.size > 11 && style.measure.width(cases[i].name, font) > name.w)
        font.size -= 0.5F;
      picture.enter(name);
      picture.text_in(name, shortened(cases[i].name, font, name.w, style.measure), font,
                      style.theme.second, Align::right);
      picture.leave();
    }
    const bool is_flow = cases[i].flow != trace::no_flow;
    picture.region(number, {is_flow ? "flow" : "show_case", cases[i].number - 1, ""});
    draw_case(picture, cases[i], range, now, row, style);
  }
  Axis axis(picture, scale, frame.axis, style);
  const float x = scale.x_of(static_cast<double>(now.ps()));
  const std::string text = moment_text(scale, now);
  const Box plate = plate_for(style, text, x, frame.axis);
  const bool shows_cursor = x >= scale.left() - 1 && x <= scale.right() + 1;
  if (shows_cursor) axis.keep_free(plate);
  axis.draw(frame.plot.x - 12);
  // Where each case stands by itself, the line begins at the row of the one that is told.
  Box line = frame.plot;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (cases[i].own == now) line = {line.x, rows[i].y, line.w, frame.plot.bottom() - rows[i].y};
  if (shows_cursor) draw_cursor(picture, style, x, line, plate, text, "race");
  return picture;
}

} // namespace copyscope::figure
