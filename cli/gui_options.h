// The options of the window, and their check, which comes before the display.
#pragma once

#include "cli/command_line.h"
#include "gui/app/run.h"

#include <optional>
#include <string>

namespace copyscope::cli {

/// As they were written.
struct GuiArguments {
  std::string scenario, case_id, at, view, size;
  std::string theme, state, screenshot;
  std::optional<assets::Language> language;
  std::optional<std::int64_t> step;
  std::optional<float> scale;
  bool present = false;

  /// Whether they make sense for a window only.
  bool asks_for_a_window() const { return present || !theme.empty(); }
};

void add_window_looks(Command& command, GuiArguments& arguments);
void add_window_place(Command& command, GuiArguments& arguments);
void add_screenshot(Command& command, GuiArguments& arguments);

/// Throws UsageError or scenario::InputError; EnvironmentError for a file that may not be read.
gui::Options checked(const GuiArguments& arguments);

/// Of a screenshot: pixels, and pixels a unit of the desktop's type size.
struct PictureSize {
  int wide = 1280, high = 800;
  float scale = 1;
};
PictureSize picture_size(const GuiArguments& arguments);

} // namespace copyscope::cli
