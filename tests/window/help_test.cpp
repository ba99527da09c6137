// Help beside the thing: all that answers to the pointer says what it is, by a text of its own or
// by a hint; every part, figure, colour and lane in both languages.
#include "figure/timeline/timeline_labels.h"
#include "gui/platform/find_fonts.h"
#include "gui/session/gestures.h"
#include "tests/gui/every_scene.h"
#include "tests/gui/scripted_meter.h"
#include "tests/window/languages.h"
#include "tests/window/typist.h"

#include <gtest/gtest.h>
#include <set>

namespace copyscope::gui {
namespace {

using figure::Language;
using figure::Region;

class Help : public testing::TestWithParam<Language> {
protected:
  Help() {
    services.real = &runner;
    services.crossover = &meter;
    services.folders = few_folders();
  }

  figure::Picture look(const Controller& controller, const Action* hovered = nullptr) {
    return draw_window(scene_of(controller, catalog), Typist::surface,
                       {figure::dark_theme(), fonts, controller.choices().language}, hovered);
  }

  /// Of labels that lie in the region; letters that are icons count too.
  static bool has_text(const figure::Picture& picture, const Region& region) {
    for (const figure::Shape& shape : picture.shapes())
      if (const auto* const label = std::get_if<figure::Label>(&shape))
        if (!label->text.empty() && region.box.contains(label->box().center())) return true;
    return false;
  }

  /// Bars too narrow for a hint of their own have one once the pointer is on them.
  bool has_hint(const Controller& controller, const Region& region) {
    if (!region.hint.empty()) return true;
    if (region.action.name != action::row) return false;
    const figure::Picture hovered = look(controller, &region.action);
    return std::ranges::any_of(hovered.regions(), [&](const Region& each) {
      return each.action == region.action && !each.hint.empty();
    });
  }

  FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  EverySecondRunner runner;
  InstantMeter meter;
  Services services = test_services(files, &exporter);
  std::vector<Listed> catalog = catalog_of(services);
};

TEST_P(Help, every_region_of_every_view_has_a_hint_or_a_text_of_its_own) {
  // What lies around the controls: lists as a whole, the ground of lanes, what is beside a dialog.
  const std::set<std::string> grounds{region::nothing, region::scroll, region::timeline};
  Choices choices;
  choices.language = GetParam();
  Controller controller(services, choices, test_stamper(files));
  std::set<std::string> told;
  every_scene(controller, [&](const std::string& where) {
    const figure::Picture picture = look(controller);
    for (const Region& region : picture.regions()) {
      const bool is_beside =
          region.action.name == action::back && region.box.covers(Typist::surface, 1);
      if (grounds.contains(region.action.name) || is_beside || !is_reachable(region, picture))
        continue;
      const std::string what = region.action.name + " " + region.action.text;
      if (has_text(picture, region) || has_hint(controller, region) || !told.insert(what).second)
        continue;
      ADD_FAILURE() << where << ": nothing says what " << what << " is";
    }
  });
}

TEST_P(Help, every_part_figure_colour_and_lane_is_told) {
  const auto expect = [](const std::string& key) {
    const std::string* const text = assets::find_text(key, GetParam());
    ASSERT_NE(text, nullptr) << key;
    EXPECT_GT(text->size(), 12U) << key;
  };
  std::set<std::string> parts, lanes;
  Controller controller(services, {}, test_stamper(files));
  for (const char* const scenario : {"every-way", "before-dma", "four-ways"}) {
    controller.perform({action::open, 0, scenario});
    while (controller.work(1'000'000)) {
    }
    for (std::size_t i = 0; i < controller.session().case_count(); ++i) {
      controller.perform({action::show_case, static_cast<std::int64_t>(i), ""});
      controller.perform({action::end, 0, ""});
      const figure::Picture picture = look(controller);
      for (const Region& region : picture.regions()) {
        if (region.action.name == action::part) parts.insert(region.action.text);
        if (region.action.name != region::told) continue;
        EXPECT_GT(region.hint.size(), 12U) << region.action.text;
        lanes.insert(region.action.text);
      }
      for (const trace::Lane& lane : controller.trace()->lanes())
        expect("help.lane." +
               (lane.kind == trace::LaneKind::task
                    ? std::string("calls")
                    : lane.name.substr(0, lane.name.find_last_not_of("0123456789") + 1)));
    }
  }
  EXPECT_GE(parts.size(), 11U);
  for (const std::string& part : parts)
    expect("help.part." + part);
  EXPECT_TRUE(lanes.contains("lane.cpu"));
  EXPECT_TRUE(lanes.contains("key.cpu_copy"));
  EXPECT_TRUE(lanes.contains("ledger.copies.cpu"));
  for (const char* const lane : {"devices", "engines", "disk", "dma.disk", "dma.nic", "wire",
                                 "receiver", "memory_bus", "cpu", "calls"})
    expect(std::string("help.lane.") + lane);
}

INSTANTIATE_TEST_SUITE_P(Languages, Help, testing::ValuesIn(languages()));

} // namespace
} // namespace copyscope::gui
