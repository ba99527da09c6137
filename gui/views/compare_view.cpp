// The race: chosen cases on one clock, or aligned by file offset; simulated beside real.
#include "figure/pages/race.h"
#include "figure/stage/flow_strip.h"
#include "figure/stage/stage.h"
#include "figure/words/notes.h"
#include "figure/words/time_words.h"
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
  if (each.flow != trace::no_flow) return figure::flow_name(each.flow, ui.style.language);
  std::string title = scene.session.which(each.index).title.in(ui.style.language);
  if (each.run == RaceCase::Run::branch) {
    title += ui.say("branch.suffix", {{"value", branch_text(ui, scene)}});
  } else if (scene.choices.against_real)
    title += ui.say(fmt::format("compare.suffix_{}", name_of(each.trace->header().source)));
  return title;
}

/// Of the runs that are no real ones: simulated, or observed where such a run is open.
std::string own_source(Ui& ui, const Scene& scene) {
  const auto& result = scene.session.shown_slot().result();
  const trace::Source source = result ? result->source : trace::Source::simulated;
  return figure::word(fmt::format("source.{}", name_of(source)), ui.style.language);
}

/// How much the rounds of a real run differ.
std::string note_of(Ui& ui, const Scene& scene, const RaceCase& each) {
  const analysis::CaseReport* const real = scene.real.find(scene.session.which(each.index).id);
  if (!real || real->duration.rounds == 0) return {};
  return ui.say("real.range_of", {{"range", range_text(real->duration)},
                                  {"n", fmt::format("{}", real->duration.rounds)}});
}

/// Cases, or flows of the shown one; from the right.
void draw_what_races(Ui& ui, const Scene& scene, Box& box) {
  const std::string hint = ui.say("tip.race_flows");
  const std::vector<Ui::Segment> all = {
      {ui.say("compare.by_case"), {action::race_flows, 0, ""}, hint},
      {ui.say("compare.by_flow"), {action::race_flows, 1, ""}, hint}};
  const Box room = box.take_right(ui.segments_width(all), 12);
  ui.segments({room.x, room.center().y - 18, room.w, 36}, all, scene.races_flows() ? 1 : 0);
}

/// How many of all take part, where there is room for it; what is left at its right. Of a saved
/// real run there is one case, which runs beside its model: nothing is to be said of that.
Box draw_count(Ui& ui, const Scene& scene, Box box, float x, std::size_t shown) {
  const std::size_t all =
      scene.races_flows() ? scene.trace->tables().flows.size() : scene.session.case_count();
  if (shown > all) return {x, box.y, box.right() - x, box.h};
  const std::string count =
      ui.say(scene.races_flows() ? "compare.flows" : "compare.cases",
             {{"n", fmt::format("{}", shown)}, {"all", fmt::format("{}", all)}});
  const float wide = ui.width(count, type::small);
  if (x + wide >= box.right()) return {};
  ui.picture.text({x, box.y + 24}, count, type::small, ui.theme.second);
  return {x + wide + 16, box.y, box.right() - x - wide - 16, box.h};
}

/// All of them, to choose from, in the rest of the head.
void draw_all_flows(Ui& ui, const Scene& scene, Box box) {
  constexpr float least = 120;
  const auto flows = static_cast<std::uint32_t>(scene.trace->tables().flows.size());
  if (box.w < least) return;
  ui.picture.add(figure::draw_flow_strip(*scene.trace, scene.cursor(), scene.front(),
                                         figure::lay_out_flow_strip(flows, scene.front(), box, 0),
                                         ui.style));
}

void draw_head(Ui& ui, const Scene& scene, Box box, std::size_t shown) {
  const bool by_offset = scene.race.is_aligned();
  const std::string head = ui.title(by_offset ? "compare.one_offset" : "compare.one_clock");
  float x = box.x + ui.picture.text({box.x, box.y + 25}, head, type::title, ui.theme.text) + 16;
  const Race::Alignment by = scene.race.alignment();
  const std::string clock =
      by_offset ? ui.say("compare.byte_into",
                         {{"offset", figure::grouped(by.offset)},
                          {"where", figure::buffer_word(by.into, ui.style.language)}})
                : figure::time_text(race_clock(scene));
  x += ui.picture.text({x, box.y + 25}, clock, by_offset ? type::name : Font{Face::mono_bold, 20},
                       ui.theme.text) +
       18;

  if (scene.has_flows()) draw_what_races(ui, scene, box);
  if (scene.races_flows()) return draw_all_flows(ui, scene, draw_count(ui, scene, box, x, shown));
  // From the right: which source, how aligned, which cases.
  const std::string choose = ui.title("compare.choose");
  ui.button(box.take_right(ui.button_width(choose), 8), choose, {action::menu, 0, "compare"},
            Ui::Look::plain, ui.say("tip.choose_case"));
  std::vector<Ui::Segment> sources = {
      {own_source(ui, scene), {action::against_real, 0, ""}, ""},
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
  draw_count(ui, scene, box, x, shown);
}

/// Steps and speed; from the right, where it pauses by itself. Aligned by offset it goes from copy
/// to copy. Returns what is left between them.
Box draw_transport_of_race(Ui& ui, const Scene& scene, Box box) {
  const auto hint = [&](const char* name) { return ui.say(fmt::format("tip.{}", name)); };
  const auto icon = [&](Icon which, const char* name, const std::string& text,
                        Ui::Look look = Ui::Look::plain) {
    ui.icon_button(box.take_left(40, 6), which, {name, 0, ""}, text, look);
  };
  const bool by_offset = scene.race.is_aligned();
  icon(Icon::first, action::home, hint("home"));
  icon(Icon::back, action::step_back, ui.say(by_offset ? "tip.copy_back" : "tip.race_back"));
  icon(scene.race.playing() ? Icon::pause : Icon::play, action::play, hint("play"),
       Ui::Look::primary);
  icon(Icon::on, action::step_on, ui.say(by_offset ? "tip.copy_on" : "tip.race_on"));
  icon(Icon::last, action::end, hint("end"));
  box.take_left(10);
  draw_speed(ui, scene, box);
  if (by_offset) return box;
  std::vector<Ui::Segment> stops;
  std::size_t chosen = 0;
  for (const Race::Stop stop : {Race::Stop::never, Race::Stop::finish, Race::Stop::step}) {
    if (stop == scene.race.stop()) chosen = stops.size();
    const std::string name(name_of(stop));
    stops.push_back({ui.say("compare.stop." + name),
                     {action::race_stop, 0, name},
                     ui.say("tip.race_stop." + name)});
  }
  ui.segments(box.take_right(ui.segments_width(stops), 10), stops, chosen);
  const std::string label = ui.say("compare.stop_at");
  const Box room = box.take_right(ui.width(label, type::body), 18);
  ui.picture.text({room.right(), room.center().y + 5.4F}, label, type::body, ui.theme.second,
                  Align::right);
  return box;
}

/// When "twice as fast" holds: beside the buttons, or on lines of its own where it is too long.
void draw_race_note(Ui& ui, const Scene& scene, Box beside, Box& above, std::size_t cases) {
  const std::string_view note = figure::note_of_race(cases);
  if (note.empty() || scene.lesson.hides_comparison() || scene.races_flows()) return;
  const std::string text = figure::word(note, ui.style.language);
  const auto height = [&](float wide) {
    return static_cast<float>(figure::wrap(text, type::small, wide, ui.style.measure).size()) *
           type::small.line();
  };
  constexpr float narrowest = 160;
  Box box = beside;
  if (box.w < narrowest || height(box.w) > box.h) box = above.take_bottom(height(above.w) + 4);
  ui.picture.enter(box);
  const float high = height(box.w);
  ui.picture.paragraph({box.x, box.center().y - high / 2 + 1, box.w, high}, text, type::small,
                       ui.theme.second);
  ui.picture.leave();
}

/// Columns are chosen by a click: which one is on the stage, which one the pointer is on.
void ring_columns(Ui& ui, const Scene& scene, const Picture& race) {
  const bool has_flows = scene.races_flows();
  if (!has_flows && (scene.choices.against_real || scene.choices.against_branch)) return;
  const auto shown = has_flows ? std::int64_t{scene.front()}
                               : static_cast<std::int64_t>(scene.session.shown_case());
  for (const figure::Region& region : race.regions()) {
    if (region.action.name != (has_flows ? action::flow : action::show_case)) continue;
    const bool is_shown = region.action.number == shown;
    if (is_shown || ui.is_hovered(region.action))
      ui.picture.outline(region.box.inset(-2),
                         {is_shown ? ui.theme.accent : ui.theme.edge, is_shown ? 2.0F : 1.5F}, 8);
  }
}

} // namespace

std::vector<figure::Racer> racers_now(Ui& ui, const Scene& scene) {
  std::vector<figure::Racer> racers;
  const Race::Alignment by = scene.race.alignment();
  for (const RaceCase& each : race_cases(scene)) {
    if (each.flow != trace::no_flow) {
      racers.push_back(figure::racer_of_flow(*each.trace, each.flow, race_clock(scene),
                                             title_of(ui, scene, each)));
      continue;
    }
    racers.push_back(scene.choices.align_offsets
                         ? figure::racer_arrived(*each.trace, by.offset, by.into,
                                                 title_of(ui, scene, each), each.number)
                         : figure::racer_at(*each.trace, race_clock(scene),
                                            title_of(ui, scene, each), each.number));
    if (each.run == RaceCase::Run::real) racers.back().note = note_of(ui, scene, each);
  }
  return racers;
}

void draw_compare_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_race_timeline(ui, scene, box.take_bottom(race_timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(10);
  Box head = box.take_top(scene.races_flows() ? figure::flow_strip_height : 36.0F, 8);
  const std::vector<RaceCase> all = race_cases(scene);
  ui.picture.enter(head);
  draw_head(ui, scene, head, all.size());
  ui.picture.leave();
  const Box beside = draw_transport_of_race(ui, scene, box.take_bottom(44).inset(0, 4));
  draw_race_note(ui, scene, beside, box, all.size());
  if (all.empty() || !scene.has_trace()) {
    ui.picture.paragraph(box.inset(20), ui.say(scene.why_no_trace()), type::body, ui.theme.second);
    return;
  }
  if (scene.choices.against_real && !scene.races_flows() && all.size() < 2) {
    const Box note = box.take_bottom(30);
    ui.picture.paragraph(note, ui.say("real.nothing_yet"), type::body, ui.theme.second);
  }
  const std::vector<figure::Racer> racers = racers_now(ui, scene);
  constexpr float tallest = 0.95F; // of the width, in a window held upright
  box.h = std::min(box.h, box.w * tallest);
  const Picture race = figure::draw_race(racers, box, ui.style);
  ui.picture.add(race);
  ring_columns(ui, scene, race);
}

} // namespace copyscope::gui
