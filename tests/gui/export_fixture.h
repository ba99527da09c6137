// A controller with four-ways open, and what a person does with its export dialog.
#pragma once

#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {

class ExportDialogTest : public ControllerTest {
protected:
  ExportDialogTest() { open("four-ways"); }

  /// With that format chosen, and whatever is under way at its end.
  void open_dialog(const std::string& format) {
    perform(action::export_as);
    choose_format(format);
  }
  void choose_format(const std::string& id) {
    const auto& all = listed_formats();
    const auto found = std::ranges::find(all, id, [](auto* format) { return format->id; });
    ASSERT_NE(found, all.end()) << id;
    perform(action::export_choose, found - all.begin(), "format");
    controller_.tick(0);
  }
  void press_all(std::initializer_list<const char*> keys) {
    for (const char* const key : keys)
      press(key);
  }
  const ExportDialog& dialog() const { return controller_.export_dialog(); }
  nlohmann::ordered_json exported() { return state()["export"]; }
  const ExportJob& last_job() const { return exporter_.jobs.back(); }
};

} // namespace copyscope::gui
