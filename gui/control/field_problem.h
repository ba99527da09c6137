// Why a field cannot take what was typed, as the reader's own language says it.
#pragma once

#include "assets/assets.h"
#include "gui/control/controller.h"

#include <optional>
#include <string>

namespace copyscope::gui {

/// A text of assets/texts/window_field.toml: window.field.KEY, with its values.
struct FieldProblem {
  std::string key;
  assets::Values values;
};

/// `typed`: what the field would ask for. Nothing where that can be done, or where only doing it
/// will tell.
std::optional<FieldProblem> field_problem(const Controller& controller, const Action& typed);

} // namespace copyscope::gui
