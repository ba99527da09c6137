// The race: chosen cases on one clock, or aligned by file offset; simulated beside real.
#include "figure/notes.h"
#include "figure/race.h"
#include "figure/stage.h"
#include "gui/session/real.h"
#include "gui/views/panes.h"
#include "gui/views/race_cases.h"
#include "gui/views/real_panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// "chunk 4 KiB"
std::string branch_text(Ui& ui, const Scene& scene) {
  const std::string& setting = scene.branch.setting();
  const std::size_t equals = std::min(setting.find('='), setting.size());
  const Knob* const knob = scene.what_if.knob(setting.substr(0, equals));
  return fmt::format("{} {}",
                     knob ? figure::heading(knob->text_key, ui.style.language)
                          : setting.substr(0, equals),
                     with_micro(setting.substr(std::min(equals + 1, setting.size()))));
}

std::string title_of(Ui& ui, const Scene& scene, const RaceCase& each) {
  std::string title = scene.session.which(each.index).title.in(ui.style.language);
  if (each.run == RaceCase::Run::branch) {
    title += ui.say("branch.suffix", {{"value", branch_text(ui, scene)}});
  } else if (scene.choices.against_real)
    title += ui.say(each.run == RaceCase::Run::real ? "compare.suffix_real"
                                                    : "compare.suffix_simulated");
  return title;
}

/// How much the rounds of a real run differ.
std::string note_of(Ui& ui, const Scene& scene, const RaceCase& each) {
  const RealCase* const real = scene.real.find(scene.session.which(each.index).id);
  if (!real || real->rounds == 0) return {};
  return ui.say("real.range_of",
                {{"range", range_text(*real)}, {"n", fmt::format("{}", real->rounds)}});
}

/// The byte and the buffer that a race by offset is aligned on: what the shown case's current copy
/// begins with and brings it to.
struct Alignment {
  std::int64_t offset = 0;
  trace::Buffer into = trace::Buffer::page_cache;
};

Alignment alignment(const Scene& scene) {
  const trace::Trace& trace = *scene.trace;
  constexpr trace::KindSet copies =
      set_of(trace::Kind::cpu_copy) | set_of(trace::Kind::dma_copy) | set_of(trace::Kind::pio_copy);
  trace::SpanId row = trace.previous(scene.cursor().begun, copies);
  if (row == trace::no_span) row = trace.next(0, copies);
  if (row == trace::no_span) return {};
  return {static_cast<std::int64_t>(trace[row].offset), trace[row].target};
}

void draw_head(Ui& ui, const Scene& scene, Box box, std::size_t shown) {
  const bool by_offset = scene.choices.align_offsets;
  const std::string head = ui.title(by_offset ? "compare.one_offset" : "compare.one_clock");
  float x = box.x + ui.picture.text({box.x, box.y + 25}, head, type::title, ui.theme.text) + 16;
  const std::string clock =
      by_offset ? figure::grouped(alignment(scene).offset) : figure::time_text(race_clock(scene));
  x += ui.picture.text({x, box.y + 25}, clock, {Face::mono_bold, 20}, ui.theme.text) + 18;

  // From the right: which source, how aligned, which cases.
  const std::string choose = ui.title("compare.choose");
  ui.button(box.take_right(ui.button_width(choose), 8), choose, {action::menu, 0, "compare"},
            Ui::Look::plain, ui.say("tip.choose_case"));
  std::vector<Ui::Segment> sources = {
      {ui.say("compare.simulated"), {action::against_real, 0, ""}, ""},
      {ui.say("compare.real"), {action::against_real, 1, ""}, ui.say("tip.against_real")}};
  if (scene.branch.other())
    sources.push_back(
        {ui.say("whatif.branch"), {action::against_branch, 0, ""}, ui.say("tip.against_branch")});
  if (scene.choices.against_branch) sources[0].action = {action::against_branch, 0, ""};
  ui.segments(box.take_right(ui.segments_width(sources), 16), sources,
              scene.choices.against_branch ? 2
              : scene.choices.against_real ? 1
                                           : 0);
  const std::string align = ui.title("compare.align_offsets");
  const float wide = 26 + ui.width(align, type::body);
  ui.check({box.take_right(wide, 16).x, box.center().y}, align, by_offset,
           {action::align_offsets, 0, ""}, ui.say("tip.align_offsets"));
  const std::string count =
      ui.say("compare.cases", {{"n", fmt::format("{}", shown)},
                               {"all", fmt::format("{}", scene.session.case_count())}});
  if (x + ui.width(count, type::small) < box.right())
    ui.picture.text({x, box.y + 24}, count, type::small, ui.theme.second);
}

/// The buttons, and beside them when "twice as fast" holds.
void draw_transport_of_race(Ui& ui, const Scene& scene, Box box, std::size_t cases) {
  const auto hint = [&](const char* name) { return ui.say(fmt::format("tip.{}", name)); };
  const auto icon = [&](Icon which, const char* name) {
    ui.icon_button(box.take_left(40, 6), which, {name, 0, ""}, hint(name));
  };
  icon(Icon::first, action::home);
  icon(Icon::play, action::play);
  icon(Icon::last, action::end);
  const std::string_view note = figure::note_of_race(cases);
  if (note.empty() || scene.lesson.hides_comparison()) return;
  box.take_left(18);
  const std::string text = figure::word(note, ui.style.language);
  const auto lines = figure::wrap(text, type::small, box.w, ui.style.measure).size();
  const float height = static_cast<float>(lines) * type::small.line();
  ui.picture.enter(box);
  ui.picture.paragraph({box.x, box.center().y - height / 2 + 1, box.w, height}, text, type::small,
                       ui.theme.second);
  ui.picture.leave();
}

} // namespace

void draw_compare_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_race_timeline(ui, scene, box.take_bottom(race_timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(10);
  Box head = box.take_top(36, 8);
  const std::vector<RaceCase> all = race_cases(scene);
  ui.picture.enter(head);
  draw_head(ui, scene, head, all.size());
  ui.picture.leave();
  draw_transport_of_race(ui, scene, box.take_bottom(44).inset(0, 4), all.size());
  if (all.empty() || !scene.has_trace()) {
    ui.picture.paragraph(box.inset(20), ui.say("top.simulating"), type::body, ui.theme.second);
    return;
  }
  if (scene.choices.against_real && all.size() < 2) {
    const Box note = box.take_bottom(30);
    ui.picture.paragraph(note, ui.say("real.nothing_yet"), type::body, ui.theme.second);
  }
  std::vector<figure::Racer> racers;
  const Alignment by = alignment(scene);
  for (const RaceCase& each : all) {
    racers.push_back(scene.choices.align_offsets
                         ? figure::racer_arrived(*each.trace, by.offset, by.into,
                                                 title_of(ui, scene, each), each.number)
                         : figure::racer_at(*each.trace, race_clock(scene),
                                            title_of(ui, scene, each), each.number));
    if (each.run == RaceCase::Run::real) racers.back().note = note_of(ui, scene, each);
  }
  ui.picture.add(figure::draw_race(racers, box, ui.style));
}

} // namespace copyscope::gui
