#include "gui/control/input.h"

#include "gui/control/context_target.h"
#include "gui/session/actions.h"
#include "gui/session/gestures.h"

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

namespace {

using figure::Action;
using figure::Point;
using figure::Region;

constexpr float slop = 4;            ///< logical units that a click may move
constexpr float notch = 48;          ///< logical units that a list scrolls a notch of the wheel
constexpr float notch_share = 0.08F; ///< of the width that a timeline pans
constexpr double beyond_edge = 0.03; ///< share by which a scrub beyond the edge goes on

std::int64_t tenths(float units) {
  return std::lround(units * 10);
}

std::int64_t share_moved(const figure::Box& box, float distance) {
  return std::llround(static_cast<double>(distance) / std::max(1.0F, box.w) * whole_width);
}

bool is(const std::optional<Region>& region, std::string_view name) {
  return region && region->action.name == name;
}

Action slide_to(const Region& slider, Point at) {
  return {action::slide, share_of(slider.box, at.x), slider.action.text};
}
/// No farther down than there is something to be seen.
Action scroll_by(const Region& list, float units) {
  std::int64_t by = tenths(units);
  if (list.action.number > 0) by = std::min(by, list.action.number - 1);
  return {action::scroll, by, list.action.text};
}
Action scroll_to(const Region& rail, Point at) {
  const float share = (at.y - rail.box.y) / std::max(1.0F, rail.box.h);
  return {action::scroll_to, std::lround(std::clamp(share, 0.0F, 1.0F) * whole_width),
          rail.action.text};
}
Action scrub_to(const Region& region, float x) {
  const double share = static_cast<double>(x - region.box.x) / std::max(1.0F, region.box.w);
  return {action::scrub,
          std::llround(std::clamp(share, -beyond_edge, 1 + beyond_edge) * whole_width),
          region.action.text};
}
Action range_to(const Region& region, const char* name, Point at) {
  return {name, share_of(region.box, at.x), region.action.text};
}

bool is_of_time(const std::optional<Region>& region) {
  return is(region, region::timeline) || is(region, region::scrubber);
}

/// What a playhead moves along: it is then dragged as that is, from wherever it was taken.
std::optional<Region> rail_of(const Region& playhead, const figure::Picture& picture) {
  for (const Region& region : picture.regions()) {
    const std::string& name = region.action.name;
    if ((name != region::timeline && name != region::scrubber) ||
        region.action.text != playhead.action.text)
      continue;
    Region rail = region;
    rail.action.name = region::scrubber;
    return rail;
  }
  return std::nullopt;
}

std::optional<Region> copied(const Region* region) {
  return region ? std::optional(*region) : std::nullopt;
}

} // namespace

const Region* region_named(const figure::Picture& picture, Point at,
                           std::initializer_list<std::string_view> names) {
  const auto& regions = picture.regions();
  for (auto region = regions.rbegin(); region != regions.rend(); ++region) {
    if (!region->box.contains(at)) continue;
    if (region->action.name == region::nothing) return nullptr;
    if (std::ranges::find(names, region->action.name) != names.end()) return &*region;
  }
  return nullptr;
}

std::int64_t share_of(const figure::Box& box, float x) {
  const double share = static_cast<double>(x - box.x) / std::max(1.0F, box.w);
  return std::llround(std::clamp(share, 0.0, 1.0) * whole_width);
}

void Input::settle(const figure::Picture& picture) {
  hovered_ = is_inside_ && !is_dragging_ ? copied(picture.region_at(at_)) : std::nullopt;
  if (is(hovered_, region::nothing)) hovered_.reset();
}

Input::Actions Input::move(Point at, const figure::Picture& picture) {
  Actions actions;
  if (pressed_ || dragged_) {
    const bool begins = !is_dragging_ && figure::length(at - pressed_at_) >= slop;
    const bool follows_at_once = is(pressed_, region::slider) || is(pressed_, region::scrubber) ||
                                 is(pressed_, region::rail);
    if (begins || is_dragging_ || (follows_at_once && !is_range_))
      actions = drag(is_dragging_ ? at_ : pressed_at_, at, begins);
    is_dragging_ = is_dragging_ || begins;
  }
  at_ = at;
  is_inside_ = true;
  settle(picture);
  return actions;
}

Input::Actions Input::drag(Point from, Point to, bool begins) const {
  if (!dragged_) return {};
  const Region& region = *dragged_;
  if (is_range_) {
    Actions actions;
    if (begins) actions.push_back(range_to(region, action::range_from, pressed_at_));
    actions.push_back(range_to(region, action::range_to, to));
    return actions;
  }
  if (region.action.name == region::slider) return {slide_to(region, to)};
  if (region.action.name == region::scrubber) return {scrub_to(region, to.x - grip_)};
  if (region.action.name == region::rail) return {scroll_to(region, to)};
  if (region.action.name == region::timeline)
    return {{action::pan, share_moved(region.box, to.x - from.x), region.action.text}};
  return {scroll_by(region, from.y - to.y)};
}

Input::Actions Input::press(Point at, Button button, const figure::Picture& picture, bool shift) {
  at_ = pressed_at_ = at;
  is_inside_ = true;
  is_dragging_ = false;
  grip_ = 0;
  button_ = button;
  pressed_ = button == Button::left ? copied(picture.region_at(at)) : std::nullopt;
  if (is(pressed_, region::nothing)) pressed_.reset();
  dragged_ = copied(region_named(
      picture, at,
      {region::slider, region::scrubber, region::timeline, region::scroll, region::rail}));
  if (button != Button::left && !is(dragged_, region::timeline)) dragged_.reset();
  is_range_ = shift && button == Button::left && is_of_time(dragged_);
  if (is_range_) return {};
  if (is(pressed_, region::playhead)) {
    dragged_ = rail_of(*pressed_, picture);
    grip_ = at.x - pressed_->box.center().x;
  }
  if (button == Button::left && is(pressed_, region::slider)) return {slide_to(*pressed_, at)};
  if (button == Button::left && is(pressed_, region::scrubber)) return {scrub_to(*pressed_, at.x)};
  if (button == Button::left && is(pressed_, region::rail)) return {scroll_to(*pressed_, at)};
  settle(picture);
  return {};
}

Input::Actions Input::release(Point at, Button button, const figure::Picture& picture) {
  if (button != button_) return {};
  Actions actions;
  if (button == Button::right) {
    if (!is_dragging_) actions = ask(at, picture);
  } else if (is(dragged_, region::slider)) {
    actions.push_back({action::slid, 0, dragged_->action.text});
  } else if (pressed_ && !is_dragging_) {
    actions = click(at);
  } else if (is(dragged_, region::scrubber) && !is_range_) {
    actions.push_back({action::scrubbed, 0, dragged_->action.text});
  }
  pressed_.reset();
  dragged_.reset();
  is_dragging_ = false;
  at_ = at;
  settle(picture);
  return actions;
}

/// What can be done with what is there? Beside the menu that says so, it goes away.
Input::Actions Input::ask(Point at, const figure::Picture& picture) {
  const Region* const region = picture.region_at(at);
  const bool is_asked = std::ranges::any_of(picture.regions(), [](const Region& each) {
    return each.action.name == action::context_choose;
  });
  if (is_asked) return {{action::back, 0, {}}};
  const std::optional<Action> asked = context_action(region, at);
  return asked ? Actions{*asked} : Actions{};
}

/// What was pressed is let go where it was pressed.
Input::Actions Input::click(Point at) const {
  if (is_range_) return {range_to(*dragged_, action::range_to, at)};
  // A button is what it was pressed as, wherever the picture has moved meanwhile; but letting go
  // elsewhere is a change of mind.
  const std::string& name = pressed_->action.name;
  const Action let_go{action::scrubbed, 0, dragged_ ? dragged_->action.text : std::string()};
  if (name == region::timeline) return {scrub_to(*pressed_, at.x), let_go};
  if (name == region::scrubber) return {let_go};
  if (name == region::playhead && dragged_) return {scrub_to(*dragged_, at.x), let_go};
  if (name == action::row && is(dragged_, region::timeline))
    return {scrub_to(*dragged_, at.x), let_go, {action::select, pressed_->action.number, {}}};
  const bool is_button = name != region::scroll && name != region::field && name != region::rail &&
                         name != region::disabled && name != region::told;
  return is_button && pressed_->box.contains(at) ? Actions{pressed_->action} : Actions{};
}

Input::Actions Input::wheel(Point at, float right, float down, const figure::Picture& picture) {
  const Region* const region =
      region_named(picture, at, {region::timeline, region::scrubber, region::scroll});
  if (!region) return {};
  Actions actions;
  if (region->action.name == region::scroll) {
    if (down != 0) actions.push_back(scroll_by(*region, down * notch));
    return actions;
  }
  for (int i = 0; i < std::min(8, static_cast<int>(std::ceil(std::abs(down)))); ++i)
    actions.push_back({action::zoom_at, share_of(region->box, at.x), down < 0 ? "in" : "out"});
  if (right != 0)
    actions.push_back(
        {action::pan, std::llround(-right * notch_share * whole_width), region->action.text});
  return actions;
}

void Input::leave() {
  is_inside_ = false;
  hovered_.reset();
}

} // namespace copyscope::gui
