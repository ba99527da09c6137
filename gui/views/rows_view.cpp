// All rows of the run as a table: sorted by any column, where the cursor is, however many there
// are. Only the rows that are seen are drawn.
#include "figure/stage/stage.h"
#include "figure/timeline/timeline_labels.h"
#include "figure/words/time_words.h"
#include "gui/session/row_text.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using Column = RowOrder::Column;

constexpr float row_height = 24, heads_height = 30, rail_width = 14;

struct Cell {
  Column column;
  float weight; ///< of the width
  Align align = Align::left;
};
constexpr std::array cells{Cell{Column::begin, 1.15F, Align::right},
                           Cell{Column::duration, 1.0F, Align::right},
                           Cell{Column::lane, 1.15F},
                           Cell{Column::kind, 1.7F},
                           Cell{Column::call, 0.75F, Align::right},
                           Cell{Column::way, 2.3F},
                           Cell{Column::offset, 1.25F, Align::right},
                           Cell{Column::bytes, 1.05F, Align::right}};
static_assert(cells.size() == row_columns);

Box cell_box(Box row, std::size_t which) {
  float before = 0, all = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i < which) before += cells[i].weight;
    all += cells[i].weight;
  }
  return {row.x + row.w * before / all, row.y, row.w * cells[which].weight / all, row.h};
}

std::string cell_text(Ui& ui, const trace::Trace& trace, const trace::Span& span, Column column) {
  const bool is_open = span.end == trace::Span::open;
  switch (column) {
  case Column::begin:
    return figure::time_text(span.begin);
  case Column::duration:
    return is_open ? "" : figure::time_text(span.end - span.begin);
  case Column::lane:
    return figure::lane_name(trace, span.lane, ui.style.language);
  case Column::kind:
    return what_text(trace, span, ui.style.language);
  case Column::call:
    return span.call == 0 ? "" : fmt::format("#{}", span.call);
  case Column::way:
    return way_text(span, ui.style.language);
  case Column::offset:
    return span.has_range ? figure::grouped(static_cast<std::int64_t>(span.offset)) : "";
  case Column::bytes:
    return span.has_range ? figure::grouped(static_cast<std::int64_t>(span.bytes)) : "";
  }
  return "";
}

void draw_cell(Ui& ui, Box box, const std::string& text, Align align, Font font,
               figure::Color color) {
  box = box.inset(8, 0);
  ui.picture.text_in(box, figure::shortened(text, font, box.w, ui.style.measure), font, color,
                     align);
}

void draw_heads(Ui& ui, const Scene& scene, Box row) {
  ui.picture.fill(row, ui.theme.raised, 4);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Box box = cell_box(row, i);
    const std::string name(name_of(cells[i].column));
    const Action action{action::sort_rows, 0, name};
    const bool is_sorted = cells[i].column == scene.rows.order().column();
    std::string text = ui.title("rows.column." + name);
    if (is_sorted) text += scene.rows.order().falls() ? " ↓" : " ↑";
    if (ui.is_hovered(action)) ui.picture.fill(box, ui.theme.selected, 4);
    ui.picture.enter(box);
    draw_cell(ui, box, text, cells[i].align, type::small_strong,
              is_sorted ? ui.theme.text : ui.theme.second);
    ui.picture.leave();
    ui.picture.region(box, action, ui.say("tip.sort_rows"));
  }
}

void draw_row(Ui& ui, const Scene& scene, trace::SpanId id, Box row) {
  const trace::Trace& trace = *scene.trace;
  const trace::Span& span = trace[id];
  const bool is_current = id == scene.rows.current();
  const Action action{action::row, id, ""};
  if (is_current)
    ui.picture.fill(row, ui.theme.selected, 4);
  else if (ui.is_hovered(action))
    ui.picture.fill(row, ui.theme.raised, 4);
  const bool begun = id < scene.cursor().begun;
  const figure::Ink ink = figure::ink_of(span.kind, ui.theme);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    Box box = cell_box(row, i);
    ui.picture.enter(box);
    if (cells[i].column == Column::kind && trace::is_step(span.kind))
      figure::fill_with(ui.picture, {box.x + 8, box.y + 6, 12, row_height - 12}, ink, ui.theme, 3);
    if (cells[i].column == Column::kind) box = {box.x + 20, box.y, box.w - 20, box.h};
    draw_cell(ui, box, cell_text(ui, trace, span, cells[i].column), cells[i].align, type::small,
              begun ? ui.theme.text : ui.theme.second);
    ui.picture.leave();
  }
  if (is_current) ui.picture.outline(row, {ui.theme.accent, 1.5F}, 4);
  ui.picture.region(row, action);
}

/// How far down the table what is seen lies, to be dragged.
void draw_rail(Ui& ui, const Scene& scene, Box rail, std::int64_t first, std::int64_t fits) {
  const auto all = static_cast<float>(scene.rows.order().size());
  const float shown = static_cast<float>(fits) / all;
  if (shown >= 1) return;
  ui.picture.fill(rail.inset(3, 0), ui.theme.well, 4);
  const float height = std::max(28.0F, rail.h * shown);
  const float down = static_cast<float>(first) / std::max(1.0F, all - static_cast<float>(fits));
  ui.picture.fill({rail.x + 3, rail.y + (rail.h - height) * down, rail.w - 6, height},
                  ui.theme.edge, 4);
  ui.picture.region(rail, {"rail", 0, "rows"}, ui.say("tip.rail"));
}

void draw_rows_table(Ui& ui, const Scene& scene, Box box) {
  Box in = box.inset(10, 8);
  ui.picture.fill(box, ui.theme.panel, 8);
  Box rail = in.take_right(rail_width);
  draw_heads(ui, scene, in.take_top(heads_height, 2));
  rail.take_top(heads_height + 2);
  ui.picture.region(in, {"scroll", 0, "rows"});
  const std::int64_t all = scene.rows.order().size();
  const auto fits = std::max<std::int64_t>(1, static_cast<std::int64_t>(in.h / row_height));
  const std::int64_t first =
      std::clamp<std::int64_t>(static_cast<std::int64_t>(scene.rows.middle()) - fits / 2, 0,
                               std::max<std::int64_t>(0, all - fits));
  for (std::int64_t i = first; i < std::min(all, first + fits); ++i)
    draw_row(ui, scene, scene.rows.order().row(i), in.take_top(row_height));
  draw_rail(ui, scene, rail, first, fits);
}

void draw_head(Ui& ui, const Scene& scene, Box box) {
  draw_case_picker(ui, scene, box.take_left(300, 14));
  const std::string find = ui.title("find.find");
  ui.button(box.take_right(ui.button_width(find), 10), find, {action::find, 0, ""}, Ui::Look::plain,
            ui.say("tip.find"));
  if (!scene.has_trace()) return;
  const RowOrder& order = scene.rows.order();
  const std::string text =
      order.is_working()
          ? ui.say("rows.sorting", {{"n", fmt::format("{:.0f}", order.progress() * 100)}})
          : ui.say("rows.count", {{"n", figure::grouped(order.size())}});
  ui.picture.enter(box);
  ui.picture.text_in(box, text, type::body, ui.theme.second);
  ui.picture.leave();
}

} // namespace

void draw_rows_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_timeline_pane(ui, scene, box.take_bottom(timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(8);
  draw_transport(ui, scene, box.take_bottom(36 + 10).inset(0, 5));
  draw_head(ui, scene, box.take_top(40, pane_gap));
  box.h -= 4;
  if (scene.lesson.hides_counters())
    ui.picture.paragraph(box.inset(20), ui.say("lesson.hidden"), type::body, ui.theme.second);
  else if (scene.has_trace())
    draw_rows_table(ui, scene, box);
  else
    ui.picture.paragraph(box.inset(20), ui.say(scene.why_no_trace()), type::body, ui.theme.second);
}

} // namespace copyscope::gui
