// At the largest and the smallest type too: nothing overlaps or is cut off, slides fill their
// surface.
#include "gui/paint/fonts.h"
#include "gui/paint/surface.h"
#include "gui/platform/find_fonts.h"
#include "gui/views/panes.h"
#include "tests/gui/services_for_tests.h"
#include "tests/legibility/legibility.h"

#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

struct Size {
  int wide, high;
};
constexpr Size desks[] = {{1280, 800}, {1920, 1080}},
               walls[] = {{1280, 800}, {1920, 1080}, {1024, 768}, {800, 1280}};

class LegibleType : public ::testing::TestWithParam<int> {
protected:
  void open(const std::string& scenario) {
    controller.perform({action::open, 0, scenario});
    rest();
    while (controller.choices().type_percent < GetParam())
      controller.perform({action::type_larger, 0, ""});
    while (controller.choices().type_percent > GetParam())
      controller.perform({action::type_smaller, 0, ""});
  }
  void rest() {
    while (controller.work(1'000'000)) {
    }
    for (int i = 0; i < 200 && controller.player().animating(); ++i)
      controller.tick(0.2);
  }
  void look(const std::string& where, Size size, float type) {
    const Surface surface = surface_for(size.wide, size.high, 1, type);
    for (const assets::Language language : {assets::Language::en, assets::Language::zh}) {
      const figure::Theme& theme = figure::light_theme();
      const figure::Picture picture = draw_window(scene_of(controller, catalog), surface.box,
                                                  {theme, fonts, language}, nullptr);
      for (const std::string& problem :
           figure::legibility_problems(picture, surface.box, theme.ground))
        ADD_FAILURE() << where << ", " << size.wide << " × " << size.high << ", "
                      << (language == assets::Language::en ? "en" : "zh") << ", " << GetParam()
                      << " %: " << problem;
    }
  }

  FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  Controller controller{test_services(files, &exporter), {}, test_stamper(files)};
  std::vector<Listed> catalog = catalog_of(test_services(files));
};

TEST_P(LegibleType, of_every_view_list_and_dialog) {
  exporter.draws_empty_sheets = true;
  open("four-ways");
  const float type = static_cast<float>(GetParam()) / 100;
  const auto look_at = [&](const std::string& where) {
    for (const Size size : desks)
      look(where, size, type);
  };
  for (const char* const view :
       {"stage", "compare", "follow", "whatif", "lesson", "real", "rows", "home"}) {
    controller.perform({action::view, 0, view});
    rest();
    look_at(view);
  }
  for (const char* const menu : {"scenarios", "cases", "compare", "open", "save", "until"}) {
    controller.perform({action::menu, 0, menu});
    look_at(menu);
    controller.perform({action::back, 0, ""});
  }
  controller.perform({action::help, 0, ""});
  look_at("help");
  controller.perform({action::back, 0, ""});
  controller.perform({action::export_as, 0, ""});
  controller.tick(0);
  look_at("export");
}

TEST_P(LegibleType, of_slides_answers_and_the_race) {
  open("true-zero-copy");
  controller.perform({action::present, 0, ""});
  const auto look_at = [&](const std::string& where) {
    for (const Size size : walls)
      look(where, size, 1); // a slide makes its own type larger
  };
  for (std::size_t slide = 1; slide <= controller.lesson().of(); slide += 2) {
    controller.perform({action::bookmark, static_cast<std::int64_t>(slide), ""});
    rest();
    look_at("slide " + std::to_string(slide));
    if (!controller.lesson().is_asking()) continue;
    controller.perform({action::answer, 1, ""});
    look_at("answered, slide " + std::to_string(slide));
    controller.perform({action::vote, 0, ""});
    controller.perform({action::skip, 0, ""});
    rest();
    look_at("its answer, slide " + std::to_string(slide));
  }
  controller.perform({action::view, 0, "compare"});
  for (const char* const place : {action::home, action::end}) {
    controller.perform({place, 0, ""});
    look_at("race");
  }
}

INSTANTIATE_TEST_SUITE_P(Percent, LegibleType,
                         testing::Values(Choices::smallest_type, 100, Choices::largest_type));

} // namespace
} // namespace copyscope::gui
