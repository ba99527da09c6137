// The window read at all sizes, in both languages and themes: what tests of it share.
#pragma once

#include "gui/paint/fonts.h"
#include "gui/paint/surface.h"
#include "gui/platform/find_fonts.h"
#include "gui/views/panes.h"
#include "tests/gui/scripted_meter.h"
#include "tests/gui/scripted_runner.h"
#include "tests/legibility/legibility.h"

#include <gtest/gtest.h>

namespace copyscope::gui {

struct Size {
  int wide, high;
  float scale;
};
inline constexpr Size sizes[] = {{1024, 700, 1}, {1280, 800, 1}, {1920, 1080, 1}, {3840, 2160, 2}};

/// Looks at the window as somebody has left it, and complains of all that cannot be read.
class Legible : public testing::TestWithParam<std::string> {
protected:
  Legible()
      : controller(with_runners(files, exporter, runner, meter), {}, test_stamper(files)),
        catalog(catalog_of(test_services(files))) {
    exporter.draws_empty_sheets = true; // what is drawn there is read at its own size elsewhere
  }

  void open(const std::string& scenario) {
    controller.perform({action::open, 0, scenario});
    while (controller.work(1'000'000)) {
    }
    rest();
  }
  void rest() {
    for (int i = 0; i < 200 && controller.is_busy(); ++i) {
      controller.work(1'000'000);
      controller.tick(0.2);
    }
  }

  /// Looks at the window as it is now at every size, in every language and theme.
  void look(const std::string& where) {
    for (const Size& size : sizes)
      for (const assets::Language language : {assets::Language::en, assets::Language::zh})
        for (const figure::Theme* const theme : {&figure::dark_theme(), &figure::light_theme()})
          look(where, size, language, *theme);
  }

  void look(const std::string& where, const Size& size, assets::Language language,
            const figure::Theme& theme) {
    const Surface surface = surface_for(size.wide, size.high, size.scale, 1);
    const figure::Style style{theme, fonts, language};
    const figure::Picture picture =
        draw_window(scene_of(controller, catalog), surface.box, style, nullptr);
    for (const std::string& problem :
         figure::legibility_problems(picture, surface.box, theme.ground))
      ADD_FAILURE() << where << ", " << size.wide << " × " << size.high << ", "
                    << (language == assets::Language::en ? "en" : "zh") << ", " << theme.id << ": "
                    << problem;
  }

  static Services with_runners(const TestFiles& files, Exporter& exporter, RealRunner& runner,
                               CrossoverMeter& meter) {
    Services services = test_services(files, &exporter);
    services.real = &runner;
    services.crossover = &meter;
    return services;
  }

  FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  ScriptedRunner runner;
  ScriptedMeter meter;
  Controller controller;
  std::vector<Listed> catalog;
};

} // namespace copyscope::gui
