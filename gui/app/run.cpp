#include "gui/app/run.h"

#include "gui/app/main_loop.h"
#include "gui/app/program.h"
#include "gui/app/screenshot.h"
#include "gui/paint/fonts.h"
#include "gui/platform/find_fonts.h"

namespace copyscope::gui {

namespace {

void remember(Program& program, const Geometry& window, const std::string& path) {
  if (path.empty() || !may_save_choices(path)) return;
  program.set_window(window);
  try {
    save_choices(program.choices(), path);
  } catch (const std::runtime_error&) {
    // Where nothing may be written, nothing is remembered; the work was done all the same.
  }
}

} // namespace

void run_window(const Options& options, const Services& services) {
  const FontFaces fonts(find_fonts());
  Program program(options, services, fonts);
  Geometry geometry = program.choices().window;
  if (options.wide && options.high)
    geometry = {geometry.x, geometry.y, *options.wide, *options.high};
  MainLoop loop(program, fonts, geometry, options.state_path);
  loop.run();
  remember(program, loop.geometry(), options.choices_path);
}

std::string take_screenshot(const Options& options, const Services& services, int wide, int high,
                            float scale) {
  const FontFaces fonts(find_fonts());
  Program program(options, services, fonts);
  program.settle();
  return screenshot(program, fonts, wide, high, scale);
}

} // namespace copyscope::gui
