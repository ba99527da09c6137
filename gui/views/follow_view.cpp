// One byte's whole journey: every buffer that it was in, when, and who carried it.
#include "figure/stage/stage.h"
#include "figure/story/routes.h"
#include "figure/words/time_words.h"
#include "gui/control/field_for.h"
#include "gui/session/gestures.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float leg_height = 58;
constexpr float two_lines = 46; ///< the least height of a leg that tells its way on a second line
constexpr float one_line = 28;  ///< the least height of any leg

/// One leg: by whom, from where to where, when. Where the box is low, its kind and when.
void draw_leg(Ui& ui, const Scene& scene, trace::SpanId row, int number, Box box) {
  const trace::Trace& trace = *scene.trace;
  const trace::Span& span = trace[row];
  const bool begun = row < scene.cursor().begun;
  const bool now = scene.player.step_row() == row;
  const Action action{action::row, row, ""};
  ui.picture.fill(box, now ? ui.theme.selected : ui.theme.raised, 8);
  ui.picture.outline(box,
                     {now || ui.is_hovered(action) ? ui.theme.accent : ui.theme.edge.faded(0.7F),
                      now ? 2.0F : 1.0F},
                     8);
  ui.picture.enter(box);
  const figure::Ink ink = figure::ink_of(span.kind, ui.theme);
  const bool is_low = box.h < two_lines;
  const float baseline = is_low ? box.center().y + 5 : box.y + 24;
  const Box mark = is_low ? Box{box.x + 12, box.y + 6, 10, box.h - 12}
                          : Box{box.x + 12, box.y + 12, 10, box.h - 24};
  if (begun)
    figure::fill_with(ui.picture, mark, ink, ui.theme, 3);
  else
    ui.picture.outline(mark, {ui.theme.line, 1, figure::Dash::dashed}, 3);
  if (number > 0)
    figure::numbered_disc(ui.picture, {box.x + 42, box.center().y}, 11, number, ink.color,
                          ui.theme.ground, ui.theme.text);
  const bool at_once =
      span.end == trace::Span::open || figure::time_text(span.begin) == figure::time_text(span.end);
  const std::string when = at_once
                               ? ui.say("follow.since", {{"from", figure::time_text(span.begin)}})
                               : ui.say("follow.from_to", {{"from", figure::time_text(span.begin)},
                                                           {"to", figure::time_text(span.end)}});
  const float right = ui.picture.text({box.right() - 14, baseline}, when, type::small,
                                      ui.theme.second, Align::right);
  const std::string_view actor = figure::actor_of(trace, span);
  const std::string who =
      ui.say("follow.carried_by", {{"who", ui.say(fmt::format("short.{}", actor))}});
  const Box text{box.x + 64, box.y, box.w - 64 - right - 30, box.h};
  ui.picture.text(
      {text.x, baseline},
      figure::shortened(assets::capitalized(figure::kind_word(span.kind, ui.style.language)),
                        type::strong, text.w, ui.style.measure),
      type::strong, ui.theme.text);
  std::string way = figure::buffer_word(span.source, ui.style.language);
  if (span.target != trace::Buffer::none)
    way += " → " + figure::buffer_word(span.target, ui.style.language);
  const std::string line = trace::is_copy(span.kind) ? way + "   " + who : way;
  if (!is_low)
    ui.picture.text({text.x, box.y + 45},
                    figure::shortened(line, type::small, box.w - 64 - 16, ui.style.measure),
                    type::small, ui.theme.second);
  ui.picture.leave();
  ui.picture.region(box, action);
}

/// As many legs as fit, around the one that has begun last; what is left out is counted.
void draw_legs(Ui& ui, const Scene& scene, const std::vector<trace::SpanId>& legs, Box in) {
  constexpr float gap = 8, low_gap = 4;
  const auto count = static_cast<float>(legs.size());
  const bool is_low = in.h < count * (two_lines + gap);
  const float least = is_low ? one_line + low_gap : two_lines + gap;
  std::size_t shown = legs.size(), first = 0;
  if (in.h < count * least) {
    const Box rest = in.take_bottom(20);
    shown = std::min(legs.size(), static_cast<std::size_t>(in.h / least));
    const auto begun = static_cast<std::size_t>(
        std::ranges::lower_bound(legs, scene.cursor().begun) - legs.begin());
    first = std::min(legs.size() - shown, begun > shown / 2 ? begun - shown / 2 : 0);
    ui.picture.text_in(rest,
                       ui.say("follow.more", {{"from", fmt::format("{}", first + 1)},
                                              {"to", fmt::format("{}", first + shown)},
                                              {"n", fmt::format("{}", legs.size())}}),
                       type::small, ui.theme.second);
  }
  const auto routes = figure::routes_of(*scene.trace);
  const float pitch =
      std::min(leg_height + gap, in.h / static_cast<float>(std::max<std::size_t>(1, shown)));
  for (std::size_t i = first; i < first + shown; ++i) {
    Box leg = in.take_top(pitch);
    leg.h -= is_low ? low_gap : gap;
    draw_leg(ui, scene, legs[i], figure::copy_number(routes, (*scene.trace)[legs[i]]), leg);
  }
}

void draw_journey(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14},
                  assets::capitalized(ui.say("follow.journey",
                                             {{"offset", figure::grouped(scene.choices.follow)}})),
                  type::heading, ui.theme.text);
  in.take_top(28);
  // The offset, to be typed or dragged along the file.
  const std::int64_t size = scene.shown().workload.file_size.count();
  Box line = in.take_top(34, 4);
  ui.picture.text({line.x, line.center().y + 5}, ui.title("follow.offset"), type::body,
                  ui.theme.second);
  line.take_left(ui.width(ui.title("follow.offset"), type::body) + 12);
  const Box field = line.take_left(130, 14);
  ui.picture.fill(field, ui.theme.well, 6);
  ui.picture.outline(field, {ui.theme.edge, 1}, 6);
  ui.picture.text_in(field.inset(10, 0), fmt::format("{}", scene.choices.follow), type::body,
                     ui.theme.text);
  ui.picture.region(
      field, {region::field, 0, fmt::format("{}={}", field_key::follow, scene.choices.follow)});
  const double share =
      size > 1 ? static_cast<double>(scene.choices.follow) / static_cast<double>(size - 1) : 0;
  ui.slider(line.inset(10, 0), share, -1, field_key::follow);
  Box note = in.take_bottom(24);
  const auto rows = scene.trace->journey(scene.front(), Bytes(scene.choices.follow));
  int copies = 0, by_cpu = 0;
  std::vector<trace::SpanId> legs;
  for (const trace::SpanId row : rows) {
    const trace::Span& span = (*scene.trace)[row];
    if (span.source == trace::Buffer::none || span.kind == trace::Kind::syscall) continue;
    legs.push_back(row);
    copies += trace::is_copy(span.kind) ? 1 : 0;
    by_cpu += span.kind == trace::Kind::cpu_copy ? 1 : 0;
  }
  ui.picture.text_in(note,
                     rows.empty() ? ui.say("follow.outside")
                                  : assets::capitalized(ui.say(
                                        "follow.copied", {{"n", fmt::format("{}", copies)},
                                                          {"cpu", fmt::format("{}", by_cpu)}})),
                     type::small_strong, ui.theme.text);
  draw_legs(ui, scene, legs, in);
  ui.leave();
}

} // namespace

void draw_follow_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_timeline_pane(ui, scene, box.take_bottom(timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(8);
  draw_transport(ui, scene, box.take_bottom(36 + 10).inset(0, 5));
  Box left = box.take_left(std::max(400.0F, box.w * 0.36F), 12);
  draw_case_picker(ui, scene, left.take_top(40, pane_gap));
  left.h -= 4;
  box.h -= 4;
  if (!scene.has_trace()) return;
  draw_journey(ui, scene, left);
  ui.picture.add(stage_of(ui, scene, box));
}

} // namespace copyscope::gui
