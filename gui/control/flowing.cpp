#include "gui/control/flowing.h"

#include "figure/timeline/lane_groups.h"

#include <algorithm>

namespace copyscope::gui {

Handlers Flowing::actions() {
  return {{action::flow, does(this, &Flowing::flow)},
          {action::flow_on, does(this, &Flowing::flow_on)},
          {action::flow_back, does(this, &Flowing::flow_back)},
          {action::lanes_by_flow, does(this, &Flowing::lanes_by_flow)},
          {action::fold, does(this, &Flowing::fold)},
          {action::race_flows, does(this, &Flowing::race_flows)}};
}

std::int64_t Flowing::count() const {
  return shared_.shown ? static_cast<std::int64_t>(shared_.shown->tables().flows.size()) : 0;
}

/// What is followed is a byte of the one in front.
void Flowing::show(std::int64_t flow) {
  if (flow < 0 || flow >= count()) return;
  shared_.choices.flow = static_cast<std::uint32_t>(flow);
  if (shared_.player.followed()) shared_.follow(shared_.choices.follow);
  reveal();
}

/// Below the head of the one before, so that it is seen that there is one.
void Flowing::reveal() {
  Choices& choices = shared_.choices;
  if (!choices.lanes_by_flow || !shared_.shown) return;
  const auto lines = figure::shown_lines(figure::lane_groups(*shared_.shown, true),
                                         choices.lanes(shared_.front()));
  const auto head = std::ranges::find_if(lines, [&](const figure::ShownLine& line) {
    return line.is_head && line.group == shared_.front();
  });
  const auto above = std::max<std::ptrdiff_t>(0, head - lines.begin() - 1);
  choices.scrolled[Choices::lanes_list] = above * Choices::lane_pitch;
}

void Flowing::flow(const Action& action) {
  show(action.number);
}

void Flowing::flow_on() {
  if (count() > 0) show((std::int64_t{shared_.front()} + 1) % count());
}

void Flowing::flow_back() {
  if (count() > 0) show((std::int64_t{shared_.front()} + count() - 1) % count());
}

void Flowing::lanes_by_flow() {
  shared_.choices.lanes_by_flow = !shared_.choices.lanes_by_flow;
  shared_.choices.scrolled.erase(Choices::lanes_list); // its lines are others
  reveal();
}

void Flowing::fold(const Action& action) {
  if (!shared_.shown) return;
  Choices& choices = shared_.choices;
  const auto groups = figure::lane_groups(*shared_.shown, choices.lanes_by_flow);
  const auto found = std::ranges::find(groups, action.number, &figure::LaneGroup::key);
  if (found == groups.end() || !found->has_head()) return;
  const bool folded = figure::is_folded(*found, choices.lanes(shared_.front()));
  choices.folded[action.number] = !folded;
}

void Flowing::race_flows(const Action& action) {
  if (count() < 2) return;
  bool& races = shared_.choices.race_flows;
  races = action.number < 0 ? !races : action.number != 0;
}

} // namespace copyscope::gui
