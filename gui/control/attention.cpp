#include "gui/control/attention.h"

#include "gui/control/context_target.h"
#include "gui/session/explained.h"
#include "gui/session/gestures.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using figure::Picture;
using figure::Point;
using figure::Region;

constexpr float selection_slop = 3; ///< logical units that the pointer may move before it selects
constexpr std::int64_t reading_pitch = 600; ///< tenths that an arrow moves what is read

} // namespace

/// A question that has to be answered first moves its focus itself.
bool Attention::has_own_focus() const {
  return picture_ && std::ranges::any_of(picture_->regions(), [](const Region& region) {
           return region.action.name == action::confirm;
         });
}

void Attention::settle(const Picture& picture, const figure::Box& surface) {
  picture_ = &picture;
  field_.settle(picture);
  focus_.settle(picture, surface);
  if (has_own_focus()) focus_.hide();
}

Attention::Actions Attention::open(const Region& region) {
  Actions actions = field_.leave();
  field_.open(region);
  if (region.action.number & region::told_as_typed)
    actions.push_back({action::set, 1, region.action.text}); // it has the attention now
  return actions;
}

Attention::Reply Attention::key(std::string_view key, bool shift, bool ctrl) {
  ignores_space_ = false;
  if (field_.is_open()) return field_key(key, shift, ctrl);
  if (ctrl || has_own_focus()) return {{}, true};
  if (key == "menu" || (key == "f10" && shift)) return asks();
  return focus_key(key, shift);
}

Attention::Reply Attention::field_key(std::string_view key, bool shift, bool ctrl) {
  const Point here = field_.box().center();
  Field::Reply reply = field_.key(key, shift, ctrl);
  if (!focus_.is_shown() && !field_.is_open()) focus_.put(here); // Tab goes on from there
  if (reply.then == Field::Then::content) return {std::move(reply.actions), true};
  if (reply.then != Field::Then::nothing) move(reply.then == Field::Then::on ? 1 : -1);
  return {std::move(reply.actions), false};
}

void Attention::move(int by) {
  focus_.move(by);
  // A field is typed into as soon as it has the focus, as everywhere else.
  if (focus_.stop() && focus_.stop()->kind == Stop::Kind::field) field_.open(*focus_.member());
}

/// The menu of what has the ring; without a ring, the content knows what is meant.
Attention::Reply Attention::asks() const {
  if (picture_ && std::ranges::any_of(picture_->regions(), [](const Region& region) {
        return region.action.name == action::context_choose;
      }))
    return {{{action::back, 0, {}}}, false};
  if (!focus_.is_shown()) return {{}, true};
  const figure::Box ring = focus_.ring();
  const Region whole{ring, {region::timeline, 0, {}}, {}};
  const Region* const member = focus_.member();
  const auto asked =
      context_action(member ? member : &whole, {ring.x + 12, ring.y + std::min(ring.h, 40.0F)});
  return asked ? Reply{{*asked}, false} : Reply{};
}

/// An arrow moves what is read, where there is such a thing and no ring.
std::optional<Action> Attention::reads(std::string_view key) const {
  if (!picture_ || focus_.is_shown()) return std::nullopt;
  for (const Region& region : picture_->regions()) {
    const Action& list = region.action;
    if (list.name != region::scroll || list.text != Explained::list) continue;
    const std::int64_t left = std::max<std::int64_t>(0, list.number - 1);
    return Action{action::scroll, key == "up" ? -reading_pitch : std::min(reading_pitch, left),
                  list.text};
  }
  return std::nullopt;
}

Attention::Reply Attention::focus_key(std::string_view key, bool shift) {
  if (key == "tab") {
    move(shift ? -1 : 1);
    return {};
  }
  const bool is_arrow = key == "up" || key == "down";
  if (is_arrow && focus_.enter_layer()) return {};
  if (is_arrow)
    if (const auto read = reads(key)) return {{*read}, false};
  const Action up{action::browse, 0, {}};
  if (key == "backspace" && picture_ && picture_->find(up)) return {{up}, false};
  if (!focus_.is_shown()) return {{}, true};
  if (key == "escape") {
    const bool is_on_top = focus_.has_layers();
    if (!is_on_top) focus_.hide();
    return {{}, is_on_top};
  }
  Focus::Reply reply = focus_.key(key, shift);
  if (reply.typed_into) {
    Actions actions = open(*reply.typed_into);
    ignores_space_ = key == "space";
    return {std::move(actions), false};
  }
  return {std::move(reply.actions), !reply.is_taken};
}

Attention::Reply Attention::type(char32_t character) {
  const bool is_ignored = std::exchange(ignores_space_, false) && character == U' ';
  if (!field_.is_open()) return {{}, true};
  if (is_ignored) return {};
  return {field_.type(character), false};
}

Attention::Actions Attention::press(Point at) {
  selects_ = is_fresh_ = false;
  if (!picture_) return {};
  const Region* const region = picture_->region_at(at);
  pressed_at_ = at;
  if (region && field_.is_open_at(*region)) {
    field_.press(at);
    selects_ = true;
    return {};
  }
  focus_.put(at);
  if (region && region->action.name == region::field) {
    selects_ = is_fresh_ = true;
    return open(*region);
  }
  return field_.leave();
}

void Attention::drag(Point at) {
  if (!selects_ || !field_.is_open()) return;
  if (figure::length(at - pressed_at_) < selection_slop && is_fresh_) return;
  if (std::exchange(is_fresh_, false)) field_.press(pressed_at_);
  field_.drag(at);
}

} // namespace copyscope::gui
