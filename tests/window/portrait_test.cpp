// A window that is held upright: nothing overlaps and nothing is cut off there either.
#include "gui/paint/fonts.h"
#include "gui/paint/surface.h"
#include "gui/platform/find_fonts.h"
#include "gui/views/panes.h"
#include "tests/gui/every_scene.h"
#include "tests/gui/scripted_meter.h"
#include "tests/legibility/legibility.h"
#include "tests/window/languages.h"

#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

class Portrait : public testing::TestWithParam<figure::Language> {};

TEST_P(Portrait, every_scene_is_legible) {
  const FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  exporter.draws_empty_sheets = true;
  EverySecondRunner runner;
  InstantMeter meter;
  Services services = test_services(files, &exporter);
  services.real = &runner;
  services.crossover = &meter;
  services.folders = few_folders();
  const std::vector<Listed> catalog = catalog_of(services);
  Choices choices;
  choices.language = GetParam();
  Controller controller(services, choices, test_stamper(files));
  every_scene(controller, [&](const std::string& where) {
    for (const auto& [wide, high] : {std::pair{800, 1280}, {1080, 1920}}) {
      const Surface surface = surface_for(wide, high, 1, 1);
      const figure::Picture picture =
          draw_window(scene_of(controller, catalog), surface.box,
                      {figure::light_theme(), fonts, GetParam()}, nullptr);
      for (const std::string& problem :
           figure::legibility_problems(picture, surface.box, figure::light_theme().ground))
        ADD_FAILURE() << where << ", " << wide << " x " << high << ": " << problem;
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Languages, Portrait, testing::ValuesIn(languages()));

} // namespace
} // namespace copyscope::gui
