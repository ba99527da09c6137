// Ledger at the left; key and current step at the right.
#include "figure/charts/ledger_chart.h"
#include "figure/stage/flow_state.h"
#include "figure/stage/stage.h"
#include "figure/story/routes.h"
#include "figure/words/notes.h"
#include "figure/words/time_words.h"
#include "gui/views/contrast_block.h"
#include "gui/views/panes.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>
#include <set>

namespace copyscope::gui {

namespace {

using trace::Kind;

/// The result of the case that is compared with, where another one is chosen.
const analysis::Result* reference_of(const Scene& scene) {
  if (scene.lesson.hides_comparison()) return nullptr;
  const std::size_t index = scene.choices.reference;
  if (index == scene.session.shown_case() || index >= scene.session.case_count()) return nullptr;
  const auto& result = scene.session.slot(index).result();
  return result ? &*result : nullptr;
}

struct KeyEntry {
  Kind kind;
  std::string text;
};

void draw_causes(Ui& ui, Box row) {
  const auto button = [&](Box box, Icon icon, const char* name) {
    const Action action{name, 0, ""};
    const std::string text = ui.title(std::string("step.") + name);
    const bool is_lit = ui.is_hovered(action);
    ui.picture.fill(box, is_lit ? ui.theme.selected : ui.theme.raised, 6);
    ui.picture.outline(box, {is_lit ? ui.theme.accent : ui.theme.edge, 1}, 6);
    const float wide = ui.width(text, type::small_strong) + 22;
    const float x = box.center().x - wide / 2;
    figure::draw_icon(ui.picture, icon, {x, box.center().y - 8, 16, 16}, ui.theme.text);
    ui.picture.enter(box);
    ui.picture.text({x + 22, box.center().y + 4.7F}, text, type::small_strong, ui.theme.text);
    ui.picture.leave();
    ui.picture.region(box, action, ui.say(std::string("tip.") + name));
  };
  const float wide = (row.w - 8) / 2;
  button(row.take_left(wide, 8), Icon::cause, action::cause);
  button(row, Icon::effect, action::effect);
}

constexpr float step_head = 26, note_gap = 8, button_row = 38;

/// What the books leave out at this step, where it arises first; empty elsewhere, and while a
/// question hides the step.
std::string note_of(const Scene& scene, figure::Language language) {
  if (!scene.has_trace() || scene.lesson.hides_counters()) return {};
  const trace::SpanId row = scene.trace->step(scene.trace->step_number(scene.cursor()));
  if (row == trace::no_span) return {};
  const std::string_view note = figure::first_note_at(*scene.trace, row);
  return note.empty() ? std::string() : figure::word(note, language);
}

float height_of(const Ui& ui, const std::string& text, Font font, float width) {
  return static_cast<float>(figure::wrap(text, font, width, ui.style.measure).size()) * font.line();
}

/// The note with a bar at its left, as large as fits; what is below it is left in the box.
void draw_note(Ui& ui, const std::string& note, Box& box) {
  Font font = type::small;
  const float width = box.w - 10;
  while (font.size > 11 && height_of(ui, note, font, width) > box.h - button_row)
    font.size -= 0.5F;
  const float height = height_of(ui, note, font, width);
  const Box area = box.take_top(height + 2, note_gap);
  ui.picture.fill({area.x, area.y + 3, 3, area.h - 4}, ui.theme.accent, 1);
  ui.picture.paragraph({area.x + 10, area.y, width, area.h}, note, font, ui.theme.text);
}

std::vector<KeyEntry> key_entries(const Scene& scene, figure::Language language) {
  std::vector<KeyEntry> entries;
  if (!scene.has_trace()) return entries;
  std::set<Kind> seen;
  for (const figure::Route& route : figure::routes_of(*scene.trace)) {
    const Kind kind = trace::is_copy(route.kind) ? route.kind : Kind::descriptor;
    if (route.kind == Kind::map || !seen.insert(kind).second) continue;
    entries.push_back({kind, figure::kind_word(kind, language)});
  }
  return entries;
}

/// What happened between two moments: the ledger at the later one less that at the earlier one.
void draw_range_ledger(Ui& ui, const Scene& scene, const Player::Range& range, Box in) {
  const Box close{in.right() - 26, in.y - 4, 26, 26};
  const std::string title = ui.say("range.from_to", {{"from", figure::time_text(range.from.time)},
                                                     {"to", figure::time_text(range.to.time)}});
  ui.picture.text({in.x, in.y + 14},
                  figure::shortened(title, type::heading, close.x - in.x - 6, ui.style.measure),
                  type::heading, ui.theme.text);
  ui.icon_button(close, Icon::cross, {action::no_range, 0, ""}, ui.say("tip.no_range"));
  in.take_top(22);
  ui.picture.text_in(in.take_top(18), ui.say("range.in_all"), type::small, ui.theme.second,
                     Align::right);
  in.take_top(4);
  const trace::Trace& trace = *scene.trace;
  figure::Costs costs = figure::costs_at(trace, range.to);
  costs.now = difference(trace.ledger(range.from), costs.now);
  costs.ended = false; // of a real run only the sum is known
  const auto rows = figure::ledger_rows(costs, nullptr, ui.theme);
  ui.picture.add(figure::draw_ledger(rows, in, ui.style, figure::Secret::nothing));
  ui.leave();
}

} // namespace

float draw_reference(Ui& ui, const Scene& scene, Point at) {
  const std::string text =
      ui.say("compare.against", {{"n", fmt::format("{}", scene.choices.reference + 1)}});
  const Box box{at.x, at.y - 12, ui.width(text, type::small_strong) + 38, 24};
  const Action action{action::menu, 0, "reference"};
  ui.picture.fill(box, ui.is_hovered(action) ? ui.theme.selected : ui.theme.raised, 5);
  ui.picture.outline(box, {ui.theme.edge, 1}, 5);
  ui.picture.text({box.x + 9, box.center().y + 4.7F}, text, type::small_strong, ui.theme.text);
  figure::draw_icon(ui.picture, Icon::down, {box.right() - 22, box.center().y - 7, 14, 14},
                    ui.theme.second);
  ui.picture.region(box, action, ui.say("tip.reference"));
  return box.w;
}

void draw_ledger_pane(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  const bool hidden = scene.lesson.hides_counters();
  const figure::Secret secret = hidden                         ? figure::Secret::everything
                                : scene.lesson.hides_results() ? figure::Secret::totals
                                                               : figure::Secret::nothing;
  const auto& range = scene.player.range();
  if (range && scene.has_trace() && secret == figure::Secret::nothing)
    return draw_range_ledger(ui, scene, *range, in);
  const float head =
      ui.picture.text({in.x, in.y + 14}, ui.title("pane.ledger"), type::heading, ui.theme.text);
  if (scene.session.case_count() > 1 && !scene.lesson.hides_comparison())
    draw_reference(ui, scene, {in.x + head + 10, in.y + 8});
  if (secret != figure::Secret::everything)
    ui.picture.text({in.right(), in.y + 14},
                    ui.say(secret == figure::Secret::totals ? "steps.so_far" : "pane.so_far_end"),
                    type::small, ui.theme.second, Align::right);
  in.take_top(26);
  if (!scene.has_trace()) return ui.leave();
  if (hidden) {
    const Box note = in.h > 190 ? in.take_bottom(22) : Box{};
    if (note.h > 0)
      ui.picture.paragraph(note, ui.say("lesson.hidden"), type::small, ui.theme.second);
  }
  const auto rows = figure::ledger_rows(figure::costs_at(*scene.trace, scene.cursor()),
                                        reference_of(scene), ui.theme);
  ui.picture.add(figure::draw_ledger(rows, in, ui.style, secret));
  ui.leave();
}

float key_height(const Scene& scene) {
  return 40 + 26 * static_cast<float>(3 + key_entries(scene, figure::Language::en).size());
}

bool has_room_for_key(const Ui& ui, const Scene& scene, Box column) {
  constexpr float least = 190, around = 24 + step_head + note_gap + button_row;
  float needed = least;
  const float width = column.w - 28;
  const auto contrast = contrast_of(scene, ui.style.language);
  const std::string note = contrast ? std::string() : note_of(scene, ui.style.language);
  if (contrast || !note.empty()) {
    const trace::SpanId row = scene.trace->step(scene.trace->step_number(scene.cursor()));
    needed =
        around +
        (contrast ? height_of_contrast(ui, *contrast, width)
                  : height_of(ui, note, type::small, width - 10)) +
        height_of(ui, figure::sentence_of(*scene.trace, row, ui.style.language), type::body, width);
  }
  return column.h - key_height(scene) >= std::max(least, needed + pane_gap);
}

void draw_key(Ui& ui, const Scene& scene, Box box) {
  ui.picture.enter(box);
  ui.picture.text({box.x, box.y + 22}, ui.title("pane.key"), type::heading, ui.theme.text);
  float y = box.y + 40;
  const auto row = [&](const auto& sample, const std::string& text, std::string_view entry) {
    ui.picture.region({box.x, y - 5, box.w, 26}, {"told", 0, fmt::format("key.{}", entry)},
                      figure::key_help(entry, ui.style.language));
    sample(Box{box.x, y, 28, 16});
    const std::string shown = assets::capitalized(text);
    ui.picture.text({box.x + 38, y + 13}, shown, type::small, ui.theme.second);
    y += 26;
  };
  for (const KeyEntry& entry : key_entries(scene, ui.style.language))
    row(
        [&](Box at) {
          figure::fill_with(ui.picture, at, figure::ink_of(entry.kind, ui.theme), ui.theme, 3);
          if (entry.kind == Kind::descriptor)
            ui.picture.outline(at, {ui.theme.descriptor_edge, 1}, 3);
        },
        entry.text, name_of(entry.kind));
  row([&](Box at) { ui.picture.fill(at, ui.theme.kernel, 3); }, ui.say("key.kernel"), "kernel");
  row([&](Box at) { ui.picture.outline(at, {ui.theme.user, 2}, 3); }, ui.say("key.user"), "user");
  row(
      [&](Box at) {
        ui.picture.outline(at, {ui.theme.waiting, 1, figure::Dash::dashed}, 3);
      },
      ui.say("key.idle"), "idle");
  ui.picture.leave();
}

void draw_this_step(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14}, ui.title("pane.this_step"), type::heading, ui.theme.text);
  in.take_top(26);
  const auto leave = [&] { ui.leave(); };
  if (!scene.has_trace()) return leave();
  if (scene.lesson.hides_actor()) {
    ui.picture.paragraph(in, ui.say("lesson.hidden"), type::body, ui.theme.second);
    return leave();
  }
  const trace::Trace& trace = *scene.trace;
  const std::int64_t step = trace.step_number(scene.cursor());
  if (step == 0) {
    ui.picture.paragraph(in, ui.say("step.none"), type::body, ui.theme.second);
    return leave();
  }
  const trace::SpanId row = trace.step(step);
  const trace::Span& span = trace[row];
  if (scene.has_flows() && span.flow != trace::no_flow) {
    const std::string whose = figure::flow_name(span.flow, ui.style.language);
    ui.picture.text({in.right(), in.y - 12}, whose, type::small, ui.theme.second, Align::right);
  }
  const float used = ui.picture.paragraph(in, figure::sentence_of(trace, row, ui.style.language),
                                          type::body, ui.theme.text);
  in.take_top(used + 4);
  const Box buttons = in.h >= 40 ? Box{in.x, in.bottom() - 30, in.w, 30} : Box{};
  // Where the levels differ, that is what there is to say.
  const auto contrast = contrast_of(scene, ui.style.language);
  const std::string note = contrast ? std::string() : note_of(scene, ui.style.language);
  if (contrast) draw_contrast(ui, *contrast, in, std::min(button_row, in.h));
  if (!note.empty()) draw_note(ui, note, in);
  if (contrast || !note.empty())
    in.take_bottom(std::min(button_row, in.h)); // what is left is for facts
  const auto fact = [&](std::string_view key, const std::string& value) {
    if (in.h < 20) return;
    const float name = ui.width(ui.title(key), type::small),
                room = ui.width(value, type::small_strong);
    const bool two_lines = name + room + 10 > in.w;
    if (two_lines && in.h < 40) return;
    ui.picture.text({in.x, in.y + 13}, ui.title(key), type::small, ui.theme.second);
    if (two_lines) in.take_top(18);
    ui.picture.text({in.right(), in.y + 13}, value, type::small_strong, ui.theme.text,
                    Align::right);
    in.take_top(21);
  };
  fact("step.begins", figure::time_text(span.begin));
  if (span.end != trace::Span::open) fact("step.takes", figure::time_text(span.end - span.begin));
  if (span.has_range) fact("step.bytes", figure::grouped(static_cast<std::int64_t>(span.bytes)));
  if (span.call != 0) fact("step.call", figure::grouped(static_cast<std::int64_t>(span.call)));
  if (buttons.h > 0 && in.y <= buttons.y) draw_causes(ui, buttons);
  leave();
}

} // namespace copyscope::gui
