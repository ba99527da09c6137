#include "gui/app/input.h"

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
Action scrub_to(const Region& region, Point at) {
  return {action::scrub, share_of(region.box, at.x), region.action.text};
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
    if (begins || is_dragging_ || is(dragged_, region::slider) || is(dragged_, region::scrubber))
      actions = drag(is_dragging_ ? at_ : pressed_at_, at);
    is_dragging_ = is_dragging_ || begins;
  }
  at_ = at;
  is_inside_ = true;
  settle(picture);
  return actions;
}

Input::Actions Input::drag(Point from, Point to) const {
  if (!dragged_) return {};
  const Region& region = *dragged_;
  if (region.action.name == region::slider) return {slide_to(region, to)};
  if (region.action.name == region::scrubber) return {scrub_to(region, to)};
  if (region.action.name == region::timeline)
    return {{action::pan, share_moved(region.box, to.x - from.x), region.action.text}};
  return {{action::scroll, tenths(from.y - to.y), region.action.text}};
}

Input::Actions Input::press(Point at, Button button, const figure::Picture& picture) {
  at_ = pressed_at_ = at;
  is_inside_ = true;
  is_dragging_ = false;
  button_ = button;
  pressed_ = button == Button::left ? copied(picture.region_at(at)) : std::nullopt;
  if (is(pressed_, region::nothing)) pressed_.reset();
  dragged_ = copied(region_named(
      picture, at, {region::slider, region::scrubber, region::timeline, region::scroll}));
  if (button != Button::left && !is(dragged_, region::timeline)) dragged_.reset();
  if (button == Button::left && is(pressed_, region::slider)) return {slide_to(*pressed_, at)};
  if (button == Button::left && is(pressed_, region::scrubber)) return {scrub_to(*pressed_, at)};
  settle(picture);
  return {};
}

Input::Actions Input::release(Point at, Button button, const figure::Picture& picture) {
  if (button != button_) return {};
  Actions actions;
  if (is(dragged_, region::slider)) {
    actions.push_back({action::slid, 0, dragged_->action.text});
  } else if (pressed_ && !is_dragging_) {
    // A button is what it was pressed as, wherever the picture has moved meanwhile; but letting go
    // elsewhere is a change of mind.
    const std::string& name = pressed_->action.name;
    if (name == region::timeline) {
      actions.push_back(scrub_to(*pressed_, at));
    } else if (name != region::disabled && name != region::scrubber && name != region::scroll &&
               name != region::field && pressed_->box.contains(at)) {
      actions.push_back(pressed_->action);
    }
  }
  pressed_.reset();
  dragged_.reset();
  is_dragging_ = false;
  at_ = at;
  settle(picture);
  return actions;
}

Input::Actions Input::wheel(Point at, float right, float down, const figure::Picture& picture) {
  const Region* const region =
      region_named(picture, at, {region::timeline, region::scrubber, region::scroll});
  if (!region) return {};
  Actions actions;
  if (region->action.name == region::scroll) {
    if (down != 0) actions.push_back({action::scroll, tenths(down * notch), region->action.text});
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
