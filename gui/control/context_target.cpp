#include "gui/control/context_target.h"

#include "gui/session/gestures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

namespace copyscope::gui {

namespace {

using TargetKind = ContextTarget::Kind;

struct Name {
  std::string_view region;
  TargetKind kind;
};
constexpr std::array names{
    Name{action::part, TargetKind::part},          Name{action::answer, TargetKind::view},
    Name{action::follow, TargetKind::byte},        Name{action::row, TargetKind::row},
    Name{action::step, TargetKind::step},          Name{region::timeline, TargetKind::timeline},
    Name{region::scrubber, TargetKind::timeline},  Name{region::playhead, TargetKind::timeline},
    Name{action::show_case, TargetKind::one_case}, Name{action::line, TargetKind::code},
    Name{region::scroll, TargetKind::view}};
constexpr std::array kind_names{"view",     "part",   "byte",     "row", "step",
                                "timeline", "ledger", "one_case", "code"};

std::optional<TargetKind> kind_of(const Action& action) {
  if (action.name == region::told) {
    const Told told = told_of(action.text);
    if (told == Told::ledger) return TargetKind::ledger;
    return told == Told::lane ? TargetKind::timeline : TargetKind::view;
  }
  const auto found = std::ranges::find(names, action.name, &Name::region);
  if (found == names.end()) return std::nullopt;
  return found->kind;
}

int coordinate(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

} // namespace

Told told_of(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view kind = point == text.npos ? std::string_view() : text.substr(0, point);
  if (kind == "ledger") return Told::ledger;
  if (kind == "key") return Told::key;
  return kind == "lane" ? Told::lane : Told::other;
}

std::optional<Action> context_action(const figure::Region* region, figure::Point at) {
  std::optional<TargetKind> kind = TargetKind::view;
  if (region) kind = kind_of(region->action);
  if (!kind) return std::nullopt;
  const bool has_text = *kind == TargetKind::part || *kind == TargetKind::timeline;
  std::string text = region && has_text && region->action.name != region::told ? region->action.text
                                                                               : std::string();
  return Action{action::context, region ? region->action.number : 0,
                fmt::format("{}|{},{}|{}", kind_names.at(static_cast<std::size_t>(*kind)),
                            std::lround(at.x), std::lround(at.y), text)};
}

ContextTarget context_target(const Action& action) {
  ContextTarget target;
  const std::string_view all = action.text;
  const std::size_t first = all.find('|');
  const std::size_t second = first == all.npos ? all.npos : all.find('|', first + 1);
  if (second == all.npos) return target;
  const auto kind = std::ranges::find(kind_names, all.substr(0, first));
  if (kind == kind_names.end()) return target;
  target.kind = static_cast<TargetKind>(kind - kind_names.begin());
  target.number = action.number;
  target.text = all.substr(second + 1);
  const std::string_view place = all.substr(first + 1, second - first - 1);
  if (const std::size_t comma = place.find(','); comma != place.npos)
    target.at = figure::Point{static_cast<float>(coordinate(place.substr(0, comma))),
                              static_cast<float>(coordinate(place.substr(comma + 1)))};
  return target;
}

} // namespace copyscope::gui
