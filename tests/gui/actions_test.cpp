// All that can be asked of the window is asked for by somebody: actions.h, the keys and the visible
// controls say the same.
#include "gui/session/gestures.h"
#include "gui/session/keys.h"
#include "tests/gui/every_scene.h"
#include "tests/gui/typist.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace copyscope::gui {
namespace {

struct Declared {
  std::string name;
  bool has_parameter = false;
};

/// The names in the header, with what their comments say.
std::vector<Declared> declared() {
  std::ifstream file(COPYSCOPE_SOURCE_DIR "/gui/session/actions.h");
  std::vector<Declared> all;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("constexpr auto ")) continue;
    const std::size_t open = line.find('"'), close = line.find('"', open + 1);
    const std::string comment = line.substr(close);
    all.push_back(
        {line.substr(open + 1, close - open - 1), comment.find("number:") != std::string::npos ||
                                                      comment.find("text:") != std::string::npos});
  }
  return all;
}

/// Moments and places of the timeline are asked for by gestures on it, bars are selected by a
/// click; whose run plays can be chosen once there is a real one.
const std::set<std::string> by_gesture{action::seek, action::select, action::source};

class Actions : public testing::Test {
protected:
  Actions() {
    hands.real = &runner;
    hands.folders = few_folders();
    Controller controller(hands, {}, test_stamper(files));
    every_scene(controller, [&](const std::string&) { look(controller); });
    controller.perform({action::view, 0, "lesson"});
    for (std::size_t slide = 1; slide <= controller.lesson().of(); ++slide) {
      controller.perform({action::bookmark, static_cast<std::int64_t>(slide), ""});
      controller.perform({action::present, 0, ""});
      controller.perform({action::vote, 0, ""});
      look(controller); // where there is a question, hands are counted
      controller.perform({action::vote, 0, ""});
      controller.perform({action::present, 0, ""});
    }
    controller.perform({action::view, 0, "stage"});
    controller.perform({action::export_as, 0, ""});
    for (std::size_t i = 0; i < listed_formats().size(); ++i) {
      controller.perform({action::export_choose, static_cast<std::int64_t>(i), "format"});
      controller.tick(0);
      look(controller);
    }
    for (const std::string_view key : {"tab", "space", "enter", "up", "down", "left", "right"})
      keys.insert(controller.export_dialog().action_of(key, false).name);
    for (const std::string_view key : {"1", "tab", "backspace"})
      if (const auto counted = vote_action_of(key, false)) keys.insert(counted->name);
    controller.perform({action::back, 0, ""});
    controller.perform({action::set, 0, "workload.chunk=16 KiB"});
    controller.perform({action::quit, 0, ""});
    look(controller); // it asks
    keys.insert(controller.confirm().action_of("tab", false).name);
    for (const KeyBinding& binding : key_bindings())
      keys.insert(std::string(binding.action));
  }

  void look(Controller& controller) {
    const figure::Picture picture =
        draw_window(scene_of(controller, catalog), Typist::surface,
                    {figure::dark_theme(), fonts, figure::Language::en}, nullptr);
    for (const figure::Region& region : picture.regions())
      controls.insert(region.action.name);
    if (controller.choices().menu == "context") // what its lines ask for
      for (const ContextEntry& line : controller.context_menu().entries())
        controls.insert(line.action.name);
  }

  FontFaces fonts;
  TestFiles files;
  TestExporter exporter;
  EndlessRunner runner;
  Hands hands = test_hands(files, &exporter);
  std::vector<Listed> catalog = catalog_of(hands);
  std::set<std::string> keys, controls;
};

TEST_F(Actions, every_action_has_a_control_or_a_key) {
  ASSERT_GT(declared().size(), 60U);
  for (const Declared& action : declared()) {
    if (by_gesture.contains(action.name)) continue;
    const bool has_control = controls.contains(action.name), has_key = keys.contains(action.name);
    EXPECT_TRUE(has_control || has_key) << action.name
                                        << (action.has_parameter ? ": nothing visible asks for it"
                                                                 : ": neither a key nor a control");
  }
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
