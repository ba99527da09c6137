// What somebody points at who asks what can be done with it: a place of a picture, as an action.
//
// action::context carries it: `number` is the place's own, `text` "KIND|X,Y|TEXT", X and Y being
// where in the picture, TEXT the place's own. An empty text is no place in particular: the whole
// view.
#pragma once

#include "gui/session/actions.h"

#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

struct ContextTarget {
  /// What can be asked about.
  enum class Kind : unsigned char {
    view,
    part,     ///< text: of the stage
    byte,     ///< number: its offset
    row,      ///< number: of the trace
    step,     ///< number: from 1
    timeline, ///< text: "race", or empty
    ledger,
    one_case, ///< number: index
    code
  };
  Kind kind = Kind::view;
  std::int64_t number = 0;
  std::string text;
  std::optional<figure::Point> at; ///< nothing: nowhere in particular
};

/// What a region of that text tells of (region::told): "ledger.PATH", "key.KIND", "lane.LANE".
enum class Told : unsigned char { ledger, key, lane, other };
Told told_of(std::string_view text);

/// What asks about a place; nothing where there is nothing to be asked. nullptr: beside all places.
std::optional<Action> context_action(const figure::Region* region, figure::Point at);

/// What was asked about; of what is no place, the whole view.
ContextTarget context_target(const Action& action);

} // namespace copyscope::gui
