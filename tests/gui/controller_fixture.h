// A controller with nothing open yet, and what a person does with it.
#pragma once

#include "gui/control/controller.h"
#include "gui/control/state_json.h"
#include "tests/gui/services_for_tests.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::gui {

class ControllerTest : public ::testing::Test {
protected:
  void open(const std::string& name) {
    perform(action::open, 0, name);
    work();
  }
  void work() {
    while (controller_.work(20'000)) {
    }
  }
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    EXPECT_TRUE(controller_.perform({name, number, text})) << name;
  }
  void press(std::string_view key, bool shift = false, bool ctrl = false) {
    EXPECT_TRUE(controller_.key(key, shift, ctrl)) << key;
  }
  /// Until everything rests.
  void settle() {
    work();
    for (int i = 0; i < 10'000 && controller_.player().animating(); ++i)
      controller_.tick(0.1);
    EXPECT_FALSE(controller_.player().animating());
  }
  nlohmann::ordered_json state() { return state_of(controller_); }
  std::string shown() { return controller_.session().which(controller_.session().shown_case()).id; }

  TestFiles files_;
  TestExporter exporter_;
  Controller controller_{test_services(files_, &exporter_), {}, test_stamper(files_)};
};

} // namespace copyscope::gui
