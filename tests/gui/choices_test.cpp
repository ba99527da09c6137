// Choices kept from one time to the next, and the keys.
#include "gui/session/choices.h"

#include "gui/control/keys.h"
#include "gui/session/whole_file.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace copyscope::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(Choices, come_back_as_they_were_kept) {
  Choices choices;
  choices.language = figure::Language::zh;
  choices.theme = "light";
  choices.type_percent = 130;
  choices.speed = 200;
  choices.story_time = false;
  choices.stop_after_each_step = false;
  choices.window = {10, -20, 1280, 800, true};
  choices.remember("/home/a/b.toml");
  choices.remember("/home/a/文件.toml");
  LessonProgress progress{SlideKind::answer, 2, {{"cpu-copies", {true, true, {1, 4}}}}, false};
  choices.remember("four-ways", progress);
  const Choices again = choices_from_json(to_json(choices));
  EXPECT_EQ(again.language, choices.language);
  EXPECT_EQ(again.theme, choices.theme);
  EXPECT_EQ(again.type_percent, 130);
  EXPECT_EQ(again.speed, 200);
  EXPECT_FALSE(again.story_time);
  EXPECT_FALSE(again.stop_after_each_step);
  EXPECT_EQ(again.window, choices.window);
  EXPECT_EQ(again.recent, choices.recent);
  EXPECT_EQ(again.lessons, choices.lessons);
}

TEST(Choices, that_make_no_sense_are_not_taken) {
  for (const char* text : {"", "{", "[]", "null", "\xff\xfe", R"({"lang": 3})",
                           R"({"window": [1, 2], "recent": {"a": 1}, "theme": "pink"})",
                           R"({"lessons": [3, {"scenario": "a", "on": "roof", "item": -1}]})"}) {
    const Choices choices = choices_from_json(text);
    EXPECT_EQ(choices.theme, "dark") << text;
    EXPECT_EQ(choices.window, Geometry()) << text;
    EXPECT_EQ(choices.progress_of("a"), LessonProgress()) << text;
  }
  EXPECT_EQ(choices_from_json(R"({"type_percent": 100000})").type_percent, Choices::largest_type);
}

TEST(Choices, live_in_a_file_whose_folder_need_not_be_there) {
  const auto folder = std::filesystem::temp_directory_path() / "copyscope-choices-test";
  std::filesystem::remove_all(folder);
  const std::string path = (folder / "deep" / "window.json").string();
  EXPECT_EQ(load_choices(path).theme, "dark");
  Choices choices;
  choices.theme = "light";
  save_choices(choices, path);
  EXPECT_EQ(load_choices(path).theme, "light");
  write_whole(path, "{ broken");
  EXPECT_EQ(load_choices(path).theme, "dark");
  EXPECT_EQ(load_choices(folder.string()).theme, "dark"); // a folder
  EXPECT_THROW(save_choices(choices, folder.string()), std::runtime_error);
  EXPECT_THAT(
      std::vector<std::filesystem::path>(std::filesystem::directory_iterator(folder / "deep"),
                                         std::filesystem::directory_iterator()),
      SizeIs(1)); // no temporary file stays
  std::filesystem::remove_all(folder);
}

TEST(Choices, remember_each_file_once_the_latest_first) {
  Choices choices;
  for (int i = 0; i < 20; ++i)
    choices.remember(std::to_string(i));
  choices.remember("15");
  EXPECT_THAT(choices.recent, SizeIs(Choices::most_recent));
  EXPECT_EQ(choices.recent[0], "15");
  EXPECT_EQ(choices.recent[1], "19");
}

TEST(Choices, two_to_four_cases_are_compared) {
  Choices choices;
  choices.for_scenario(6);
  EXPECT_THAT(choices.compared, ElementsAre(0, 1, 2, 3));
  choices.choose_case(5, 6); // asks which one gives way
  EXPECT_THAT(choices.compared, ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(choices.fifth, 5U);
  choices.drop_case(4); // takes no part
  EXPECT_EQ(choices.fifth, 5U);
  choices.drop_case(1);
  EXPECT_THAT(choices.compared, ElementsAre(0, 2, 3, 5));
  EXPECT_FALSE(choices.fifth);
  choices.drop_case(0); // for nobody
  for (const std::size_t i : {0U, 2U, 3U, 5U})
    choices.choose_case(i, 6);
  EXPECT_THAT(choices.compared, ElementsAre(3, 5));
  choices.choose_case(99, 6);
  EXPECT_THAT(choices.compared, ElementsAre(3, 5));
  choices.for_scenario(1);
  EXPECT_THAT(choices.compared, ElementsAre(0));
}

TEST(Views, have_the_names_of_the_command_line) {
  for (const char* name :
       {"stage", "compare", "follow", "whatif", "lesson", "real", "rows", "home"}) {
    ASSERT_NE(view_named(name), nullptr) << name;
    EXPECT_EQ(name_of(*view_named(name)), name);
  }
  EXPECT_EQ(view_named("attic"), nullptr);
}

TEST(Keys, of_the_contract_ask_for_what_it_says) {
  EXPECT_EQ(action_of("space", false, false), Action{action::play});
  EXPECT_EQ(action_of("right", true, false), Action{action::call_on});
  EXPECT_EQ(action_of("left", false, true), Action{action::cause});
  EXPECT_EQ(action_of("c", false, false), (Action{action::view, 0, "compare"}));
  EXPECT_EQ(action_of("4", false, false), (Action{action::show_case, 3, ""}));
  EXPECT_EQ(action_of("z", false, true), Action{action::undo});
  EXPECT_EQ(action_of("+", true, true), Action{action::type_larger});
  EXPECT_EQ(action_of("?", true, false), Action{action::help});
  EXPECT_EQ(action_of("x", false, false), Action{action::explain});
  EXPECT_EQ(action_of("y", false, false), std::nullopt);
  EXPECT_EQ(action_of("", false, false), std::nullopt);
}

TEST(Keys, ask_for_one_thing_each) {
  std::set<std::tuple<std::string_view, bool, bool>> seen;
  for (const KeyBinding& each : key_bindings())
    EXPECT_TRUE(seen.insert({each.key, each.shift, each.ctrl}).second) << each.key;
}

TEST(Keys, are_all_told_in_both_languages) {
  for (const HelpLine& each : help_lines()) {
    EXPECT_NE(assets::find_text("window.help." + std::string(each.text), figure::Language::zh),
              nullptr)
        << each.text;
    EXPECT_NE(
        assets::find_text("window.help.group." + std::string(each.group), figure::Language::en),
        nullptr);
  }
}

} // namespace
} // namespace copyscope::gui
