// The bar at the top: which scenario, which view, and what concerns the whole window.
#include "gui/session/gestures.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr std::array views{"stage", "compare", "follow", "whatif", "lesson", "real"};

constexpr float roomy = 1200; ///< a bar that is so wide has room for words

/// Which level of the model runs, and the way to the other one: both words, or where there is no
/// room, the one that is on.
void draw_level(Ui& ui, const Scene& scene, Box box, bool is_whole) {
  const bool is_linux = scene.what_if.level() == scenario::Fidelity::linux;
  const std::string tip = figure::word("level.tip", ui.style.language);
  const auto level = [&](const char* id) {
    return Ui::Segment{figure::word(std::string("level.switch.") + id, ui.style.language),
                       {action::level, 0, id},
                       tip};
  };
  const std::vector<Ui::Segment> both{level("textbook"), level("linux")};
  if (is_whole) return ui.segments(box, both, is_linux ? 1 : 0);
  const Action other = both[is_linux ? 0 : 1].action;
  ui.button(box, "", other, Ui::Look::plain, tip);
  const Point at{box.x + 18, box.center().y};
  ui.picture.disc(at, 7, ui.theme.raised, {ui.theme.text, 1.5F});
  const float from = is_linux ? at.x : at.x - 7; // the half that is on
  ui.picture.clip({from, at.y - 7, 7, 14});
  ui.picture.disc(at, 7, ui.theme.text);
  ui.picture.unclip();
  ui.picture.enter(box);
  ui.picture.text({box.x + 32, at.y + 5.4F}, both[is_linux ? 1 : 0].text, type::strong,
                  ui.theme.text);
  ui.picture.leave();
}

float level_width(Ui& ui, bool is_whole) {
  const auto wide = [&](const char* id) {
    return ui.width(figure::word(std::string("level.switch.") + id, ui.style.language),
                    type::strong);
  };
  return is_whole ? wide("textbook") + wide("linux") + 56
                  : std::max(wide("textbook"), wide("linux")) + 44;
}

/// It is told of simulated runs of a scenario.
bool shows_level(const Scene& scene) {
  const bool plays_another =
      scene.trace && scene.trace->header().source != trace::Source::simulated;
  return scene.what_if.has_level() && !plays_another;
}

/// Buttons at the right, from the outside in; returns where they begin.
float draw_buttons(Ui& ui, const Scene& scene, Box box) {
  const float y = box.y + 11, h = 34;
  float x = box.right() - margin;
  const auto hint = [&](std::string_view name) {
    return ui.say(std::string("tip.") + std::string(name));
  };
  const auto place = [&](float width) {
    x -= width;
    const Box result{x, y, width, h};
    x -= 8;
    return result;
  };
  ui.button(place(34), "?", {action::help, 0, ""}, Ui::Look::plain, hint("help"));
  const std::string other = ui.say("top.other_language");
  ui.button(place(std::max(34.0F, ui.button_width(other))), other, {action::language, 0, ""},
            Ui::Look::plain, hint("language"));
  ui.icon_button(place(34), ui.theme.is_dark ? Icon::sun : Icon::moon, {action::theme, 0, ""},
                 hint("theme"));
  const std::string save = ui.title("top.export");
  if (scene.session.is_open() && scene.exporting.is_available())
    ui.button(place(ui.button_width(save)), save, {action::export_as, 0, ""}, Ui::Look::plain,
              hint("export"));
  const bool is_roomy = box.w >= roomy;
  const bool has_level = shows_level(scene);
  if (has_level && !is_roomy) {
    ui.icon_button(place(34), Icon::play, {action::present, 0, ""}, hint("present"));
  } else {
    const std::string present = ui.title("top.present");
    const Box button = place(ui.button_width(present) + 20);
    ui.button(button, "     " + present, {action::present, 0, ""}, Ui::Look::plain,
              hint("present"));
    figure::draw_icon(ui.picture, Icon::play, {button.x + 11, button.center().y - 7, 14, 14},
                      ui.theme.text);
  }
  if (has_level) draw_level(ui, scene, place(level_width(ui, is_roomy)), is_roomy);
  return x;
}

std::string name_in_bar(Ui& ui, const Scene& scene) {
  return scene.session.is_open() ? scene.session.scenario().title.in(ui.style.language)
                                 : ui.say("about.name");
}
float name_width(Ui& ui, const Scene& scene) {
  return ui.width(name_in_bar(ui, scene), type::title);
}

float draw_title(Ui& ui, const Scene& scene, Box box, float most) {
  const std::string name = name_in_bar(ui, scene);
  const std::string shown = figure::shortened(name, type::title, most, ui.style.measure);
  const float wide = ui.width(shown, type::title);
  const Box area{box.x + margin - 6, box.y + 9, wide + 34, 38};
  const Action action{action::menu, 0, "scenarios"};
  if (ui.is_hovered(action)) ui.picture.fill(area, ui.theme.selected, 6);
  ui.picture.text({box.x + margin, box.y + 35}, shown, type::title, ui.theme.text);
  figure::draw_icon(ui.picture, Icon::down, {box.x + margin + wide + 8, box.y + 20, 16, 16},
                    ui.theme.second);
  ui.picture.region(area, action, ui.say("tip.menu"));
  return area.right();
}

void draw_tabs(Ui& ui, const Scene& scene, Box box, float from, float to) {
  const std::string_view current = name_of(scene.choices.view);
  float needed = 0;
  for (const char* const view : views)
    needed += ui.width(ui.title(std::string("view.") + view), type::body);
  const float gap = std::min(26.0F, (to - from - needed) / static_cast<float>(views.size()));
  float x = from + gap / 2;
  for (const char* const view : views) {
    const bool on = current == view && scene.session.is_open();
    const Font font = on ? type::strong : type::body;
    const std::string text = ui.title(std::string("view.") + view);
    const float wide = ui.width(text, type::body);
    // Without a scenario there is nothing that they could show.
    const bool can = scene.session.is_open();
    const Action action{can ? action::view : region::disabled, 0, view};
    const Box tab{x - gap / 2, box.y + 8, wide + gap, 40};
    const bool lit = can && ui.is_hovered(action);
    ui.picture.text({x, box.y + 34}, text, font, on || lit ? ui.theme.text : ui.theme.second);
    if (on) ui.picture.fill({x, box.bottom() - 5, wide, 4}, ui.theme.accent, 2);
    if (!can)
      ui.picture.line({x, box.bottom() - 12}, {x + wide, box.bottom() - 12},
                      {ui.theme.line, 1, figure::Dash::dotted});
    ui.picture.region(tab, action, can ? std::string() : ui.say("tip.no_scenario"));
    x += wide + gap;
  }
}

/// "chunk 64 KiB → 4 KiB, cache cold → warm"
std::string changes_text(Ui& ui, const Scene& scene) {
  std::string all;
  for (const scenario::Setting& each : scene.session.settings()) {
    const std::string before = scene.what_if.unchanged(each.key);
    all += (all.empty() ? "" : "; ") +
           ui.say("changed.one", {{"what", name_of_setting(ui, each.key)},
                                  {"before", before.empty() ? "…" : with_micro(before)},
                                  {"value", with_micro(each.value)}});
  }
  return all;
}

constexpr float least_changed = 58; ///< of the chip: how many, without words

/// Of the chip with its words.
float changed_width(Ui& ui, const Scene& scene) {
  const std::string n = fmt::format("{}", scene.session.settings().size());
  return ui.width(ui.say("changed.chip", {{"n", n}}), type::small_strong) + 42;
}

} // namespace

std::string name_of_setting(const Ui& ui, std::string_view key) {
  const std::string_view path = key.starts_with("machine.") ? key.substr(8) : key;
  const std::string text = fmt::format("parameter.{}", path);
  return assets::find_text(text, ui.style.language) ? figure::heading(text, ui.style.language)
                                                    : std::string(key);
}

float draw_changed(Ui& ui, const Scene& scene, Box box) {
  const std::string n = fmt::format("{}", scene.session.settings().size());
  const std::string whole = ui.say("changed.chip", {{"n", n}});
  const float wide = changed_width(ui, scene);
  const bool is_whole = wide <= box.w;
  box.w = is_whole ? wide : least_changed;
  const Action action{action::reset, 0, ""};
  ui.picture.fill(box, ui.is_hovered(action) ? ui.theme.selected : ui.theme.raised, 15);
  ui.picture.outline(box, {ui.theme.accent, 1.5F}, 15);
  ui.picture.enter(box);
  figure::draw_icon(ui.picture, Icon::undo, {box.x + 12, box.center().y - 8, 16, 16},
                    ui.theme.text);
  ui.picture.text({box.x + 32, box.center().y + 4.7F}, is_whole ? whole : n, type::small_strong,
                  ui.theme.text);
  ui.picture.leave();
  ui.picture.region(box, action, ui.say("changed.list", {{"value", changes_text(ui, scene)}}));
  return box.w;
}

void draw_header(Ui& ui, const Scene& scene, Box box) {
  ui.picture.fill(box, ui.theme.panel);
  ui.picture.line({box.x, box.bottom() - 0.5F}, {box.right(), box.bottom() - 0.5F},
                  {figure::mix(ui.theme.panel, ui.theme.edge, 0.6F), 1});
  ui.picture.enter(box);
  const float right = draw_buttons(ui, scene, box);
  float tabs = 0;
  for (const char* const view : views)
    tabs += ui.width(ui.title(std::string("view.") + view), type::strong) + 14;
  // Of what is left beside the tabs, the chip has its words where the title can do without.
  constexpr float around = 68; // of the title, its arrow, and what parts it from the tabs
  const float room = std::max(120.0F, right - tabs - around);
  const bool changed = scene.session.is_open() && scene.what_if.can_reset();
  const float beside = room - 10 - std::min(130.0F, name_width(ui, scene));
  const float whole = changed ? changed_width(ui, scene) : 0;
  const float chip = !changed ? 0 : whole <= beside ? whole : least_changed;
  float left = draw_title(ui, scene, box, std::max(96.0F, room - chip - (changed ? 10 : 0)));
  if (changed) left += 6 + draw_changed(ui, scene, {left + 6, box.y + 13, chip, 30});
  draw_tabs(ui, scene, box, left + 12, right - 4);
  ui.picture.leave();
}

} // namespace copyscope::gui
