// All that can be asked of the window is asked for by somebody: the table of actions, the keys and
// the visible controls say the same.
#include "gui/control/action_table.h"
#include "gui/control/keys.h"
#include "gui/platform/find_fonts.h"
#include "gui/session/gestures.h"
#include "tests/gui/every_scene.h"
#include "tests/gui/flows_fixture.h"
#include "tests/gui/scripted_meter.h"
#include "tests/window/typist.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace copyscope::gui {
namespace {

/// Whether an action carries no more than it says that it takes.
bool takes(const DeclaredAction& declared, const Action& asked) {
  const bool has_number = declared.takes == Takes::number || declared.takes == Takes::both;
  const bool has_text = declared.takes == Takes::text || declared.takes == Takes::both;
  return (has_number || asked.number == 0) && (has_text || asked.text.empty());
}

/// All that the window asks for, wherever one goes in it.
class Asked {
public:
  Asked() {
    services_.real = &runner_;
    services_.crossover = &meter_;
    services_.folders = few_folders();
    Controller controller(services_, {}, test_stamper(files_));
    every_scene(controller, [&](const std::string&) { look(controller); });
    // And one that is there only once something has been undone.
    controller.perform({action::set, 0, "workload.chunk=16 KiB"});
    controller.perform({action::undo, 0, ""});
    controller.perform({action::view, 0, "whatif"});
    look(controller);
    // And what only a run with several flows has.
    files_.write("seen.copyscope", saved_flows(2, 8));
    controller.perform({action::open, 0, "seen.copyscope"});
    for (const char* const view : {"stage", "compare"}) {
      controller.perform({action::view, 0, view});
      look(controller);
    }
    for (const KeyBinding& binding : key_bindings())
      keys.insert(std::string(binding.action));
  }

  std::set<std::string> keys, controls;
  std::set<std::string> asked; ///< with their texts
  std::set<std::string> typed; ///< what fields are for

private:
  void look(Controller& controller) {
    const figure::Picture picture =
        draw_window(scene_of(controller, catalog_), Typist::surface,
                    {figure::dark_theme(), fonts_, figure::Language::en}, nullptr);
    for (const figure::Region& region : picture.regions()) {
      // A list that scrolls has the name of what the pointer does with it.
      if (region.action.name != region::scroll) ask(region.action);
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
    const auto declared = std::ranges::find(declared_actions(), action.name, &DeclaredAction::name);
    if (declared != declared_actions().end()) {
      EXPECT_TRUE(takes(*declared, action))
          << action.name << ' ' << action.number << ' ' << action.text;
    }
  }

  FontFaces fonts_{find_fonts()};
  TestFiles files_;
  TestExporter exporter_;
  EverySecondRunner runner_;
  InstantMeter meter_;
  Services services_ = test_services(files_, &exporter_);
  std::vector<Listed> catalog_ = catalog_of(services_);
};

/// The window is gone through once, for the first of the tests.
const Asked& all_that_is_asked() {
  static const Asked all;
  return all;
}

TEST(Actions, each_is_asked_for_as_it_is_declared) {
  ASSERT_GT(declared_actions().size(), 90U);
  const Asked& all = all_that_is_asked();
  for (const DeclaredAction& action : declared_actions()) {
    const std::string name(action.name);
    EXPECT_EQ(all.controls.contains(name), action.asked_by == AskedBy::control)
        << name << ": whether anything visible asks for it";
    if (action.asked_by == AskedBy::keys) {
      EXPECT_TRUE(all.keys.contains(name)) << name << ": nothing asks for it";
    }
    for (const std::string_view value : action.texts)
      EXPECT_TRUE(all.asked.contains(name + " " + std::string(value))) << name << ": " << value;
  }
}

TEST(Actions, the_controller_performs_what_is_declared_and_nothing_else) {
  std::set<std::string_view> declared;
  for (const DeclaredAction& action : declared_actions())
    EXPECT_TRUE(declared.insert(action.name).second) << action.name << " is declared twice";
  TestFiles files;
  TestExporter exporter;
  const Controller controller(test_services(files, &exporter), {}, test_stamper(files));
  const std::vector<std::string_view> performed = controller.actions();
  EXPECT_EQ(std::set<std::string_view>(performed.begin(), performed.end()), declared);
}

TEST(Actions, all_that_is_set_has_a_field_a_slider_or_a_switch) {
  // Of what `set` takes besides settings.
  for (const char* const key : {"follow", "find", "vote.1", "export.path", "export.width",
                                "export.type", "export.dpi", "open", "save"})
    EXPECT_TRUE(all_that_is_asked().typed.contains(key)) << key;
}

TEST(Actions, every_control_asks_for_something_that_there_is) {
  std::set<std::string> known{region::slider, region::scrubber, region::timeline, region::scroll,
                              region::field,  region::nothing,  region::disabled, region::playhead,
                              region::rail,   region::told};
  for (const DeclaredAction& action : declared_actions())
    known.insert(std::string(action.name));
  for (const std::string& control : all_that_is_asked().controls)
    EXPECT_TRUE(known.contains(control)) << control;
}

TEST(Actions, every_key_is_in_the_help) {
  std::set<std::string_view> lines;
  for (const HelpLine& line : help_lines()) {
    EXPECT_FALSE(line.keys.empty()) << line.text;
    lines.insert(line.text);
  }
  for (const DeclaredAction& action : declared_actions())
    for (const Key& key : action.keys) {
      // Another key for the same thing that is told will do.
      const bool is_told = std::ranges::any_of(action.keys, [&](const Key& other) {
        return other.number == key.number && other.text == key.text && lines.contains(other.line);
      });
      EXPECT_TRUE(is_told) << key.key << " for " << action.name;
    }
}

} // namespace
} // namespace copyscope::gui
