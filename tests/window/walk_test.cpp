// Without a pointer: Tab and arrows reach all that answers to a click, in every view and dialog, in
// both languages; and the ring crosses no text.
#include "gui/platform/find_fonts.h"
#include "gui/session/gestures.h"
#include "tests/gui/every_scene.h"
#include "tests/gui/scripted_meter.h"
#include "tests/legibility/legibility.h"
#include "tests/window/languages.h"
#include "tests/window/typist.h"

#include <gtest/gtest.h>
#include <set>

namespace copyscope::gui {
namespace {

using figure::Region;

bool is_same(const Region& a, const Region& b) {
  return a.action == b.action && a.box == b.box;
}
bool has(const std::vector<Region>& all, const Region& region) {
  return std::ranges::any_of(all, [&](const Region& each) { return is_same(each, region); });
}

/// What the pointer finds when it goes over all of the window.
std::vector<Region> answering(const figure::Picture& picture) {
  std::vector<Region> all;
  const Region* last = nullptr;
  for (float y = 1; y < Typist::surface.h; y += 3)
    for (float x = 1; x < Typist::surface.w; x += 3) {
      const Region* const region = picture.region_at({x, y});
      if (region == last) continue;
      last = region;
      if (!region || region->action.name == region::nothing) continue;
      // Beside a dialog: Esc.
      if (region->action.name == action::back && region->box.covers(Typist::surface)) continue;
      if (!has(all, *region)) all.push_back(*region);
    }
  return all;
}

class Walk : public testing::TestWithParam<figure::Language> {
protected:
  Walk() {
    services.real = &runner;
    services.crossover = &meter;
    services.folders = few_folders();
    exporter.draws_empty_sheets = true; // what is drawn there is read at its own size elsewhere
  }

  /// A list is scrolled by the arrows inside it.
  static bool is_scrolled_by_arrows(const Region& region, const std::vector<Region>& found) {
    return region.action.name == region::scroll &&
           std::ranges::any_of(
               found, [&](const Region& each) { return region.box.contains(each.box.center()); });
  }

  /// A question moves its focus itself: which answers that comes to.
  std::vector<Region> answers(Typist& typist, const Controller& controller) {
    std::vector<Region> all;
    for (std::size_t i = 0; i < controller.confirm().answers().size(); ++i) {
      for (const Region& region : typist.picture.regions())
        if (region.action.name == action::confirm &&
            region.action.number == static_cast<std::int64_t>(controller.confirm().focus()))
          all.push_back(region);
      typist.key("tab");
    }
    return all;
  }

  /// All that Tab and the arrows come to, and what they are seen to.
  std::vector<Region> walked(Typist& typist, const std::string& where) {
    std::vector<Region> all;
    std::optional<Region> first;
    for (int stops = 0; stops < 300; ++stops) {
      typist.key("tab");
      if (!typist.attention.focus().stop()) return all;
      const Stop stop = *typist.attention.focus().stop(); // the next key makes others
      const Region here{typist.attention.focus().ring(), {stop.family, 0, ""}, ""};
      if (first && is_same(*first, here)) return all;
      if (!first) first = here;
      see(typist, where);
      all.insert(all.end(), stop.handles.begin(), stop.handles.end());
      if (stop.kind == Stop::Kind::timeline) {
        for (const Region& region : typist.picture.regions())
          if (region.action.name == region::timeline || region.action.name == region::scrubber)
            all.push_back(region); // both are the timeline as a whole
        typist.key("down");
        typist.key("home"); // from the first bar on
      }
      if (stop.kind == Stop::Kind::pane)
        for (const Region& region : typist.picture.regions())
          if (region.action.name == region::scroll && region.box == stop.box) all.push_back(region);
      arrows(typist, all, where);
    }
    ADD_FAILURE() << where << ": Tab never comes round";
    return all;
  }

  void arrows(Typist& typist, std::vector<Region>& all, const std::string& where) {
    const Focus& focus = typist.attention.focus();
    for (int i = 0; i < 2000; ++i) {
      if (!focus.member()) return;
      const Region member = *focus.member();
      all.push_back(member);
      if (focus.stop()->members.size() < 2 || typist.attention.field().is_open()) return;
      if (i < 12) see(typist, where);
      typist.attention.key("right", false, false);
      if (!focus.member() || is_same(*focus.member(), member)) return;
    }
  }

  void see(Typist& typist, const std::string& where) {
    figure::Picture all = typist.picture;
    const figure::Picture over = typist.over();
    for (const figure::Shape& shape : over.shapes())
      if (const auto* const ring = std::get_if<figure::Outline>(&shape);
          ring && !typist.attention.field().is_open())
        crosses_nothing(*ring, typist, where);
    all.add(over);
    for (const std::string& problem :
         figure::legibility_problems(all, Typist::surface, figure::dark_theme().ground))
      ADD_FAILURE() << where << ", " << typist.attention.focus().stop()->family << ": " << problem;
  }

  void crosses_nothing(const figure::Outline& ring, const Typist& typist,
                       const std::string& where) {
    // Around what is seen of a control that is covered in part, wherever that ends.
    const Region* const member = typist.attention.focus().member();
    if (member && !ring.box.covers(member->box)) return;
    std::vector<figure::Label> seen;
    for (const figure::Shape& shape : typist.picture.shapes()) {
      if (const auto* const label = std::get_if<figure::Label>(&shape)) seen.push_back(*label);
      if (const auto* const fill = std::get_if<figure::Fill>(&shape); fill && fill->color.a == 255)
        std::erase_if(seen, [&](const figure::Label& label) {
          return fill->box.contains(label.box().center()) || fill->box.covers(ring.box);
        });
    }
    for (const figure::Label& label : seen) {
      const figure::Box text = label.box().inset(0, label.font.size * 0.25F);
      EXPECT_FALSE(ring.box.overlaps(text) && !ring.box.inset(2).covers(text))
          << where << ": the ring crosses \"" << label.text << '"';
    }
  }

  FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  EverySecondRunner runner;
  InstantMeter meter;
  Services services = test_services(files, &exporter);
  std::vector<Listed> catalog = catalog_of(services);
};

TEST_P(Walk, the_focus_finds_every_region_that_answers_to_a_click) {
  Choices choices;
  choices.language = GetParam();
  Controller controller(services, choices, test_stamper(files));
  every_scene(controller, [&](const std::string& where) {
    Typist typist(controller, catalog, fonts);
    typist.look();
    const std::vector<Region> expected = answering(typist.picture);
    const std::vector<Region> found =
        controller.confirm().is_open() ? answers(typist, controller) : walked(typist, where);
    for (const Region& region : expected)
      EXPECT_TRUE(has(found, region) || is_scrolled_by_arrows(region, found))
          << where << ": " << region.action.name << ' ' << region.action.number << " \""
          << region.action.text << "\" at " << region.box.x << ", " << region.box.y;
  });
}

INSTANTIATE_TEST_SUITE_P(Languages, Walk, testing::ValuesIn(languages()));

struct Keyboard : Walk {
  Keyboard() : controller(services, {}, test_stamper(files)), typist(controller, catalog, fonts) {
    typist.look();
  }
  void open(const std::string& name) {
    controller.perform({action::open, 0, name});
    while (controller.work(1'000'000)) {
    }
    typist.look();
  }
  std::string setting(const std::string& key) {
    for (const scenario::Setting& each : controller.session().settings())
      if (each.key == key) return each.value;
    return {};
  }
  Controller controller;
  Typist typist;
};

TEST_F(Keyboard, two_fields_are_filled_one_after_the_other) {
  open("four-ways");
  typist.key("w");
  typist.click_on(region::field, "workload.chunk=");
  typist.type(U"32 KiB");
  typist.key("enter");
  typist.click_on(region::field, "workload.file_size=");
  typist.type(U"128 KiB");
  typist.key("enter");
  EXPECT_EQ(setting("workload.chunk"), "32 KiB");
  EXPECT_EQ(setting("workload.file_size"), "128 KiB");
}

TEST_F(Keyboard, letters_after_enter_are_keys_and_land_in_no_field) {
  open("four-ways");
  typist.key("w");
  typist.click_on(region::field, "workload.chunk=");
  typist.type(U"16 KiB");
  typist.key("enter");
  typist.type(U"t");
  EXPECT_EQ(controller.choices().theme, "light");
  typist.click_on(region::field, "workload.file_size=");
  EXPECT_EQ(typist.attention.field().line().text(), "64 KiB");
}

TEST_F(Keyboard, a_value_that_cannot_be_keeps_the_words_and_says_why) {
  open("four-ways");
  typist.key("w");
  typist.click_on(region::field, "workload.chunk=");
  typist.type(U"0");
  typist.key("enter");
  EXPECT_EQ(typist.attention.field().line().text(), "0");
  EXPECT_EQ(typist.attention.field().problem(), "A chunk is at least 1 byte.");
  EXPECT_TRUE(controller.session().complaints().empty());
  figure::Picture all = typist.picture;
  all.add(typist.over());
  EXPECT_TRUE(
      figure::legibility_problems(all, Typist::surface, figure::dark_theme().ground).empty());
  typist.key("tab"); // it stays, marked, while something else is done
  EXPECT_EQ(typist.attention.field().kept(typist.picture).size(), 1U);
}

TEST_F(Keyboard, space_on_a_field_types_no_blank) {
  open("four-ways");
  typist.key("w");
  while (!typist.attention.field().is_open())
    typist.key("tab");
  typist.key("enter");
  typist.key("space");
  typist.type(U" ");
  EXPECT_TRUE(typist.attention.field().is_open());
  EXPECT_NE(typist.attention.field().line().text(), " ");
}

TEST_F(Keyboard, a_slider_goes_to_its_next_value_with_an_arrow) {
  open("four-ways");
  controller.perform({action::nudge, 1, "workload.chunk"});
  EXPECT_EQ(setting("workload.chunk"), "128 KiB");
  controller.perform({action::nudge, -1, "workload.chunk"});
  controller.perform({action::nudge, -1, "workload.chunk"});
  EXPECT_EQ(setting("workload.chunk"), "32 KiB");
  controller.perform({action::nudge, 1, "machine.cpu.mode_switch"});
  EXPECT_EQ(setting("machine.cpu.mode_switch"), "200 ns");
}

TEST_F(Keyboard, keys_belong_to_the_player_until_tab_and_again_after_escape) {
  open("four-ways");
  typist.key("right");
  EXPECT_EQ(controller.player().step(), 1);
  typist.key("tab");
  typist.key("right");
  EXPECT_EQ(controller.player().step(), 1);
  typist.key("page_down");
  EXPECT_EQ(controller.player().step(), 2);
  typist.key("escape");
  EXPECT_FALSE(typist.attention.focus().is_shown());
  typist.key("right");
  EXPECT_EQ(controller.player().step(), 3);
}

TEST_F(Keyboard, the_playhead_is_moved_and_bars_are_entered_where_it_stands) {
  open("four-ways");
  controller.perform({action::step, 4, ""});
  typist.look();
  while (!(typist.attention.focus().stop() &&
           typist.attention.focus().stop()->kind == Stop::Kind::timeline))
    typist.key("tab");
  ASSERT_FALSE(typist.attention.focus().stop()->handles.empty());
  EXPECT_EQ(typist.attention.focus().stop()->handles[0].action.name, region::playhead);
  const float before = typist.attention.focus().stop()->handles[0].box.x;
  typist.key("right");
  for (int i = 0; i < 100 && controller.player().animating(); ++i)
    controller.tick(0.1);
  typist.look();
  EXPECT_EQ(controller.player().step(), 5);
  EXPECT_GT(typist.attention.focus().stop()->handles[0].box.x, before);
  typist.key("space"); // not the player's: the ring is here
  EXPECT_FALSE(controller.player().playing());
  ASSERT_TRUE(typist.attention.focus().member());
  EXPECT_EQ(typist.attention.focus().member()->action.name, action::row);
  EXPECT_EQ(typist.attention.focus().member()->action.number,
            static_cast<std::int64_t>(controller.player().step_row()));
  typist.key("left");
  const auto row = typist.attention.focus().member()->action.number;
  typist.key("enter");
  EXPECT_EQ(controller.player().step_row(), static_cast<trace::SpanId>(row));
}

TEST_F(Keyboard, home_and_end_go_to_the_ends_of_a_table_that_is_longer_than_the_window) {
  open("big-file");
  typist.key("d");
  while (!(typist.attention.focus().stop() && typist.attention.focus().stop()->family == "row"))
    typist.key("tab");
  ASSERT_EQ(typist.attention.focus().stop()->handles.size(), 1U); // the rail
  typist.key("end");
  ASSERT_TRUE(typist.attention.focus().member());
  EXPECT_EQ(typist.attention.focus().member()->action.number,
            static_cast<std::int64_t>(controller.trace()->size()) - 1);
  typist.key("home");
  EXPECT_EQ(typist.attention.focus().member()->action.number, 0);
  for (int i = 0; i < 40; ++i)
    typist.key("down");
  EXPECT_EQ(typist.attention.focus().member()->action.number, 40);
}

TEST_F(Keyboard, a_path_that_cannot_be_opened_stays_to_be_mended) {
  typist.key("o", false, true);
  ASSERT_TRUE(typist.attention.field().is_open());
  typist.type(U"/no/such.toml");
  typist.key("enter");
  EXPECT_EQ(typist.attention.field().line().text(), "/no/such.toml");
  EXPECT_EQ(typist.attention.field().problem(), "There is no file of this name.");
  files.write("/home/me/work/b.toml", "schema = 2");
  typist.key("a", false, true);
  typist.type(U"~/w");
  typist.key("tab");
  EXPECT_EQ(typist.attention.field().line().text(), "~/work/");
  typist.type(U"b.toml");
  typist.key("enter");
  EXPECT_EQ(typist.attention.field().line().text(), "~/work/b.toml");
  EXPECT_FALSE(controller.session().complaints().empty());
  // What is wrong is seen over the dialog.
  const Region* const cross = typist.picture.region_at({1280 - 16 - 32, 800 - 70});
  ASSERT_NE(cross, nullptr);
  EXPECT_EQ(cross->action.name, action::back);
}

TEST_F(Keyboard, folders_are_gone_through_by_arrows_enter_and_backspace) {
  typist.key("o", false, true);
  typist.key("down"); // from the path to what is below it
  while (typist.attention.focus().member()->action.name != action::browse ||
         typist.attention.focus().member()->action.text.empty())
    typist.key("tab");
  EXPECT_EQ(typist.attention.focus().member()->action.text, "/home/me/work/empty");
  typist.key("enter");
  EXPECT_EQ(controller.browser().folder(), "/home/me/work/empty");
  typist.key("backspace");
  EXPECT_EQ(controller.browser().folder(), "/home/me/work");
  typist.key("escape");
  EXPECT_EQ(controller.choices().menu, "");
}

TEST_F(Keyboard, tabs_are_disabled_without_a_scenario_and_say_why) {
  int disabled = 0;
  for (const Region& region : typist.picture.regions())
    if (region.action.name == region::disabled) {
      ++disabled;
      EXPECT_FALSE(region.hint.empty());
    }
  EXPECT_EQ(disabled, 6);
  typist.click_on(region::disabled, "compare");
  typist.key("c");
  EXPECT_EQ(controller.choices().view, View::home);
}

} // namespace
} // namespace copyscope::gui
