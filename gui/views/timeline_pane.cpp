// The timeline below every view that plays, and that of the race: cases under one axis.
#include "figure/timeline/timeline.h"

#include "figure/pages/race.h"
#include "gui/session/gestures.h"
#include "gui/views/panes.h"
#include "gui/views/race_cases.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float above = 10, below = 6, case_row = 24;
constexpr float grouped_height = 181; // seven lines of groups and the axis

/// A share of the whole scale as a range of it.
figure::TimelineRange range_of(const Scene& scene, const figure::Story& story, bool in_story) {
  const figure::TimelineRange whole = figure::whole_run(story, in_story);
  const Zoom& zoom = scene.choices.zoom;
  return {in_story, whole.begin + zoom.begin * whole.width(),
          whole.begin + zoom.end * whole.width()};
}

Box draw_ground(Ui& ui, Box box) {
  ui.picture.fill(box, ui.theme.panel);
  ui.picture.line({box.x, box.y + 0.5F}, {box.right(), box.y + 0.5F},
                  {figure::mix(ui.theme.panel, ui.theme.edge, 0.6F), 1});
  box = box.inset(margin, 0);
  box.take_top(above);
  box.h -= below;
  return box;
}

/// Two runs of one case have its number both.
std::string name_in_race(Ui& ui, const Scene& scene, const RaceCase& each) {
  if (each.flow != trace::no_flow) return ui.say("compare.one_flow");
  const bool is_pair = scene.choices.against_branch || scene.choices.against_real ||
                       scene.choices.view == View::real;
  if (!is_pair) return {};
  if (each.run == RaceCase::Run::branch) return ui.say("whatif.branch");
  return figure::word(fmt::format("source.{}", name_of(each.trace->header().source)),
                      ui.style.language);
}

/// Where a run stands that is aligned by offset.
Time own_time(const Scene& scene, const trace::Trace& run) {
  const Race::Alignment by = scene.race.alignment();
  return figure::arrival_of(run, by.offset, by.into).cursor.time;
}

/// Lanes give away what is being asked: they are drawn once it has been answered.
void draw_hidden(Ui& ui, const Scene& scene, Box box) {
  const auto lanes = figure::lanes_in_order(*scene.trace).size();
  const float pitch = std::min(28.0F, box.h / static_cast<float>(lanes));
  for (std::size_t i = 0; i < lanes; ++i)
    ui.picture.fill({box.x + figure::timeline_names_width, box.y + pitch * static_cast<float>(i),
                     box.w - figure::timeline_names_width, pitch - 4},
                    ui.theme.well, 4);
  const std::string text = ui.say("lesson.run_hidden");
  const float wide = ui.width(text, type::strong) + 40;
  const Box plate{box.center().x - wide / 2, box.center().y - 22, wide, 44};
  ui.picture.fill(plate, ui.theme.raised, 6);
  ui.picture.outline(plate, {ui.theme.edge, 1}, 6);
  ui.picture.text_in(plate, text, type::strong, ui.theme.text, Align::center);
}

/// Of groups with more lines than fit: the wheel over their names scrolls, a bar beside them says
/// where one is.
void add_scrolling(Ui& ui, const figure::TimelineLayout& layout) {
  const std::size_t seen = layout.lanes.size();
  if (seen >= layout.lines) return;
  const auto below_sight = static_cast<std::int64_t>(layout.lines - layout.first - seen);
  ui.picture.region({layout.names.x, layout.plot.y, layout.names.w, layout.plot.h},
                    {region::scroll, below_sight * Choices::lane_pitch + 1, Choices::lanes_list});
  const float all = layout.plot.h, lines = static_cast<float>(layout.lines);
  const float high = std::max(10.0F, all * static_cast<float>(seen) / lines);
  const float y =
      (all - high) * static_cast<float>(layout.first) / static_cast<float>(layout.lines - seen);
  ui.picture.fill({layout.names.x - 8, layout.plot.y + y, 4, high}, ui.theme.edge, 2);
}

/// Of several flows, or of more lanes than can be read side by side.
bool has_groups(const Scene& scene) {
  constexpr std::size_t most = 7;
  return scene.has_flows() ||
         (scene.has_trace() && figure::lanes_in_order(*scene.trace).size() > most);
}

} // namespace

float timeline_height(const Scene& scene) {
  if (has_groups(scene)) return grouped_height + above + below;
  const std::size_t lanes = scene.has_trace() ? figure::lanes_in_order(*scene.trace).size() : 4;
  return std::min(figure::timeline_height(lanes), 172.0F) + above + below;
}

void draw_timeline_pane(Ui& ui, const Scene& scene, Box box) {
  const Box in = draw_ground(ui, box);
  if (!scene.has_trace()) return;
  if (scene.lesson.hides_counters()) return draw_hidden(ui, scene, in);
  const bool in_story = scene.player.in_story_time();
  const figure::LaneArrangement lanes = scene.choices.lanes(scene.front());
  figure::TimelineParts parts;
  if (has_groups(scene)) parts.groups = &lanes;
  const figure::TimelineLayout layout =
      figure::lay_out_timeline(*scene.story, range_of(scene, *scene.story, in_story), in, parts);
  const auto routes = figure::routes_of(*scene.trace);
  figure::TimelineState state;
  state.cursor = {scene.time_shown(), scene.cursor().begun};
  state.place = in_story ? scene.player.place() : static_cast<double>(state.cursor.time.ps());
  state.selected = scene.player.selection();
  state.hovered = ui.hovered_number(action::row, trace::no_span);
  state.marks = scene.player.marks();
  state.routes = &routes;
  state.hides_future = scene.lesson.hides_results();
  if (const auto& range = scene.player.range()) {
    state.range_begin = layout.scale.place(range->from);
    state.range_end = layout.scale.place(range->to);
  }
  if (has_groups(scene)) add_scrolling(ui, layout);
  ui.picture.add(figure::draw_timeline(layout, state, ui.style));
}

float race_timeline_height(const Scene& scene) {
  const std::size_t cases = std::max<std::size_t>(1, race_cases(scene).size());
  return case_row * static_cast<float>(cases) + 30 + above + below;
}

void draw_race_timeline(Ui& ui, const Scene& scene, Box box) {
  const Box in = draw_ground(ui, box);
  const std::vector<RaceCase> cases = race_cases(scene);
  if (cases.empty()) return;
  std::vector<figure::TimelineCase> rows;
  const figure::Story* longest = nullptr;
  const bool is_aligned = scene.race.is_aligned() && scene.has_trace();
  Time now = race_clock(scene);
  if (is_aligned) now = own_time(scene, *scene.trace);
  for (const RaceCase& each : cases) {
    const figure::Story* const story = scene.race.story_of(*each.trace);
    if (!story) continue; // has come just now
    rows.push_back({story, each.number, name_in_race(ui, scene, each), {}});
    rows.back().flow = each.flow;
    if (is_aligned) rows.back().own = own_time(scene, *each.trace);
    if (!longest || each.trace->end() > longest->trace().end()) longest = story;
  }
  if (!longest) return;
  ui.picture.add(
      figure::draw_case_timelines(rows, range_of(scene, *longest, false), now, in, ui.style));
}

} // namespace copyscope::gui
