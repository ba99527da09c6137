#include "gui/session/catalog.h"

#include <algorithm>

namespace copyscope::gui {

std::vector<Listed> catalog_of(const Services& services) {
  std::vector<Listed> catalog;
  for (const std::string& id : services.shipped) {
    try {
      const ScenarioText file = services.find(id);
      const scenario::Scenario read =
          scenario::load(file.text, file.name, *services.vocabulary, services.presets);
      catalog.push_back({id, read.title, read.summary, read.cases.size(), read.questions.size(),
                         !read.narrations.empty()});
    } catch (const std::runtime_error&) { // it is complained about when it is opened
    }
  }
  // Lessons first: who opens the program for the first time finds them at the top.
  std::stable_partition(catalog.begin(), catalog.end(),
                        [](const Listed& each) { return each.has_lesson; });
  return catalog;
}

} // namespace copyscope::gui
