// The calls of the shown case, simulated and real, lane by lane on one scale of time.
#include "figure/pages/race.h"
#include "figure/timeline/timeline.h"
#include "gui/views/panes.h"
#include "gui/views/race_cases.h"
#include "gui/views/real_panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

struct RealLanes {
  const figure::Story* story;
  trace::Source source;
  bool has_axis = false; ///< the last has it, for all
};

std::vector<RealLanes> real_lanes(const Scene& scene) {
  std::vector<RealLanes> runs;
  for (const RaceCase& each : race_cases(scene))
    if (const figure::Story* const story = scene.race.story_of(*each.trace))
      runs.push_back({story, each.trace->header().source});
  if (!runs.empty()) runs.back().has_axis = true;
  return runs;
}

/// Where that run stands at the race's time.
figure::TimelineState state_at(const Scene& scene, const figure::Story& story) {
  figure::TimelineState state;
  state.cursor = story.trace().cursor_at(std::min(race_clock(scene), story.trace().end()));
  state.place = static_cast<double>(state.cursor.time.ps());
  return state;
}

constexpr float around_lanes = 24 + 4 + 24; ///< the panel's head and its margins

float natural_height(const RealLanes& run) {
  const std::size_t lanes = figure::lanes_in_order(run.story->trace()).size();
  return around_lanes + figure::timeline_height(lanes, run.has_axis);
}

void draw_run_lanes(Ui& ui, const Scene& scene, const RealLanes& run,
                    const figure::TimelineRange& range, Box box) {
  Box in = ui.enter_panel(box);
  const Box head = in.take_top(24, 4);
  ui.picture.text({head.x, head.y + 14},
                  figure::heading(fmt::format("source.{}", name_of(run.source)), ui.style.language),
                  type::heading, ui.theme.text);
  const figure::LaneArrangement lanes = scene.choices.lanes(0);
  figure::TimelineParts parts;
  parts.has_axis = run.has_axis;
  const std::size_t all = figure::lanes_in_order(run.story->trace()).size();
  if (in.h < figure::timeline_height(all, run.has_axis, true)) parts.groups = &lanes;
  const auto layout = figure::lay_out_timeline(*run.story, range, in, parts);
  figure::Picture drawn = figure::draw_timeline(layout, state_at(scene, *run.story), ui.style);
  drawn.clear_regions(); // its rows are those of another trace than the one on the stage
  ui.picture.add(std::move(drawn));
  ui.leave();
}

} // namespace

void draw_real_spans(Ui& ui, const Scene& scene, Box box) {
  const std::vector<RealLanes> runs = real_lanes(scene);
  if (runs.empty()) return;
  const auto longest =
      std::ranges::max(runs, {}, [](const RealLanes& each) { return each.story->trace().end(); });
  const figure::TimelineRange range = figure::whole_run(*longest.story, false);
  const auto count = static_cast<float>(runs.size());
  if (runs.size() == 1) box.h -= 24 + pane_gap; // for what is said below
  const float most = (box.h - pane_gap * (count - 1)) / count;
  for (const RealLanes& each : runs)
    draw_run_lanes(ui, scene, each, range,
                   box.take_top(std::min(most, natural_height(each)), pane_gap));
  if (runs.size() == 1 && !scene.session.is_saved_trace())
    ui.picture.text_in(box.take_top(24), ui.say("part.nothing_real"), type::small, ui.theme.second);
}

} // namespace copyscope::gui
