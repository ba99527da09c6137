// From which size of chunks or of files on a method pays on this machine: asked for, watched, and
// as a chart.
#include "figure/charts/crossover_chart.h"
#include "figure/words/crossover_words.h"
#include "figure/words/real_words.h"
#include "gui/session/gestures.h"
#include "gui/views/crossover_panes.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float segments_high = 34, under_head = 10;

std::vector<Ui::Segment> part_segments(Ui& ui) {
  std::vector<Ui::Segment> segments;
  for (const RealPart part :
       {RealPart::run, RealPart::spans, RealPart::counts, RealPart::crossover}) {
    const std::string name(name_of(part));
    segments.push_back(
        {ui.title("part." + name), {action::real_part, 0, name}, ui.say("part.tip." + name)});
  }
  return segments;
}

bool has_chart(const CrossoverWork& work) {
  return work.crossover().has_value();
}

/// What it is doing, or why it came to nothing; else empty.
std::string crossover_status(Ui& ui, const Scene& scene) {
  const CrossoverWork& work = scene.crossover;
  if (work.is_cancelling()) return ui.say("real.cancelling");
  if (work.is_running()) {
    const std::string name = figure::key_over(work.measuring(), "measuring");
    return ui.title(work.is_calibrating() ? "crossover.calibrating" : name,
                    {{"percent", fmt::format("{:.0f}", work.progress() * 100)}});
  }
  if (!work.is_available()) return ui.say("real.not_built");
  if (work.error() == "cancelled") return ui.say("real.cancelled");
  if (work.error().empty() || work.failed_calibrating()) return {};
  return ui.say("crossover.failed",
                {{"reason", figure::translated(work.error(), ui.style.language)}});
}

void draw_bar(Ui& ui, Box box, double share) {
  const Box rail{box.x, box.center().y - 6, box.w, 12};
  ui.picture.fill(rail, ui.theme.well, 6);
  ui.picture.outline(rail, {ui.theme.edge.faded(0.6F), 1}, 6);
  ui.picture.fill({rail.x, rail.y, rail.w * static_cast<float>(share), rail.h}, ui.theme.accent, 6);
}

std::string measure_button_text(Ui& ui, const Scene& scene) {
  return ui.title(scene.crossover.is_running() ? "real.cancel"
                  : has_chart(scene.crossover) ? "crossover.again"
                                               : "crossover.measure");
}

/// Starts it, or stops it.
void draw_measure_button(Ui& ui, const Scene& scene, Box box) {
  const CrossoverWork& work = scene.crossover;
  const bool runs = work.is_running();
  const bool can = runs || (work.is_available() && !scene.real.is_running());
  ui.button(box, measure_button_text(ui, scene),
            {runs ? action::cancel : action::measure_crossover, 0, ""},
            !can                      ? Ui::Look::disabled
            : runs || has_chart(work) ? Ui::Look::plain
                                      : Ui::Look::primary,
            runs ? ui.say("crossover.tip.cancel") : say_over(ui, work.over(), "tip.measure"));
}

/// The question that the chart answers; whether there was room for it.
bool draw_crossover_title(Ui& ui, const Scene& scene, Box row) {
  const std::string title = say_over(ui, scene.crossover.over(), "question"),
                    about =
                        ui.say("crossover.about",
                               {{"sends", figure::grouped(scene.crossover.crossover()->sends)}});
  if (std::max(ui.width(title, type::heading), ui.width(about, type::small)) > row.w) return false;
  ui.picture.text({row.x, row.y + 14}, title, type::heading, ui.theme.text);
  ui.picture.text({row.x, row.y + 33}, about, type::small, ui.theme.second);
  return true;
}

/// Beside the parts: what the chart is about, or what is under way. Whether the former was said.
bool draw_crossover_head(Ui& ui, const Scene& scene, Box row) {
  const float button = std::max(110.0F, ui.button_width(measure_button_text(ui, scene)));
  draw_measure_button(ui, scene, row.take_right(button, 14));
  const std::string status = crossover_status(ui, scene);
  if (status.empty()) return draw_crossover_title(ui, scene, row);
  if (scene.crossover.is_running()) {
    const float wide = std::min(ui.width(status, type::small_strong) + 8, row.w * 0.6F);
    const Box said = row.take_left(wide, 10);
    ui.picture.text_in(said,
                       figure::shortened(status, type::small_strong, said.w, ui.style.measure),
                       type::small_strong, ui.theme.text);
    if (row.w > 40) draw_bar(ui, row, scene.crossover.progress());
    return false;
  }
  ui.picture.text_in(row, figure::shortened(status, type::small_strong, row.w, ui.style.measure),
                     type::small_strong, ui.theme.text);
  ui.picture.region(row, {region::told, 0, "crossover.status"}, status);
  return false;
}

/// In place of a chart that is not there yet.
void draw_crossover_invitation(Ui& ui, const Scene& scene, Box box) {
  const Box in = ui.enter_panel(box);
  const float wide = std::min(560.0F, in.w);
  Box column{in.center().x - wide / 2, in.y, wide, in.h};
  column.take_top(std::max(8.0F, in.h * 0.18F));
  const auto say = [&](const std::string& text, Font font, figure::Color color, float after) {
    column.take_top(ui.picture.paragraph(column, text, font, color), after);
  };
  const analysis::Over over = scene.crossover.over();
  say(say_over(ui, over, "lead"), type::title, ui.theme.text, 12);
  say(say_over(ui, over, "how"), type::body, ui.theme.text, 10);
  say(ui.say("crossover.idle"), type::body, ui.theme.second, 22);
  Box row = column.take_top(40, 16);
  const bool runs = scene.crossover.is_running();
  const float button = std::max(150.0F, ui.button_width(measure_button_text(ui, scene)));
  draw_measure_button(ui, scene, row.take_left(button, 20));
  if (runs) {
    draw_bar(ui, row, scene.crossover.progress());
  } else if (scene.crossover.is_available()) {
    const std::string name = ui.title("crossover.time");
    ui.picture.text_in(row.take_left(ui.width(name, type::small), 10), name, type::small,
                       ui.theme.second);
    const auto times = crossover_times(ui);
    ui.segments({row.x, row.y + 3, ui.segments_width(times), segments_high}, times,
                chosen_crossover_time(scene));
  }
  if (const std::string status = crossover_status(ui, scene); !status.empty())
    say(status, type::small_strong, ui.theme.text, 0);
  ui.leave();
}

void draw_crossover_plot(Ui& ui, const Scene& scene, Box box, bool has_title) {
  const CrossoverWork& work = scene.crossover;
  ui.enter_panel(box);
  figure::CrossoverChartPlan plan{&*work.crossover(), work.scatter_gather(), work.mapped()};
  plan.names_mapping = false;
  if (!has_title) plan.title = say_over(ui, work.over(), "question");
  if (!figure::has_curves(plan)) {
    ui.picture.text_in(box, ui.say("crossover.no_curves"), type::strong, ui.theme.second,
                       Align::center);
    return ui.leave();
  }
  const figure::CrossoverChart chart =
      figure::draw_crossover_chart_within(plan, box.w, box.h, ui.style);
  ui.picture.add(chart.picture.scaled(1, box.top_left()));
  std::int64_t number = 0;
  for (const auto& [place, hint] : chart.places)
    ui.picture.region(place.moved(box.x, box.y), {region::told, ++number, "crossover"}, hint);
  ui.leave();
}

} // namespace

float real_parts_width(Ui& ui) {
  return ui.segments_width(part_segments(ui));
}

float draw_real_parts(Ui& ui, const Scene& scene, Box row) {
  const std::vector<Ui::Segment> segments = part_segments(ui);
  const float wide = ui.segments_width(segments);
  ui.segments({row.x, row.center().y - segments_high / 2, wide, segments_high}, segments,
              static_cast<std::size_t>(scene.choices.real_part));
  return wide;
}

std::string say_over(Ui& ui, analysis::Over over, std::string_view name) {
  return ui.say(figure::key_over(over, name));
}

std::vector<Ui::Segment> crossover_times(Ui& ui) {
  std::vector<Ui::Segment> segments;
  for (const int seconds : CrossoverWork::seconds_offered) {
    const std::string text =
        seconds % 60 == 0 ? ui.say("crossover.minutes", {{"n", std::to_string(seconds / 60)}})
                          : ui.say("crossover.seconds", {{"seconds", std::to_string(seconds)}});
    segments.push_back({text,
                        {action::set, 0, fmt::format("crossover.seconds={}", seconds)},
                        ui.say("crossover.tip.time")});
  }
  return segments;
}

std::size_t chosen_crossover_time(const Scene& scene) {
  const auto* const found =
      std::ranges::find(CrossoverWork::seconds_offered, scene.crossover.seconds());
  return static_cast<std::size_t>(found - std::begin(CrossoverWork::seconds_offered));
}

void draw_crossover_part(Ui& ui, const Scene& scene, Box box) {
  constexpr float narrowest_chart = 480;
  const float wide = std::clamp(box.w * 0.27F, 300.0F, 400.0F);
  const Box side = box.take_right(std::min(wide, box.w - narrowest_chart - margin), margin);
  Box head = box.take_top(segments_high + 2, under_head);
  head.take_left(draw_real_parts(ui, scene, head), parts_gap + 8);
  if (!has_chart(scene.crossover)) {
    draw_crossover_invitation(ui, scene, box);
  } else {
    const bool has_title = draw_crossover_head(ui, scene, head);
    draw_crossover_plot(ui, scene, box, has_title);
  }
  draw_crossover_cards(ui, scene, side);
}

} // namespace copyscope::gui
