// The strip of steps with what they have come to, and the transport below it.
#include "figure/stage/flow_strip.h"
#include "figure/stage/stage.h"
#include "figure/story/routes.h"
#include "figure/words/time_words.h"
#include "gui/views/panes.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

using trace::Kind;

constexpr float tile_width = 104, tile_gap = 4;

std::string brief_word(Ui& ui, const trace::Span& span) {
  std::string key = fmt::format("brief.{}", name_of(span.kind));
  if (span.kind == Kind::mode_switch)
    key += span.name == trace::WellKnown::to_kernel ? ".to_kernel" : ".to_user";
  return ui.say(key);
}

/// A sample of the step's role, or its number where it is a copy.
void draw_mark(Ui& ui, const trace::Span& span, int number, Point at) {
  const figure::Ink ink = figure::ink_of(span.kind, ui.theme);
  if (number > 0)
    return figure::numbered_disc(ui.picture, at, 10, number, ink.color, ui.theme.ground,
                                 ui.theme.text);
  const Box box{at.x - 9, at.y - 9, 18, 18};
  figure::fill_with(ui.picture, box, ink, ui.theme, 4);
  if (span.kind == Kind::mode_switch) {
    const float tip = span.name == trace::WellKnown::to_kernel ? 5.0F : -5.0F;
    ui.picture.line({at.x, at.y - tip}, {at.x, at.y + tip * 0.4F}, {ui.theme.on_role, 2});
    figure::arrow_tip(ui.picture, {at.x, at.y + tip}, {0, tip}, 6, ui.theme.on_role);
  }
}

void draw_tile(Ui& ui, const Scene& scene, const std::vector<figure::Route>& routes,
               std::int64_t number, Box tile) {
  const trace::Trace& trace = *scene.trace;
  const std::int64_t current = trace.step_number(scene.cursor());
  const bool done = number <= current, now = number == current;
  const Action action{action::step, number, ""};
  ui.picture.fill(tile, now ? ui.theme.selected : ui.theme.panel, 6);
  const figure::Color edge =
      now || ui.is_hovered(action) ? ui.theme.accent : ui.theme.edge.faded(done ? 0.9F : 0.5F);
  ui.picture.outline(tile, {edge, now ? 2.0F : 1.0F}, 6);
  ui.picture.enter(tile);
  if (done) {
    const trace::Span& span = trace[trace.step(number)];
    draw_mark(ui, span, figure::copy_number(routes, span), {tile.x + 18, tile.y + 15});
    ui.picture.text(
        {tile.x + 34, tile.y + 20},
        figure::shortened(brief_word(ui, span), type::small_strong, tile.w - 40, ui.style.measure),
        type::small_strong, ui.theme.text);
    if (span.end != trace::Span::open)
      ui.picture.text({tile.x + 9, tile.y + 40}, figure::time_text(span.end - span.begin),
                      type::small, ui.theme.second);
  } else {
    ui.picture.text_in(tile, fmt::format("{}", number), type::small, ui.theme.second,
                       Align::center);
  }
  ui.picture.leave();
  ui.picture.region(tile, action, ui.say("tip.step"));
}

/// "so far 135.82 µs", "by DMA 64 KiB" … from the right; returns what is left of the box.
Box draw_totals(Ui& ui, const Scene& scene, Box box) {
  const trace::Ledger ledger = scene.trace->ledger(scene.cursor()),
                      end = scene.trace->final_ledger();
  const bool is_real = scene.trace->header().source == trace::Source::real;
  const auto column = [&](const std::string& head, const std::string& value) {
    const Box cell = box.take_right(
        std::max({84.0F, ui.width(head, type::small) + 12, ui.width(value, type::strong) + 12}));
    ui.picture.enter(cell);
    ui.picture.text({cell.x + 8, cell.y + 18}, head, type::small, ui.theme.second);
    ui.picture.text({cell.x + 8, cell.y + 40}, value, type::strong, ui.theme.text);
    ui.picture.leave();
  };
  if (ledger.bytes_copied.pio > 0)
    column(ui.say("steps.by_pio"),
           brief(Bytes(ledger.bytes_copied.pio), Bytes(end.bytes_copied.pio)));
  // Who copies while a real run is under way is not observed.
  if (!is_real) {
    column(ui.say("steps.by_cpu"),
           brief(Bytes(ledger.bytes_copied.cpu), Bytes(end.bytes_copied.cpu)));
    column(ui.say("steps.by_dma"),
           brief(Bytes(ledger.bytes_copied.dma), Bytes(end.bytes_copied.dma)));
  }
  column(ui.say("steps.so_far"), figure::time_text(scene.time_shown()));
  return box;
}

/// To find rows, and all of them; takes them from the left.
void draw_tools(Ui& ui, Box& box) {
  const float y = box.center().y - 16;
  ui.icon_button({box.x, y, 34, 32}, Icon::search, {action::find, 0, ""}, ui.say("tip.find"));
  ui.icon_button({box.x + 38, y, 34, 32}, Icon::table, {action::view, 0, "rows"},
                 ui.say("tip.rows"));
  box.take_left(72, 10);
}

} // namespace

void draw_flows(Ui& ui, const Scene& scene, Box box, bool has_tools) {
  const auto flows = static_cast<std::uint32_t>(scene.trace->tables().flows.size());
  const float head = figure::flow_head_width(flows, ui.style);
  if (has_tools) {
    Box tools = box.take_right(72 + 10);
    tools.take_left(10);
    draw_tools(ui, tools);
  }
  ui.picture.add(figure::draw_flow_strip(
      *scene.trace, scene.cursor(), scene.front(),
      figure::lay_out_flow_strip(flows, scene.front(), box, head), ui.style));
}

void draw_steps(Ui& ui, const Scene& scene, Box box) {
  if (!scene.has_trace()) return;
  const trace::Trace& trace = *scene.trace;
  const std::int64_t current = trace.step_number(scene.cursor());
  const std::string done = ui.say("steps.done", {{"n", figure::grouped(current)}});
  const Box head = box.take_left(std::max(88.0F, ui.width(done, type::small) + 12));
  ui.picture.enter(head);
  ui.picture.text({head.x, head.y + 19}, ui.title("pane.steps"), type::heading, ui.theme.text);
  ui.picture.text({head.x, head.y + 40}, done, type::small, ui.theme.second);
  ui.picture.leave();
  draw_tools(ui, box);
  box = draw_totals(ui, scene, box);
  box.w -= 8;
  const auto fits = std::max<std::int64_t>(
      1, static_cast<std::int64_t>((box.w + tile_gap) / (tile_width + tile_gap)));
  const std::int64_t first = std::clamp<std::int64_t>(
      current - fits / 2, 1, std::max<std::int64_t>(1, trace.steps() - fits + 1));
  const std::vector<figure::Route> routes = figure::routes_of(trace);
  const std::int64_t shown = std::min(fits, trace.steps());
  const float width =
      std::min(tile_width * 1.25F, (box.w - tile_gap * static_cast<float>(shown - 1)) /
                                       static_cast<float>(std::max<std::int64_t>(1, shown)));
  for (std::int64_t i = 0; i < shown; ++i)
    draw_tile(ui, scene, routes, first + i, box.take_left(width, tile_gap));
}

void draw_speed(Ui& ui, const Scene& scene, Box& box) {
  const int speed = scene.player.speed();
  const bool is_whole =
      speed > Player::usual_speeds.back() && speed == scene.player.speeds().back();
  const std::string text =
      is_whole ? ui.say("transport.whole_in", {{"n", fmt::format("{}", Player::quickest_story)}})
               : ui.say("transport.speed", {{"n", fmt::format("{:g}", speed / 100.0)}});
  ui.button(box.take_left(std::max(58.0F, ui.button_width(text)), 16), text, {action::speed, 0, ""},
            Ui::Look::plain, ui.say("tip.speed"));
}

void draw_transport(Ui& ui, const Scene& scene, Box box) {
  const auto hint = [&](const char* name) { return ui.say(fmt::format("tip.{}", name)); };
  const auto icon = [&](Icon which, const char* name, Ui::Look look = Ui::Look::plain) {
    ui.icon_button(box.take_left(40, 6), which, {name, 0, ""}, hint(name), look);
  };
  icon(Icon::first, action::home);
  icon(Icon::back, action::step_back);
  icon(scene.player.animating() ? Icon::pause : Icon::play, action::play, Ui::Look::primary);
  icon(Icon::on, action::step_on);
  icon(Icon::last, action::end);

  // From the right: time scale, zoom.
  const std::vector<Ui::Segment> scales = {
      {ui.say("transport.story_time"), {action::story_time, 1, ""}, ui.say("tip.story_time")},
      {ui.say("transport.true_time"), {action::story_time, 0, ""}, ui.say("tip.true_time")}};
  ui.segments(box.take_right(ui.segments_width(scales), 16), scales,
              scene.player.in_story_time() ? 0 : 1);
  ui.icon_button(box.take_right(36, 6), Icon::plus, {action::zoom_in, 0, ""}, hint("zoom_in"));
  const std::string fit = ui.say("transport.fit");
  ui.button(box.take_right(ui.button_width(fit), 6), fit, {action::zoom_fit, 0, ""},
            Ui::Look::plain, hint("zoom_fit"));
  ui.icon_button(box.take_right(36, 12), Icon::minus, {action::zoom_out, 0, ""}, hint("zoom_out"));

  const std::string until = ui.say("transport.until");
  ui.button(box.take_right(ui.button_width(until), 10), until, {action::menu, 0, "until"},
            Ui::Look::plain, hint("until"));

  if (scene.has_flows()) {
    const std::string by_flow = ui.say("transport.lanes_by_flow");
    const Box room = box.take_right(26 + ui.width(by_flow, type::body), 14);
    ui.check({room.x, box.center().y}, by_flow, scene.choices.lanes_by_flow,
             {action::lanes_by_flow, 0, ""}, hint("lanes_by_flow"));
  }

  box.take_left(10);
  if (scene.has_trace()) {
    constexpr float speed = 84; // is left for that
    const std::string step = assets::capitalized(ui.say(
        "transport.step_of", {{"n", figure::grouped(scene.trace->step_number(scene.cursor()))},
                              {"steps", figure::grouped(scene.trace->steps())}}));
    const float wide = ui.width(step, type::name);
    if (wide + 14 + speed <= box.w) {
      ui.picture.text({box.x, box.center().y + 5.8F}, step, type::name, ui.theme.text);
      box.take_left(wide, 14);
    }
    const std::string time = figure::time_text(scene.time_shown());
    const float room = std::max(80.0F, ui.width(time, type::body));
    if (room + 14 + speed <= box.w) {
      ui.picture.text({box.x, box.center().y + 5.4F}, time, type::body, ui.theme.second);
      box.take_left(room, 14);
    }
  }
  draw_speed(ui, scene, box);
  const std::string stop = ui.say("transport.stop_each");
  if (ui.width(stop, type::body) + 30 <= box.w)
    ui.check({box.x, box.center().y}, stop, scene.player.stops_after_each_step(),
             {action::stop_each, 0, ""}, hint("stop_each"));
}

} // namespace copyscope::gui
