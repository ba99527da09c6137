#include "figure/timeline/timeline_bars.h"

#include "figure/kit/icons.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::Span;
using What = TimelineBar::What;

constexpr float most_radius = 3;
constexpr float narrowest_pattern = 6; // less wide, it is no pattern but noise
constexpr float ink_seen = 14;         // of a bar's colour, beside the plate of its text
constexpr float hint_from = 24;        // narrower bars get their hint when they are hovered
constexpr float padding = 3;           // between a text and the end of its plate
constexpr float disc_radius = 8;       // of a copy's number
constexpr float disc_room = 2 * disc_radius + 4;

// How far a bar is filled at the cursor, and whether it is under way.
struct Progress {
  float filled_to = 0;
  bool under_way = false;
};

Progress progress_of(const BarPen& pen, const TimelineBar& bar) {
  const float cursor = pen.scale.x_of(pen.state.place);
  const auto up_to_cursor = [&] { return std::clamp(cursor, bar.begin, bar.end); };
  if (bar.what != What::row) return {up_to_cursor(), false};
  if (bar.row >= pen.state.cursor.begun) return {bar.begin, false};
  const bool is_over =
      cursor >= bar.end - 0.25F ||
      (!pen.scale.range().in_story && pen.scale.trace()[bar.row].end <= pen.state.cursor.time);
  return {is_over ? bar.end : up_to_cursor(), !is_over};
}

bool is_quiet(Kind kind) {
  return kind == Kind::wait || kind == Kind::disk_access;
}

// The box of a bar on its lane: things within a call lie at its lower edge.
Box box_of(const BarPen& pen, const TimelineBar& bar, TimelineLane::Role role, Box row) {
  Box box{bar.begin, row.y, bar.width(), row.h};
  const bool within_call = role == TimelineLane::Role::calls && bar.what == What::row &&
                           pen.scale.trace()[bar.row].kind != Kind::syscall;
  if (!within_call) return box;
  constexpr float low = 0.2F; // the call's name stands over it
  return {box.x, row.y + row.h * (1 - low), box.w, row.h * low};
}

void arrow(Picture& picture, Box box, bool down, Color color) {
  const float size = std::min({box.w - 4, box.h - 6, 14.0F});
  if (size < narrowest_arrow - 4) return;
  const Point c = box.center();
  const float half = size / 2, head = size / 3, way = down ? 1 : -1;
  const Point tip{c.x, c.y + half * way};
  picture.line({c.x, c.y - half * way}, tip, {color, 1.5F});
  picture.line({{tip.x - head, tip.y - head * way}, tip, {tip.x + head, tip.y - head * way}},
               {color, 1.5F});
}

float radius_of(Box box) {
  return std::min(most_radius, box.w / 3);
}

// Fills what is over of a bar.
void fill_part(const BarPen& pen, Box part, const Span& span) {
  const Theme& theme = pen.style.theme;
  if (part.w <= 0) return;
  const float radius = radius_of(part);
  if (span.kind == Kind::syscall) return pen.picture.fill(part, theme.selected, radius);
  if (span.kind == Kind::user) return;
  Ink ink = ink_of(span.kind, theme);
  if (part.w < narrowest_pattern) ink.pattern = Pattern::solid;
  if (span.soft_begin && span.soft_end) ink.color = mix(theme.well, ink.color, 0.6F);
  if (is_quiet(span.kind)) return pen.picture.fill(part, mix(theme.well, ink.color, 0.25F), radius);
  fill_with(pen.picture, part, ink, theme, radius);
}

/// Kinds that look the same are one part of a column.
struct Part {
  Ink ink;
  Kind kind = Kind::user; ///< the first of them
  float height = 0;
};

std::vector<Part> parts_of(const TimelineColumn& column, float height, const Theme& theme) {
  std::vector<Part> parts;
  for (const auto& [kind, share] : column.shares) {
    const Ink ink = ink_of(kind, theme);
    const bool goes_on = !parts.empty() && parts.back().ink.color == ink.color &&
                         parts.back().ink.pattern == ink.pattern;
    if (!goes_on) parts.push_back({ink, kind, 0});
    parts.back().height += share * height;
  }
  return parts;
}

// A part of a column: as a bar of its kind is filled, before the cursor; pale beyond.
void fill_share(const BarPen& pen, Box box, const Part& part, bool begun) {
  const Theme& theme = pen.style.theme;
  if (box.w <= 0) return;
  const bool is_call = part.kind == Kind::syscall;
  const Color color = is_call ? theme.selected : part.ink.color;
  const bool is_plain = is_call || part.kind == Kind::user;
  if (!begun || is_quiet(part.kind))
    pen.picture.fill(box, mix(theme.well, color, begun ? 0.5F : 0.25F));
  else if (is_plain)
    pen.picture.fill(box, color);
  else
    fill_with(pen.picture, box, part.ink, theme, 0);
}

// Where rows are folded, heights are shares of the time: full height is busy all of it. On paper
// their upper edge is drawn, since some kinds are as white as the ground.
void draw_shares(const BarPen& pen, const TimelineBar& bar, Box row, const Progress& progress) {
  std::vector<Point> edge;
  for (const TimelineColumn& column : bar.columns) {
    float y = row.bottom();
    for (const Part& part : parts_of(column, row.h, pen.style.theme)) {
      y -= part.height;
      const float begun_to = std::clamp(progress.filled_to, column.begin, column.end);
      fill_share(pen, {column.begin, y, begun_to - column.begin, part.height}, part, true);
      if (!pen.state.hides_future)
        fill_share(pen, {begun_to, y, column.end - begun_to, part.height}, part, false);
    }
    edge.push_back({column.begin, y});
    edge.push_back({column.end, y});
  }
  if (pen.state.is_printed && edge.size() > 1)
    pen.picture.line(std::move(edge), {pen.style.theme.text, 0.75F});
}

Stroke stroke_of(const BarPen& pen, const TimelineBar& bar, const Progress& progress) {
  const Theme& theme = pen.style.theme;
  const bool begun = progress.filled_to > bar.begin || progress.under_way;
  if (bar.what == What::idle) return {theme.waiting, 1, Dash::dashed};
  if (bar.what == What::user) return {begun ? theme.user : theme.edge, 1.5F};
  const Span& span = pen.scale.trace()[bar.row];
  const bool is_soft = span.soft_begin || span.soft_end; // when it begins and ends is not known
  const Dash dash = is_quiet(span.kind) ? Dash::dashed : is_soft ? Dash::dotted : Dash::none;
  if (!begun) return {theme.edge, 1, dash};
  if (span.kind == Kind::syscall) return {progress.under_way ? theme.accent : theme.edge, 1};
  const Color color = ink_of(span.kind, theme).color;
  return {color == theme.descriptor ? theme.descriptor_edge : color,
          progress.under_way ? 2.0F : 1.0F, dash};
}

// Whether there was room for one of its texts.
bool draw_text(const BarPen& pen, const TimelineBar& bar, Box box, const Progress& progress) {
  const Theme& theme = pen.style.theme;
  const float left = std::max(box.x, pen.scale.left());
  const float right = std::min({box.right(), pen.scale.right(), bar.covered_from});
  const Box seen{left, box.y, right - left, box.h};
  if (seen.w < 2 * disc_radius || seen.h < 16) return false;
  const bool is_call = bar.what == What::row && pen.scale.trace()[bar.row].kind == Kind::syscall;
  const Kind kind = bar.what == What::row ? pen.scale.trace()[bar.row].kind : Kind::user;
  const bool has_ink = kind != Kind::syscall && kind != Kind::user && !is_quiet(kind);
  const Font font{progress.under_way || is_call ? Face::medium : Face::regular, 13};
  static const std::vector<Route> no_routes;
  const auto& routes = pen.state.routes ? *pen.state.routes : no_routes;
  for (const BarLabel& label :
       labels_of(pen.scale, bar, routes, pen.style.language, pen.state.is_printed)) {
    const float text = pen.style.measure.width(label.text, font);
    const float disc = label.number == 0 ? 0 : label.text.empty() ? 2 * disc_radius : disc_room;
    const float width = text + disc + 2 * padding;
    // A number alone is short enough that its bar is known beside it.
    const float beside = !has_ink ? 1 : label.text.empty() ? ink_seen / 2 : ink_seen;
    if (width > seen.w - beside) continue;
    const float x = is_call ? seen.x + 4 : seen.center().x - width / 2;
    const Box plate{x, seen.center().y - 9, width, 18};
    // On a pattern, text sits on a plate; on other grounds it does not need one.
    const bool on_fill = progress.filled_to > plate.x && bar.what == What::row && !is_call;
    if (on_fill) pen.picture.fill(plate, theme.well, 4);
    const bool begun = progress.filled_to > bar.begin || progress.under_way;
    const Color color = begun ? theme.text : theme.second;
    pen.picture.enter(seen);
    if (label.number != 0)
      numbered_disc(pen.picture, {plate.x + padding + disc_radius, plate.center().y}, disc_radius,
                    label.number, color, theme.well, color);
    pen.picture.text_in({plate.x + padding + disc, plate.y, text, plate.h}, label.text, font,
                        color);
    pen.picture.leave();
    return true;
  }
  return false;
}

// One task goes, another comes.
void exchange(Picture& picture, Box box, Color color) {
  const float size = std::min({box.w - 4, box.h - 6, 14.0F});
  if (size < narrowest_arrow - 4) return;
  const float half = size / 2, head = size / 4;
  const Point c = box.center();
  for (const float way : {1.0F, -1.0F}) {
    const float y = c.y - way * size * 0.22F;
    const Point tip{c.x + half * way, y};
    picture.line({{c.x - half * way, y}, tip, {tip.x - head * way, y - head}}, {color, 1.5F});
  }
}

// What a bar too narrow for words shows: arrows for a crossing and for a change of tasks, a spark
// for an interrupt.
void draw_sign(const BarPen& pen, const TimelineBar& bar, Box box, const Progress& progress) {
  const Theme& theme = pen.style.theme;
  const Span& span = pen.scale.trace()[bar.row];
  const Color color = progress.filled_to > box.center().x ? theme.on_role : theme.text;
  if (span.kind == Kind::mode_switch)
    arrow(pen.picture, box, span.name == trace::WellKnown::to_kernel, color);
  else if (span.kind == Kind::context_switch)
    exchange(pen.picture, box, color);
  else if (span.kind == Kind::interrupt && box.w >= narrowest_spark && box.h >= 16) {
    const float size = std::min(14.0F, box.w);
    draw_icon(pen.picture, Icon::bolt,
              {box.center().x - size / 2, box.center().y - size / 2, size, size}, color);
  }
}

void draw_row(const BarPen& pen, const TimelineBar& bar, Box box, const Progress& progress) {
  fill_part(pen, {box.x, box.y, progress.filled_to - box.x, box.h}, pen.scale.trace()[bar.row]);
  const Stroke stroke = stroke_of(pen, bar, progress);
  if (box.w >= narrowest_bar)
    pen.picture.outline(box, stroke, radius_of(box));
  else if (progress.filled_to <= box.x)
    pen.picture.fill(box, stroke.color);
}

} // namespace

void draw_shares(const BarPen& pen, const TimelineBar& bar, Box row) {
  draw_shares(pen, bar, row, progress_of(pen, bar));
}

void draw_bar(const BarPen& pen, const TimelineBar& bar, TimelineLane::Role role, Box row,
              bool with_text) {
  const Progress progress = progress_of(pen, bar);
  const bool has_begun =
      progress.filled_to > bar.begin || (bar.what == What::row && bar.row < pen.state.cursor.begun);
  if (pen.state.hides_future && !has_begun) return;
  const Box box = box_of(pen, bar, role, row);
  const bool has_row = bar.what == What::row || bar.what == What::folded;
  const bool is_named = has_row && pen.state.is_printed;
  const auto hint = [&] { return hint_of(pen.scale.trace(), bar, pen.style.language); };
  if (is_named) pen.picture.group({"row", bar.row, std::string(pen.state.run)}, hint(), bar.count);
  if (bar.what == What::folded)
    draw_shares(pen, bar, row, progress);
  else if (bar.what == What::row)
    draw_row(pen, bar, box, progress);
  else
    pen.picture.outline(box, stroke_of(pen, bar, progress), radius_of(box));
  if (has_row && with_text) { // a sliver still has to be hit by the pointer
    const Box hit = box.w < 6 ? Box{box.center().x - 3, box.y, 6, box.h} : box;
    const bool with_hint = bar.width() >= hint_from || bar.row == pen.state.hovered;
    pen.picture.region(hit, {"row", bar.row, ""}, with_hint ? hint() : std::string());
  }
  if (with_text && !draw_text(pen, bar, box, progress) && bar.what == What::row)
    draw_sign(pen, bar, box, progress);
  if (is_named) pen.picture.ungroup();
}

} // namespace copyscope::figure
