// Starting a real run, watching it, and choosing how it is made.
#include "figure/words/real_words.h"
#include "gui/control/field_for.h"
#include "gui/session/gestures.h"
#include "gui/session/real.h"
#include "gui/views/real_panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

bool has_failed(const Real& real) {
  return !real.is_running() && real.report() && !real.report()->error.empty() &&
         !real.was_cancelled();
}

/// What the run is doing.
std::string doing(Ui& ui, const Scene& scene) {
  const Real& real = scene.real;
  if (real.is_cancelling()) return ui.say("real.cancelling");
  const std::string& what = real.current();
  if (what.empty()) return assets::capitalized(ui.say("real.preparing"));
  if (const scenario::Case* const which = scene.session.scenario().find(what))
    return assets::capitalized(
        ui.say("real.running_case", {{"case", which->title.in(ui.style.language)}}));
  return assets::capitalized(what == "writing the file"   ? ui.say("real.writing_file")
                             : what == "reading the file" ? ui.say("real.reading_file")
                             : what == "timing the sends on the sink"
                                 ? figure::word("sink.timing", ui.style.language)
                                 : what);
}

/// What came of it, in a sentence.
std::string status_of(Ui& ui, const Scene& scene) {
  const Real& real = scene.real;
  if (scene.session.is_saved_real()) return ui.say("real.a_real_trace");
  if (!scene.session.has_scenario()) return ui.say("real.no_scenario");
  if (scene.session.is_saved_trace()) return ui.say("real.a_trace");
  if (!real.is_available()) return ui.say("real.not_built");
  if (real.is_running()) return doing(ui, scene);
  if (real.was_cancelled()) return ui.say("real.cancelled");
  if (!real.report()) return ui.say("real.nothing_yet");
  if (has_failed(real))
    return ui.say("real.failed",
                  {{"reason", figure::translated(real.report()->error, ui.style.language)}});
  if (real.report()->cancelled) return ui.say("real.cancelled_later");
  if (is_measured_before(scene)) return ui.say("real.changed_since");
  return ui.say("real.inside_hidden");
}

std::string run_button_text(Ui& ui, const Scene& scene) {
  return ui.title(scene.real.is_running() ? "real.cancel"
                  : scene.real.report()   ? "real.run_again"
                                          : "real.run");
}

void draw_status(Ui& ui, const Scene& scene, Box in) {
  draw_run_button(ui, scene, in.take_left(run_button_width(ui, scene), 20));
  if (scene.real.is_running()) {
    const Box bar = in.take_right(220, 20);
    const Box rail{bar.x, bar.center().y - 6, bar.w, 12};
    ui.picture.fill(rail, ui.theme.well, 6);
    ui.picture.fill({rail.x, rail.y, rail.w * static_cast<float>(scene.real.progress()), rail.h},
                    ui.theme.accent, 6);
  }
  if (has_failed(scene.real)) {
    ui.picture.fill(in, ui.theme.error, 6);
    in = in.inset(12, 0);
  }
  ui.picture.text({in.x, in.y + 14},
                  figure::shortened(ui.say("real.about"), type::small, in.w, ui.style.measure),
                  type::small, ui.theme.second);
  in.take_top(22);
  ui.picture.paragraph(
      in,
      figure::shortened(status_of(ui, scene), type::small_strong, in.w * 1.8F, ui.style.measure),
      type::small_strong, ui.theme.text);
}

constexpr float address_width = 120;

/// The end of a path says more than its beginning.
std::string end_of(const std::string& path, float width, Ui& ui) {
  if (ui.width(path, type::small) <= width) return path;
  std::size_t from = 0;
  while (from < path.size() && ui.width("…" + path.substr(from), type::small) > width)
    do
      ++from;
    while (from < path.size() && (static_cast<unsigned char>(path[from]) & 0xC0) == 0x80);
  return "…" + path.substr(from);
}

/// A field with what was typed, or with what stands for it.
void draw_field(Ui& ui, Box box, const Action& typed, const std::string& text,
                const std::string& instead, const std::string& hint) {
  ui.picture.fill(box, ui.theme.well, 5);
  ui.picture.outline(box, {ui.is_hovered(typed) ? ui.theme.accent : ui.theme.edge, 1}, 5);
  const Box in = box.inset(9, 0);
  ui.picture.text_in(in,
                     text.empty() ? figure::shortened(instead, type::small, in.w, ui.style.measure)
                                  : end_of(text, in.w, ui),
                     type::small, text.empty() ? ui.theme.second : ui.theme.text);
  ui.picture.region(box, typed, hint);
}

void draw_file(Ui& ui, const RealSettings& settings, Box box) {
  const Action typed{region::field, region::told_as_typed | region::is_path,
                     fmt::format("{}={}", field_key::real_file, settings.file)};
  draw_field(ui, box, typed, settings.file, ui.say("real.file_made"), ui.say("tip.real_file"));
}

/// Where `copyscope receive` listens; empty while the path has a name.
void draw_address(Ui& ui, const RealSettings& settings, Box box) {
  const std::string address = settings.path.find(':') == std::string::npos ? "" : settings.path;
  const Action typed{region::field, 0, fmt::format("{}={}", field_key::real_path, address)};
  draw_field(ui, box, typed, address, ui.say("real.address"), ui.say("tip.real_address"));
}

/// "Rounds 7 15", from the right. `chosen` is the value that is lit, if it is one of them.
void draw_choice(Ui& ui, Box& box, const std::string& name, std::string_view key,
                 const std::vector<std::pair<std::string, std::string>>& values,
                 std::string_view chosen, const std::string& hint) {
  std::vector<Ui::Segment> segments;
  std::size_t lit = values.size(); // none
  for (const auto& [value, text] : values) {
    if (value == chosen) lit = segments.size();
    segments.push_back({text, {action::set, 0, fmt::format("{}={}", key, value)}, hint});
  }
  ui.segments(box.take_right(ui.segments_width(segments), 8), segments, lit);
  const Box label = box.take_right(ui.width(name, type::small), 14);
  ui.picture.text_in(label, name, type::small, ui.theme.second);
}

void draw_settings(Ui& ui, const Scene& scene, Box box) {
  const RealSettings& settings = scene.real.settings();
  const auto word = [&](std::string_view key) { return ui.say(fmt::format("real.{}", key)); };
  draw_choice(ui, box, ui.title("real.receiver"), "real.drain",
              {{"copy", word("drain.copy")}, {"trunc", word("drain.trunc")}}, settings.drain,
              ui.say("tip.real_drain"));
  draw_address(ui, settings, box.take_right(address_width, 8));
  draw_choice(ui, box, ui.title("real.through"), "real.path",
              {{"auto", word("path.auto")},
               {"sink", figure::word("sink.path", ui.style.language)},
               {"veth", "veth"},
               {"loopback", word("path.loopback")},
               {"unix", "unix"}},
              settings.path, ui.say("tip.real_path"));
  std::vector<std::pair<std::string, std::string>> rounds;
  for (const int offered : Real::rounds_offered)
    rounds.emplace_back(std::to_string(offered),
                        offered == 0 ? ui.say("real.as_needed") : std::to_string(offered));
  draw_choice(ui, box, ui.title("real.rounds"), "real.rounds", rounds,
              std::to_string(settings.rounds), ui.say("tip.real_rounds"));
  const std::string name = ui.title("real.file");
  ui.picture.text_in(box.take_left(ui.width(name, type::small), 8), name, type::small,
                     ui.theme.second);
  draw_file(ui, settings, box);
}

} // namespace

float run_button_width(Ui& ui, const Scene& scene) {
  return std::max(150.0F, ui.button_width(run_button_text(ui, scene)));
}

void draw_run_button(Ui& ui, const Scene& scene, Box box) {
  const bool can =
      scene.real.is_available() && !scene.session.is_saved_trace() && !scene.crossover.is_running();
  const bool runs = scene.real.is_running();
  ui.button({box.x, box.center().y - 20, box.w, 40}, run_button_text(ui, scene),
            {runs ? action::cancel : action::run_real, 0, ""},
            can ? (runs ? Ui::Look::plain : Ui::Look::primary) : Ui::Look::disabled,
            ui.say(runs ? "tip.cancel_real" : "tip.run_real"));
}

void draw_real_control(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const Box settings = in.take_bottom(32, 8);
  draw_status(ui, scene, in);
  if (!scene.session.is_saved_trace()) draw_settings(ui, scene, settings);
  ui.leave();
}

} // namespace copyscope::gui
