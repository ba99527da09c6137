// The scenarios that ship, as the browser lists them.
#pragma once

#include "gui/session/services.h"

#include <string>
#include <vector>

namespace copyscope::gui {

struct Listed {
  std::string id;
  scenario::Text title, summary;
  std::size_t cases = 0, questions = 0;
  bool has_lesson = false;
};

/// Reads each of them; one that cannot be read is left out.
std::vector<Listed> catalog_of(const Services& services);

} // namespace copyscope::gui
