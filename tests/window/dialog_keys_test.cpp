// The export dialog and the count of hands by the keyboard alone: the ring and the fields are those
// of everything else.
#include "gui/control/state_json.h"
#include "gui/platform/find_fonts.h"
#include "gui/session/gestures.h"
#include "tests/gui/every_scene.h"
#include "tests/window/typist.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::gui {
namespace {

class DialogKeys : public testing::Test {
protected:
  DialogKeys() { typist.look(); }

  void open(const std::string& name) {
    controller.perform({action::open, 0, name});
    while (controller.work(1'000'000)) {
    }
    typist.look();
  }
  const figure::Region* on() const { return typist.attention.focus().member(); }
  void tab_to(std::string_view action, std::string_view text) {
    for (int i = 0; i < 100; ++i) {
      typist.key("tab");
      if (on() && on()->action.name == action && on()->action.text.starts_with(text)) return;
    }
    FAIL() << "Tab never comes to " << action << ' ' << text;
  }
  void wait() {
    controller.tick(0);
    typist.look();
  }
  const ExportDialog& dialog() const { return controller.export_dialog(); }
  nlohmann::ordered_json vote() { return state_of(controller)["lesson"]["vote"]; }

  FontFaces fonts{find_fonts()};
  TestFiles files;
  TestExporter exporter;
  Services services = [this] {
    Services all = test_services(files, &exporter);
    all.folders = few_folders();
    return all;
  }();
  std::vector<Listed> catalog = catalog_of(services);
  Controller controller{services, {}, test_stamper(files)};
  Typist typist{controller, catalog, fonts};
};

TEST_F(DialogKeys, the_dialog_gives_its_ring_to_arrows_and_its_enter_to_whoever_has_the_ring) {
  open("four-ways");
  typist.key("e");
  ASSERT_TRUE(dialog().is_open());
  EXPECT_FALSE(typist.attention.focus().is_shown());
  typist.key("down"); // to the list of formats
  ASSERT_TRUE(on());
  EXPECT_EQ(on()->action.text, "format");
  const auto csv = std::ranges::find(listed_formats(), "csv", [](auto* each) { return each->id; }) -
                   listed_formats().begin();
  for (int i = 0; i < 60 && on()->action.number != csv; ++i)
    typist.key("right");
  typist.key("enter");
  EXPECT_EQ(dialog().format().id, "csv");
  EXPECT_TRUE(exporter.files.empty());
  tab_to(action::export_write, "");
  typist.key("space");
  wait();
  EXPECT_TRUE(exporter.files.contains("four-ways-read-write.csv"));
  typist.key("enter"); // it says so now
  EXPECT_FALSE(dialog().is_open());
}

TEST_F(DialogKeys, every_control_of_the_dialog_is_come_to) {
  open("four-ways");
  typist.key("e");
  for (std::size_t i = 0; i < listed_formats().size(); ++i) {
    controller.perform({action::export_choose, static_cast<std::int64_t>(i), "format"});
    controller.tick(0);
    typist.look();
    std::set<std::string> found;
    for (int stops = 0; stops < 60; ++stops) {
      typist.key("tab");
      if (!on()) continue;
      const std::string& text = on()->action.text;
      found.insert(text.starts_with("export.") ? text.substr(7, text.find('=') - 7) : text);
      found.insert(on()->action.name);
    }
    for (const ExportControl control : dialog().controls()) {
      const std::string name(name_of(control));
      EXPECT_TRUE(found.contains(name) || found.contains("export_" + name))
          << listed_formats()[i]->id << ": " << name;
    }
  }
}

TEST_F(DialogKeys, a_path_is_completed_and_its_folder_looked_into) {
  open("four-ways");
  typist.key("e");
  tab_to(region::field, "export.path=");
  ASSERT_TRUE(typist.attention.field().is_open());
  typist.type(U"~/w");
  typist.key("tab");
  EXPECT_EQ(dialog().path(), "~/work/");
  typist.type(U"a.svg");
  EXPECT_EQ(dialog().path(), "~/work/a.svg");
  typist.key("tab"); // there is nothing to complete: to the button of the folders
  ASSERT_TRUE(on());
  ASSERT_EQ(on()->action.name, action::export_list);
  typist.key("enter");
  ASSERT_TRUE(dialog().is_browsing());
  EXPECT_EQ(controller.browser().folder(), "/home/me/work");
  tab_to(action::browse, "/home/me/work/empty");
  typist.key("enter");
  EXPECT_EQ(dialog().path(), "/home/me/work/empty/a.svg");
  typist.key("escape");
  EXPECT_FALSE(dialog().is_browsing());
  EXPECT_TRUE(dialog().is_open());
}

TEST_F(DialogKeys, what_could_not_be_written_is_typed_anew) {
  open("four-ways");
  typist.key("e");
  tab_to(region::field, "export.path=");
  typist.type(U"full/x.svg");
  typist.key("enter");
  wait();
  ASSERT_TRUE(typist.attention.field().is_open());
  EXPECT_EQ(typist.attention.field().line().text(), "full/x.svg");
  typist.key("a", false, true);
  typist.type(U"y.svg");
  typist.key("enter");
  wait();
  EXPECT_TRUE(exporter.files.contains("y.svg"));
}

TEST_F(DialogKeys, hands_are_typed_field_by_field) {
  open("four-ways");
  typist.key("p");
  while (!controller.lesson().is_asking())
    typist.key("page_down");
  typist.key("v");
  ASSERT_EQ(vote()["open"], 1);
  EXPECT_EQ(typist.attention.field().key(), "vote.1"); // at once
  typist.type(U"12");
  typist.key("tab");
  typist.type(U"7");
  typist.key("backspace");
  typist.type(U"5x");
  typist.key("enter");
  EXPECT_EQ(typist.attention.field().key(), "vote.3");
  typist.type(U"99999");
  typist.key("up");
  EXPECT_EQ(typist.attention.field().key(), "vote.2");
  EXPECT_EQ(vote()["first"][0], 12);
  EXPECT_EQ(vote()["first"][1], 5);
  EXPECT_EQ(vote()["first"][2], 9999);
  typist.key("escape");
  EXPECT_EQ(vote()["open"], 0);
  EXPECT_TRUE(controller.choices().presenting);
  typist.key("v");
  EXPECT_EQ(vote()["open"], 2);
  typist.type(U"3");
  typist.key("v"); // a letter is no hand
  EXPECT_EQ(vote()["open"], 0);
  EXPECT_EQ(vote()["second"][0], 3);
  EXPECT_EQ(vote()["first"][0], 12);
}

TEST_F(DialogKeys, which_byte_is_waited_for_is_typed_beside_it) {
  open("four-ways");
  typist.key("g");
  typist.click_on(region::field, "follow=");
  typist.type(U"65536");
  typist.key("enter");
  EXPECT_EQ(typist.attention.field().problem(), "The last byte of the file is number 65,535.");
  typist.key("a", false, true);
  typist.type(U"4 KiB");
  typist.key("enter");
  EXPECT_EQ(controller.choices().follow, 4096);
  EXPECT_EQ(controller.choices().menu, "until");
  typist.key("3");
  EXPECT_TRUE(controller.player().animating());
}

} // namespace
} // namespace copyscope::gui
