// What all parts of the export dialog share: its state, its texts, the fields.
#pragma once

#include "gui/exporting/export_dialog.h"
#include "gui/views/ui.h"

#include <string>
#include <string_view>

namespace copyscope::gui {

class ExportParts {
public:
  ExportParts(Ui& ui, const ExportDialog& state) : ui(ui), picture(ui.picture), state(state) {}

  Ui& ui;
  Picture& picture;
  const ExportDialog& state;

  /// Nothing can be chosen while an export is under way.
  bool is_still() const { return state.work().is_running(); }
  std::string say(std::string_view key, const assets::Values& values = {}) const;
  std::string title(std::string_view key) const { return assets::capitalized(say(key)); }

  void region(Box box, const Action& action, std::string_view hint = {}) {
    if (!is_still()) picture.region(box, action, hint);
  }
  /// A text that is typed; `otherwise` stands there where it is empty.
  void field(Box box, ExportControl control, const std::string& value, const std::string& otherwise,
             bool is_wrong, int flags = 0);
  /// As large as it fits, down to 11.
  Font fitting(const std::string& text, Font font, float width) const;
  /// Of a path, the end says most.
  std::string tail_of(std::string_view text, Font font, float width) const;
};

Action on_control(const char* name, ExportControl control, std::int64_t number = 0);

/// What the format takes: a row for each. Returns the box of the one whose list is open.
Box draw_export_options(ExportParts& parts, Box box);
/// That list, below the box.
void draw_export_list(ExportParts& parts, Box surface, Box below);
void draw_export_preview(ExportParts& parts, Box box);
/// Where the file goes, and what has become of it: 82 high.
void draw_export_foot(ExportParts& parts, Box box, bool has_folders);

} // namespace copyscope::gui
