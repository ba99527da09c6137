// All that can be asked of the window is asked for by somebody: actions.h, the keys and the visible
// controls say the same.
#include "gui/control/keys.h"
#include "gui/platform/find_fonts.h"
#include "gui/session/gestures.h"
#include "tests/gui/every_scene.h"
#include "tests/window/typist.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace copyscope::gui {
namespace {

struct Declared {
  std::string name;
  bool has_parameter = false;
  std::vector<std::string> values; ///< of its text, where the comment lists them
};

/// "text: never, finish, step: where a race pauses" → the three.
std::vector<std::string> listed_values(const std::string& comment) {
  const std::size_t begin = comment.find("text: ");
  if (begin == std::string::npos) return {};
  std::string list = comment.substr(begin + 6);
  list = list.substr(0, list.find_first_of(":;"));
  if (list.find(", ") == std::string::npos) return {};
  std::vector<std::string> values;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(", ", at), list.size());
    values.push_back(list.substr(at, end - at));
    const bool is_value = std::ranges::all_of(
        values.back(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (!is_value) return {}; // it is described rather than listed
    at = end + 2;
  }
  return values;
}

/// The names in the header, with what their comments say.
std::vector<Declared> declared() {
  std::ifstream file(COPYSCOPE_SOURCE_DIR "/gui/session/actions.h");
  std::vector<Declared> all;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("constexpr auto ")) continue;
    const std::size_t open = line.find('"'), close = line.find('"', open + 1);
    const std::string comment = line.substr(close);
    all.push_back(
        {line.substr(open + 1, close - open - 1),
         comment.find("number:") != std::string::npos || comment.find("text:") != std::string::npos,
         listed_values(comment)});
  }
  return all;
}

class Actions : public testing::Test {
protected:
  Actions() {
    services.real = &runner;
    services.folders = few_folders();
    Controller controller(services, {}, test_stamper(files));
    every_scene(controller, [&](const std::string&) { look(controller); });
    for (const KeyBinding& binding : key_bindings())
      keys.insert(std::string(binding.action));
    // A question moves its focus by keys, as it says.
    controller.perform({action::set, 0, "workload.chunk=16 KiB"});
    controller.perform({action::quit, 0, ""});
    keys.insert(controller.confirm().action_of("tab", false).name);
  }

  void look(Controller& controller) {
    const figure::Picture picture =
        draw_window(scene_of(controller, catalog), Typist::surface,
                    {figure::dark_theme(), fonts, figure::Language::en}, nullptr);
    for (const figure::Region& region : picture.regions()) {
      ask(region.action);
      if (region.action.name == region::field)
        typed.insert(region.action.text.substr(0, region.action.text.find('=')));
    }
    if (controller.choices().menu == "context") // what its lines ask for
      for (const ContextEntry& line : controller.context_menu().entries())
        ask(line.action);
  }

  void ask(const Action& action) {
    controls.insert(action.name);
    asked.insert(action.name + " " + action.text);
  }

  FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  EverySecondRunner runner;
  Services services = test_services(files, &exporter);
  std::vector<Listed> catalog = catalog_of(services);
  std::set<std::string> keys, controls;
  std::set<std::string> asked; ///< with their texts
  std::set<std::string> typed; ///< what fields are for
};

TEST_F(Actions, every_action_has_a_key_or_a_control_and_every_choice_a_control) {
  ASSERT_GT(declared().size(), 60U);
  for (const Declared& action : declared()) {
    const bool has_key = keys.contains(action.name);
    // A field with the name of an action asks for it when Enter is pressed.
    const bool has_control = controls.contains(action.name) || typed.contains(action.name);
    if (!action.has_parameter)
      EXPECT_TRUE(has_control || has_key) << action.name << ": neither a key nor a control";
    else if (action.name == action::confirm_focus)
      EXPECT_TRUE(has_key) << action.name;
    else // the menu of a thing opens by the right button on the thing itself
      EXPECT_TRUE(has_control || action.name == action::context)
          << action.name << ": nothing visible asks for it";
    for (const std::string& value : action.values)
      EXPECT_TRUE(asked.contains(action.name + " " + value)) << action.name << ": " << value;
  }
}

TEST_F(Actions, all_that_is_set_has_a_field_a_slider_or_a_switch) {
  // Of what `set` takes besides settings.
  for (const char* const key : {"follow", "find", "vote.1", "export.path", "export.width",
                                "export.type", "export.dpi", "open", "save"})
    EXPECT_TRUE(typed.contains(key)) << key;
}

TEST_F(Actions, every_control_asks_for_something_that_there_is) {
  std::set<std::string> known{region::slider, region::scrubber, region::timeline, region::scroll,
                              region::field,  region::nothing,  region::disabled, region::playhead,
                              region::rail,   region::told};
  for (const Declared& action : declared())
    known.insert(action.name);
  for (const std::string& control : controls)
    EXPECT_TRUE(known.contains(control)) << control;
}

TEST_F(Actions, every_key_is_in_the_help) {
  std::set<std::string> listed;
  for (const HelpLine& line : help_lines()) {
    std::istringstream keys{std::string(line.keys)};
    for (std::string key; keys >> key;)
      listed.insert(key);
  }
  const auto is_listed = [&](const KeyBinding& binding) {
    const std::string name = (binding.ctrl ? "ctrl+" : "") +
                             std::string(binding.shift ? "shift+" : "") + std::string(binding.key);
    if (binding.key >= "1" && binding.key <= "9") return listed.contains("1…9");
    return listed.contains(name);
  };
  for (const KeyBinding& binding : key_bindings()) {
    // Another key for the same thing that is listed will do.
    const bool is_told = std::ranges::any_of(key_bindings(), [&](const KeyBinding& other) {
      return other.action == binding.action && other.number == binding.number &&
             other.text == binding.text && is_listed(other);
    });
    EXPECT_TRUE(is_told) << binding.key << " for " << binding.action;
  }
}

} // namespace
} // namespace copyscope::gui
