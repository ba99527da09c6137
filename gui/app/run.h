// The window as the command line opens it.
//
//   gui::run_window(options, services);                       // until it is closed
//   file.write(gui::take_screenshot(options, services, shot));
//
// What is asked for is known to be right: the scenario can be found and loads, the case is one of
// its cases. Throws DisplayError where there is no display.
#pragma once

#include "figure/words/wording.h"
#include "gui/platform/display_error.h"
#include "gui/session/choices.h"
#include "gui/session/services.h"

#include <cstdint>
#include <optional>
#include <string>

namespace copyscope::gui {

struct Options {
  std::string scenario;                     ///< path or id; empty: the browser
  std::string case_id;                      ///< empty: the first
  std::optional<figure::Language> language; ///< otherwise the one chosen last
  std::optional<std::string> theme;         ///< otherwise the one chosen last
  std::optional<View> view;
  std::optional<Time> at;           ///< where the cursor stands
  std::optional<std::int64_t> step; ///< or on which step, from 1
  bool present = false;
  std::optional<int> wide, high; ///< of the window, in pixels

  std::string state_path;   ///< of --state; empty: none
  std::string choices_path; ///< what is remembered; empty: nothing is
};

void run_window(const Options& options, const Services& services);

/// A PNG picture of one frame, when all has come to rest. Remembers nothing.
std::string take_screenshot(const Options& options, const Services& services, int wide, int high,
                            float scale);

} // namespace copyscope::gui
