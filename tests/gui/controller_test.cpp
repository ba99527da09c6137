// The controller: actions and keys, views, files, whatever a person may do.
#include "tests/gui/controller_fixture.h"

#include "gui/session/gestures.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(ControllerTest, opening_a_scenario_shows_its_first_case_at_its_start) {
  EXPECT_EQ(state()["view"], "home");
  EXPECT_TRUE(state()["scenario"].is_null());
  EXPECT_TRUE(state()["ledger"].is_null());
  open("four-ways");
  EXPECT_EQ(state()["view"], "stage");
  EXPECT_EQ(state()["scenario"], "four-ways");
  EXPECT_EQ(state()["case"], "read-write");
  EXPECT_EQ(state()["step"], 0);
  EXPECT_EQ(state()["time_ps"], 0);
  EXPECT_EQ(state()["ledger"]["copies"]["cpu"], 0);
  EXPECT_EQ(state()["ledger"]["held"]["disk"], 65536);
  EXPECT_FALSE(state()["playing"]);
}

TEST_F(ControllerTest, an_action_that_there_is_not_is_told) {
  EXPECT_FALSE(controller_.perform({"dance"}));
  EXPECT_FALSE(controller_.key("j", false, false));
  EXPECT_TRUE(controller_.perform({"", 0, ""})); // a region that keeps what is beneath
}

TEST_F(ControllerTest, keys_step_on_and_back) {
  open("four-ways");
  press("right");
  settle();
  EXPECT_EQ(state()["step"], 1);
  EXPECT_EQ(state()["call"], 1);
  press("page_down"); // no lesson: a step too
  settle();
  EXPECT_EQ(state()["step"], 2);
  press("left");
  press("page_up");
  EXPECT_EQ(state()["step"], 0);
  press("end");
  EXPECT_EQ(state()["step"], state()["steps"]);
  EXPECT_EQ(state()["ledger"]["mode_switches"], 4);
  press("home");
  EXPECT_EQ(state()["time_ps"], 0);
}

TEST_F(ControllerTest, digits_and_brackets_choose_cases_which_begin_at_their_start) {
  open("four-ways");
  press("space");
  controller_.tick(0.1);
  EXPECT_TRUE(state()["playing"]);
  press("3");
  EXPECT_EQ(shown(), "sendfile");
  EXPECT_FALSE(state()["playing"]);
  EXPECT_EQ(state()["step"], 0);
  press("]");
  EXPECT_EQ(shown(), "sendfile-sg");
  press("]");
  EXPECT_EQ(shown(), "read-write");
  press("[");
  EXPECT_EQ(shown(), "sendfile-sg");
  press("9"); // there is none
  EXPECT_EQ(shown(), "sendfile-sg");
}

TEST_F(ControllerTest, escape_closes_one_thing_at_a_time) {
  open("four-ways");
  press("c");
  perform(action::menu, 0, "cases");
  press("escape");
  EXPECT_EQ(state()["menu"], "");
  EXPECT_EQ(state()["view"], "compare");
  press("f1");
  EXPECT_TRUE(state()["help"]);
  press("escape");
  EXPECT_FALSE(state()["help"]);
  press("escape");
  EXPECT_EQ(state()["view"], "stage");
  press("p");
  press("b");
  press("escape");
  EXPECT_FALSE(state()["blank"]);
  EXPECT_TRUE(state()["presenting"]);
  press("escape");
  EXPECT_FALSE(state()["presenting"]);
}

TEST_F(ControllerTest, language_theme_and_type_are_switched_and_kept) {
  press("l");
  press("t");
  press("+", false, true);
  EXPECT_EQ(state()["lang"], "zh");
  EXPECT_EQ(state()["theme"], "light");
  EXPECT_EQ(state()["type_percent"], 110);
  for (int i = 0; i < 100; ++i)
    press("-", false, true);
  EXPECT_EQ(state()["type_percent"], Choices::smallest_type);
}

TEST_F(ControllerTest, a_slider_is_dragged_and_undone) {
  open("four-ways");
  perform(action::step, 3);
  press("w");
  for (std::int64_t share : {500'000, 600'000, 700'000})
    perform(action::slide, share, "workload.file_size");
  perform(action::slid, 0, "workload.file_size");
  work();
  EXPECT_EQ(state()["settings"].size(), 1U);
  EXPECT_TRUE(state()["can_undo"]);
  EXPECT_EQ(state()["step"], 3); // it stays on its step
  press("z", false, true);
  work();
  EXPECT_EQ(state()["settings"].size(), 0U);
  EXPECT_FALSE(state()["can_undo"]);
  press("y", false, true);
  EXPECT_EQ(state()["settings"].size(), 1U);
  perform(action::reset);
  EXPECT_EQ(state()["settings"].size(), 0U);
}

TEST_F(ControllerTest, a_bad_setting_is_an_error_and_nothing_else) {
  open("four-ways");
  perform(action::set, 0, "workload.chunk=-3");
  EXPECT_THAT(state()["error"].get<std::string>(), HasSubstr("--set:1:"));
  EXPECT_EQ(state()["settings"].size(), 0U);
  perform(action::set, 0, "workload.chunk=8 KiB");
  EXPECT_TRUE(state()["error"].is_null());
}

TEST_F(ControllerTest, a_broken_file_leaves_what_is_open_with_its_place) {
  open("four-ways");
  press("right");
  settle();
  files_.write("broken.toml", "schema = 1\nid = \"broken\"\nchonk = 3\n");
  perform(action::open, 0, "broken.toml");
  EXPECT_EQ(state()["scenario"], "four-ways");
  EXPECT_EQ(state()["step"], 1);
  EXPECT_THAT(state()["error"].get<std::string>(), HasSubstr("broken.toml"));
}

TEST_F(ControllerTest, a_file_is_read_again_while_one_looks_and_one_stays_on_the_step) {
  const std::string text = "schema = 1\nid = \"mine\"\ntitle.en = \"Mine\"\n"
                           "workload.file_size = \"64 KiB\"\n[[case]]\nid = \"a\"\n"
                           "method = \"read-write\"\n";
  files_.write("mine.toml", text);
  open("mine.toml");
  EXPECT_THAT(controller_.choices().recent, ElementsAre(HasSubstr("/mine.toml")));
  perform(action::step, 4);
  files_.write("mine.toml", text + "[machine]\ncpu.mode_switch = \"1 us\"\n");
  EXPECT_FALSE(controller_.tick(0.2));
  EXPECT_TRUE(controller_.tick(0.4));
  work();
  EXPECT_EQ(state()["step"], 4);
  EXPECT_EQ(controller_.trace()->header().current_case().machine.cpu.mode_switch,
            Time::from_ps(1'000'000));
  files_.write("mine.toml", text + "[machine\n");
  EXPECT_TRUE(controller_.tick(0.6));
  EXPECT_FALSE(state()["error"].is_null());
  EXPECT_EQ(state()["step"], 4);
}

TEST_F(ControllerTest, a_byte_is_followed_from_a_strip_a_slider_or_a_field) {
  open("four-ways");
  perform(action::follow, 4096);
  EXPECT_EQ(state()["view"], "follow");
  EXPECT_EQ(state()["selection"]["byte"], 4096);
  perform(action::slide, 1'000'000, "follow");
  EXPECT_EQ(state()["follow"], 65535);
  perform(action::set, 0, "follow=8 KiB");
  EXPECT_EQ(state()["follow"], 8192);
  perform(action::set, 0, "follow=123");
  EXPECT_EQ(state()["follow"], 123);
  perform(action::set, 0, "follow=everything");
  EXPECT_EQ(state()["follow"], 123);
  press("2");
  EXPECT_EQ(state()["selection"]["byte"], 123); // the same byte in the next case
}

TEST_F(ControllerTest, clicking_a_line_goes_to_its_next_execution) {
  open("four-ways");
  const auto& listing = assets::method("read-write")->listing;
  std::int64_t line = 0;
  for (std::size_t i = 0; i < listing.size(); ++i)
    if (listing[i].label == "write") line = static_cast<std::int64_t>(i) + 1;
  ASSERT_GT(line, 0);
  perform(action::line, line);
  EXPECT_EQ(state()["call"], 2);
  perform(action::line, 0);
  perform(action::line, 1000);
  EXPECT_EQ(state()["call"], 2);
}

TEST_F(ControllerTest, clicking_a_part_looks_at_it_and_moves_no_time) {
  open("four-ways");
  perform(action::step, 3);
  perform(action::part, 0, "nic_dma");
  EXPECT_EQ(state()["step"], 3);
  EXPECT_EQ(state()["selection"]["part"], "nic_dma");
  EXPECT_EQ(state()["inspect"]["part"], "nic_dma");
}

TEST_F(ControllerTest, the_timeline_zooms_around_the_cursor_and_keeps_it_in_sight) {
  open("four-ways");
  perform(action::step, 5);
  for (int i = 0; i < 10; ++i)
    press("+");
  EXPECT_LT(controller_.choices().zoom.width(), 0.1);
  press("end");
  EXPECT_DOUBLE_EQ(controller_.choices().zoom.end, 1);
  perform(action::pan, 1'000'000);
  EXPECT_LT(controller_.choices().zoom.end, 1);
  press("0");
  EXPECT_TRUE(controller_.choices().zoom.is_whole());
  perform(action::scrub, 0);
  EXPECT_EQ(state()["time_ps"], 0);
  perform(action::scrub, 1'000'000);
  EXPECT_EQ(state()["step"], state()["steps"]);
}

TEST_F(ControllerTest, a_branch_is_started_and_put_away_by_the_same_button) {
  open("four-ways");
  press("3");
  perform(action::branch, 0, "machine.nic.scatter_gather=true");
  work();
  EXPECT_TRUE(state()["branch"]["ready"]);
  EXPECT_TRUE(state()["branch"]["parts_at"].is_number());
  perform(action::branch, 0, "machine.nic.scatter_gather=true");
  EXPECT_TRUE(state()["branch"].is_null());
}

TEST_F(ControllerTest, open_save_and_export_ask_where_they_have_to) {
  press("s", false, true);
  EXPECT_EQ(state()["menu"], ""); // nothing to save
  press("o", false, true);
  EXPECT_EQ(state()["menu"], "open");
  open("four-ways");
  EXPECT_EQ(state()["menu"], "");
  press("s", false, true);
  EXPECT_EQ(state()["menu"], "save");
  press("escape");
  press("e");
  EXPECT_EQ(state()["menu"], "export");
  press("escape");
  press("q", false, true);
  EXPECT_TRUE(controller_.wants_to_quit());
}

TEST_F(ControllerTest, a_scenario_that_takes_long_leaves_the_window_alive) {
  perform(action::open, 0, "many-small-chunks");
  controller_.work(1000);
  EXPECT_TRUE(controller_.is_busy());
  EXPECT_TRUE(state()["working"]);
  EXPECT_EQ(controller_.trace(), nullptr);
  press("right");
  press("space");
  press("c");
  perform(action::open, 0, "four-ways"); // dropping it cancels it
  work();
  EXPECT_EQ(state()["scenario"], "four-ways");
  EXPECT_FALSE(controller_.is_busy());
}

} // namespace
} // namespace copyscope::gui
