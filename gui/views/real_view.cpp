// The scenario with actual system calls: start and cancel, figures with their evidence beside the
// simulated ones, and the calls of both under one axis.
#include "gui/session/real.h"

#include "figure/stage.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr const char* figures[] = {
    "duration",   "throughput",        "syscalls",          "mode_switches", "context_switches",
    "interrupts", "page_faults.minor", "page_faults.major", "descriptors",   "copies.cpu",
    "copies.dma", "bytes_copied.cpu",  "cpu.time_ps"};

/// Evidence of a figure; "" where the report says none.
std::string evidence_of(const RealCase& real, std::string_view path) {
  const auto found = std::ranges::find_if(real.evidence, [&](const auto& each) {
    return each.first == path || each.first == std::string(path) + "_ps";
  });
  return found == real.evidence.end() ? std::string() : found->second;
}

std::string evidence_word(Ui& ui, const std::string& evidence) {
  const std::size_t colon = evidence.find(':');
  const std::string* const known =
      assets::find_text(fmt::format("evidence.{}", evidence.substr(0, colon)), ui.style.language);
  if (!known) return evidence;
  return colon == std::string::npos ? *known : *known + evidence.substr(colon);
}

/// What the run is doing, or what came of it, in a sentence.
std::string status_of(Ui& ui, const Scene& scene) {
  const Real& real = scene.real;
  if (!real.is_available()) return ui.say("real.not_built");
  if (scene.session.is_saved_trace()) return ui.say("real.a_trace");
  if (real.is_cancelling()) return ui.say("real.cancelling");
  if (real.is_running()) {
    const std::string& what = real.current();
    if (what.empty()) return assets::capitalized(ui.say("real.preparing"));
    if (const scenario::Case* const which = scene.session.scenario().find(what))
      return assets::capitalized(
          ui.say("real.running_case", {{"case", which->title.in(ui.style.language)}}));
    return assets::capitalized(what == "writing the file" ? ui.say("real.writing_file") : what);
  }
  if (real.was_cancelled()) return ui.say("real.cancelled");
  if (!real.report()) return ui.say("real.nothing_yet");
  if (!real.report()->error.empty())
    return ui.say("real.failed", {{"reason", real.report()->error}});
  return ui.say("real.inside_hidden");
}

void draw_control(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const bool can = scene.real.is_available() && !scene.session.is_saved_trace();
  const bool runs = scene.real.is_running();
  const std::string text = ui.title(runs                  ? "real.cancel"
                                    : scene.real.report() ? "real.run_again"
                                                          : "real.run");
  const Box button = in.take_left(std::max(150.0F, ui.button_width(text)), 20);
  ui.button({button.x, button.center().y - 20, button.w, 40}, text,
            {runs ? action::cancel : action::run_real, 0, ""},
            can ? (runs ? Ui::Look::plain : Ui::Look::primary) : Ui::Look::disabled,
            ui.say("tip.run_real"));
  if (runs) {
    const Box bar = in.take_right(220, 20);
    const Box rail{bar.x, bar.center().y - 6, bar.w, 12};
    ui.picture.fill(rail, ui.theme.well, 6);
    ui.picture.fill({rail.x, rail.y, rail.w * static_cast<float>(scene.real.progress()), rail.h},
                    ui.theme.accent, 6);
  }
  ui.picture.text({in.x, in.y + 14},
                  figure::shortened(ui.say("real.about"), type::small, in.w, ui.style.measure),
                  type::small, ui.theme.second);
  in.take_top(22);
  ui.picture.paragraph(
      in, figure::shortened(status_of(ui, scene), type::strong, in.w * 1.8F, ui.style.measure),
      type::strong, ui.theme.text);
  ui.leave();
}

void draw_table(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const RealCase* const real = scene.real.find(scene.shown().id);
  const auto& simulated = scene.session.shown_slot().result();
  const float name = in.w * 0.32F, cell = in.w * 0.19F;
  const auto columns = [&](Box row, const std::string& first, const std::string& second,
                           const std::string& third, const std::string& fourth, Font font,
                           figure::Color color) {
    const float y = row.center().y + 5;
    ui.picture.text({row.x, y}, figure::shortened(first, font, name - 8, ui.style.measure), font,
                    color);
    ui.picture.text({row.x + name + cell - 12, y}, second, font, color, Align::right);
    ui.picture.text({row.x + name + 2 * cell - 12, y}, third, font, color, Align::right);
    ui.picture.text({row.x + name + 2 * cell + 14, y},
                    figure::shortened(fourth, font, in.w - name - 2 * cell - 14, ui.style.measure),
                    font, color);
  };
  const auto word = [&](const char* key) { return figure::heading(key, ui.style.language); };
  columns(in.take_top(26), word("table.figure"), word("table.simulated"), word("table.real"),
          ui.title("real.evidence"), type::small_strong, ui.theme.second);
  ui.picture.line({in.x, in.y}, {in.right(), in.y}, {ui.theme.edge.faded(0.6F), 1});
  const float pitch = std::clamp(in.h / static_cast<float>(std::size(figures)), 20.0F, 30.0F);
  for (const char* const path : figures) {
    if (in.h < pitch - 1) break;
    const std::string measured =
        real && real->ran ? with_micro(figure::shown(real->result, path)) : "–";
    columns(in.take_top(pitch), figure::heading(fmt::format("figure.{}", path), ui.style.language),
            simulated ? with_micro(figure::shown(*simulated, path)) : "–", measured,
            real && real->ran ? evidence_word(ui, evidence_of(*real, path)) : std::string(),
            type::small, ui.theme.text);
  }
  ui.leave();
}

void draw_environment(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14}, ui.title("real.environment"), type::heading, ui.theme.text);
  in.take_top(28);
  const auto fact = [&](const std::string& name, const std::string& value) {
    if (in.h < 38) return;
    ui.picture.text({in.x, in.y + 13}, figure::shortened(name, type::small, in.w, ui.style.measure),
                    type::small, ui.theme.second);
    ui.picture.text({in.x, in.y + 31},
                    figure::shortened(value, type::small_strong, in.w, ui.style.measure),
                    type::small_strong, ui.theme.text);
    in.take_top(38);
  };
  const std::string& card = scene.session.hands().scatter_gather;
  if (!card.empty()) fact(ui.title("real.your_card"), card);
  if (const RealCase* const real = scene.real.find(scene.shown().id); real && !real->ran)
    fact(figure::heading("status.unavailable", ui.style.language), real->reason);
  if (scene.real.report())
    for (const auto& [name, value] : scene.real.report()->environment)
      fact(name, value);
  ui.leave();
}

} // namespace

void draw_real_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_race_timeline(ui, scene, box.take_bottom(race_timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(10);
  box.h -= 8;
  draw_control(ui, scene, box.take_top(84, pane_gap));
  Box right = box.take_right(std::max(300.0F, box.w * 0.28F), pane_gap);
  draw_case_picker(ui, scene, right.take_top(40, pane_gap));
  draw_environment(ui, scene, right);
  draw_table(ui, scene, box);
}

} // namespace copyscope::gui
