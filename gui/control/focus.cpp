#include "gui/control/focus.h"

#include "gui/session/gestures.h"

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

namespace {

using figure::Box;
using figure::Picture;
using figure::Point;
using figure::Region;

constexpr float line = 24; ///< logical units that a pane scrolls with an arrow

bool is_arrow(std::string_view key) {
  return key == "left" || key == "right" || key == "up" || key == "down";
}

/// The member above or below, rather straight than near; `none` where there is none.
std::size_t beyond(const std::vector<Region>& members, std::size_t from, bool down) {
  const Point here = members[from].box.center();
  std::size_t best = members.size();
  float least = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Point there = members[i].box.center();
    const float away = down ? there.y - here.y : here.y - there.y;
    if (away < 3) continue;
    const float cost = away + 2 * std::abs(there.x - here.x);
    if (best < members.size() && cost >= least) continue;
    best = i;
    least = cost;
  }
  return best;
}

} // namespace

// Where it is.

const Region* Focus::member() const {
  const Stop* const stop = this->stop();
  if (!stop || (stop->kind == Stop::Kind::timeline && !is_inside_)) return nullptr;
  return member_ < stop->members.size() ? &stop->members[member_] : nullptr;
}

Box Focus::ring() const {
  if (const Region* const region = member()) return region->box;
  return is_shown() ? stops_[at_].box : Box();
}

std::optional<Focus::Place> Focus::here() const {
  const Stop* const stop = this->stop();
  if (!stop) return std::nullopt;
  const Region* const region = member();
  return Place{stop->family, region ? std::optional(region->action) : std::nullopt, ring()};
}

/// The same region where it is there still, or what has come in its place: the nearest of its
/// family.
bool Focus::find(const Place& place) {
  if (find_nearest(place, true)) return true;
  return find_nearest(place, false);
}

/// `same`: of those that ask for the same; there may be several.
bool Focus::find_nearest(const Place& place, bool same) {
  const Point from = place.box.center();
  float least = -1;
  const auto offer = [&](const Box& box, std::size_t stop, std::size_t member, bool inside) {
    const float away = figure::length(box.center() - from);
    if (least >= 0 && away >= least) return;
    least = away;
    at_ = stop;
    member_ = member;
    is_inside_ = inside;
  };
  for (std::size_t i = 0; i < stops_.size(); ++i) {
    const Stop& stop = stops_[i];
    if (stop.family != place.family) continue;
    const bool is_whole = stop.kind == Stop::Kind::timeline || stop.kind == Stop::Kind::pane;
    if (!place.action && is_whole) offer(stop.box, i, 0, false);
    if (!place.action) continue;
    for (std::size_t k = 0; k < stop.members.size(); ++k)
      if (!same || stop.members[k].action == *place.action) offer(stop.members[k].box, i, k, true);
  }
  return least >= 0;
}

void Focus::settle(const Picture& picture, const Box& surface) {
  std::optional<Place> wanted = is_shown() ? here() : place_;
  picture_ = &picture;
  surface_ = surface;
  const std::size_t layers = layers_of(picture, surface);
  bool is_new = false;
  for (; layers_ < layers; ++layers_) {
    below_.push_back(std::exchange(wanted, std::nullopt));
    is_new = true;
  }
  for (; layers_ > layers; --layers_) {
    wanted = below_.back();
    below_.pop_back();
  }
  if (!is_shown_) {
    place_ = std::move(wanted);
    return;
  }
  stops_ = stops_of(picture, surface);
  if (is_new) return enter(0);
  is_shown_ = wanted && find(*wanted);
  place_ = std::move(wanted);
  if (!scrolling_.empty() && is_shown_) follow_scroll(std::exchange(scrolling_, {}));
}

/// What has come into sight: the row beyond the last one, or the first or last of all.
void Focus::follow_scroll(const std::string& key) {
  if (key == "home")
    member_ = 0;
  else if (key == "end")
    member_ = stops_[at_].members.size() - 1;
  else
    go(key);
}

void Focus::put(Point at) {
  is_shown_ = false;
  place_.reset();
  if (!picture_) return;
  stops_ = stops_of(*picture_, surface_);
  for (at_ = 0; at_ < stops_.size(); ++at_) {
    const auto& members = stops_[at_].members;
    for (std::size_t i = 0; i < members.size(); ++i)
      if (members[i].box.contains(at))
        place_ = Place{stops_[at_].family, members[i].action, members[i].box};
    const bool is_whole =
        stops_[at_].kind == Stop::Kind::timeline || stops_[at_].kind == Stop::Kind::pane;
    if (!place_ && is_whole && stops_[at_].box.contains(at))
      place_ = Place{stops_[at_].family, std::nullopt, stops_[at_].box};
    if (place_) return;
  }
}

void Focus::enter(std::size_t stop) {
  at_ = stop;
  member_ = 0;
  is_inside_ = false;
  scrolling_.clear();
  is_shown_ = at_ < stops_.size();
}

void Focus::move(int by) {
  if (!picture_) return;
  const std::optional<Place> from = is_shown() ? here() : place_;
  stops_ = stops_of(*picture_, surface_);
  is_shown_ = true;
  if (stops_.empty()) return hide();
  const std::size_t count = stops_.size();
  if (!from) return enter(by > 0 ? 0 : count - 1);
  if (!find(*from)) {
    // What it was on is gone: what is nearest comes next.
    const auto away = [&](const Stop& stop) {
      return figure::length(stop.box.center() - from->box.center());
    };
    const auto nearest = std::ranges::min_element(
        stops_, [&](const Stop& a, const Stop& b) { return away(a) < away(b); });
    return enter(static_cast<std::size_t>(nearest - stops_.begin()));
  }
  enter(by > 0 ? (at_ + 1) % count : (at_ + count - 1) % count);
}

bool Focus::enter_layer() {
  if (is_shown() || layers_ == 0 || !picture_) return false;
  stops_ = stops_of(*picture_, surface_);
  // Arrows mean a list, where there is one.
  const auto list = std::ranges::find(stops_, Stop::Kind::list, &Stop::kind);
  enter(list == stops_.end() ? 0 : static_cast<std::size_t>(list - stops_.begin()));
  return is_shown();
}

// What keys do.

Focus::Reply Focus::key(std::string_view key, bool shift) {
  const Stop* const stop = this->stop();
  if (!stop) return {};
  if (key == "space" || key == "enter") return press();
  if (shift) return {is_arrow(key), {}, {}};
  if (stop->kind == Stop::Kind::slider) return slider_key(key);
  if (is_arrow(key)) return arrow(key);
  if (key == "home" || key == "end") return ends(key == "end");
  return {};
}

/// On a timeline as a whole: to the bar where its playhead stands, which they press then.
Focus::Reply Focus::press() {
  const Region* const region = member();
  if (!region && stop()->kind != Stop::Kind::timeline) return {true, {}, {}};
  if (!region) {
    member_ = bar_at_playhead();
    is_inside_ = member_ < stop()->members.size();
    return {true, {}, {}};
  }
  Reply reply{true, {}, {}};
  if (region->action.name == region::field)
    reply.typed_into = *region;
  else if (region->action.name != region::slider)
    reply.actions.push_back(region->action);
  return reply;
}

std::size_t Focus::bar_at_playhead() const {
  const Stop& stop = stops_[at_];
  if (stop.members.empty() || stop.handles.empty()) return 0;
  const float x = stop.handles.front().box.center().x - 1; // what has just ended, not what begins
  const auto away = [x](const Region& bar) {
    return std::max({0.0F, bar.box.x - x, x - bar.box.right()});
  };
  // Of those that begin there, the last one is drawn on top: the innermost.
  std::size_t best = 0;
  for (std::size_t i = 1; i < stop.members.size(); ++i)
    if (away(stop.members[i]) <= away(stop.members[best])) best = i;
  return best;
}

Focus::Reply Focus::slider_key(std::string_view key) const {
  const std::string& name = member()->action.text;
  if (is_arrow(key)) {
    const bool more = key == "right" || key == "up";
    return {true, {{action::nudge, more ? 1 : -1, name}}, {}};
  }
  if (key != "home" && key != "end") return {};
  return {
      true, {{action::slide, key == "end" ? whole_width : 0, name}, {action::slid, 0, name}}, {}};
}

Focus::Reply Focus::arrow(std::string_view key) {
  const Stop& stop = stops_[at_];
  if (stop.kind == Stop::Kind::timeline && !is_inside_) {
    if (key == "left") return {true, {{action::step_back, 0, {}}}, {}};
    if (key == "right") return {true, {{action::step_on, 0, {}}}, {}};
    is_inside_ = key == "down" && !stop.members.empty();
    member_ = bar_at_playhead();
    return {true, {}, {}};
  }
  if (go(key)) return {true, {}, {}};
  if (stop.kind == Stop::Kind::timeline && key == "up") {
    is_inside_ = false;
    return {true, {}, {}};
  }
  return scrolled(key);
}

/// Left and right go through all members, up and down to what lies there.
bool Focus::go(std::string_view key) {
  const std::vector<Region>& members = stops_[at_].members;
  if (member_ >= members.size()) return false;
  std::size_t next = members.size();
  if (key == "right" && member_ + 1 < members.size()) next = member_ + 1;
  if (key == "left" && member_ > 0) next = member_ - 1;
  if (key == "up" || key == "down") next = beyond(members, member_, key == "down");
  if (next >= members.size()) return false;
  member_ = next;
  return true;
}

/// At the end of a list that can be scrolled there may be more.
Focus::Reply Focus::scrolled(std::string_view key) {
  Reply reply{true, {}, {}};
  if (key != "up" && key != "down") return reply;
  const Box box = ring();
  for (const Region& region : picture_->regions()) {
    if (region.action.name != region::scroll || !region.box.contains(box.center())) continue;
    const bool is_pane = stop()->kind == Stop::Kind::pane;
    auto row = static_cast<std::int64_t>(std::lround((is_pane ? line : box.h) * 10));
    if (region.action.number > 0 && key == "down") row = std::min(row, region.action.number - 1);
    reply.actions.push_back({action::scroll, key == "down" ? row : -row, region.action.text});
    scrolling_ = key;
    break;
  }
  return reply;
}

Focus::Reply Focus::ends(bool last) {
  const Stop& stop = stops_[at_];
  const bool is_list = stop.kind == Stop::Kind::list || is_inside_;
  if (!is_list || stop.members.empty()) return {};
  member_ = last ? stop.members.size() - 1 : 0;
  Reply reply{true, {}, {}};
  for (const Region& handle : stop.handles) {
    if (handle.action.name != region::rail) continue; // there is more than is seen
    reply.actions.push_back({action::scroll_to, last ? whole_width : 0, handle.action.text});
    scrolling_ = last ? "end" : "home";
  }
  return reply;
}

} // namespace copyscope::gui
