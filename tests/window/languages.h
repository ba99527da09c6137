// The languages in which the window is walked through from end to end.
#pragma once

#include "sim/scenario/document/text.h"
#include "tests/sanitized.h"

#include <vector>

namespace copyscope::gui {

/// Both; with a sanitizer, for which the other one's walk is the same, one of them.
inline std::vector<scenario::Language> languages() {
  if (test::is_sanitized) return {scenario::Language::zh};
  return {scenario::Language::en, scenario::Language::zh};
}

} // namespace copyscope::gui
