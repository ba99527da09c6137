// The controller: actions, keys, the lesson given from start to end, whatever a person may do.
#include "gui/session/controller.h"

#include "gui/session/gestures.h"
#include "gui/session/state_json.h"
#include "tests/gui/hands_for_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ControllerTest : public ::testing::Test {
protected:
  void open(const std::string& name) {
    perform(action::open, 0, name);
    work();
  }
  void work() {
    while (controller_.work(20'000)) {
    }
  }
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    EXPECT_TRUE(controller_.perform({name, number, text})) << name;
  }
  void press(std::string_view key, bool shift = false, bool ctrl = false) {
    EXPECT_TRUE(controller_.key(key, shift, ctrl)) << key;
  }
  /// Until everything rests.
  void settle() {
    work();
    for (int i = 0; i < 10'000 && controller_.player().animating(); ++i)
      controller_.tick(0.1);
    EXPECT_FALSE(controller_.player().animating());
  }
  nlohmann::ordered_json state() { return state_of(controller_); }
  std::string shown() { return controller_.session().which(controller_.session().shown_case()).id; }

  TestFiles files_;
  Controller controller_{test_hands(files_), {}, test_stamper(files_)};
};

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
  EXPECT_FALSE(controller_.key("x", false, false));
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

TEST_F(ControllerTest, every_shipped_lesson_is_given_with_page_down_alone) {
  for (const std::string& id : shipped_scenarios()) {
    open(id);
    const std::size_t of = controller_.lesson().of();
    if (of == 0) continue;
    perform(action::view, 0, "lesson");
    EXPECT_EQ(controller_.lesson().index(), 1U);
    for (std::size_t i = 1; i < of; ++i) {
      settle();
      EXPECT_EQ(controller_.lesson().index(), i);
      const Slide& slide = *controller_.lesson().current();
      EXPECT_EQ(controller_.session().shown_case(), slide.case_index);
      press("page_down");
    }
    settle();
    EXPECT_EQ(controller_.lesson().index(), of);
    press("page_down"); // there is no further
    EXPECT_EQ(controller_.lesson().index(), of);
    EXPECT_EQ(controller_.lesson().score(), 0);
    for (std::size_t i = of; i > 1; --i) {
      EXPECT_EQ(controller_.lesson().index(), i);
      press("page_up");
    }
    EXPECT_EQ(controller_.lesson().index(), 1U);
    EXPECT_EQ(controller_.player().step(), 0) << id;
    press("escape");
    EXPECT_EQ(controller_.lesson().index(), 0U);
  }
}

TEST_F(ControllerTest, each_slide_is_played_to_where_its_event_is) {
  open("four-ways");
  perform(action::view, 0, "lesson");
  for (std::size_t i = 1; i < controller_.lesson().of(); ++i) {
    press("page_down");
    settle();
    const Slide& slide = *controller_.lesson().current();
    const trace::Trace& trace = *controller_.trace();
    if (slide.when == scenario::Moment::When::event) {
      EXPECT_EQ(controller_.player().step_row(), slide.row) << i;
    } else if (slide.when == scenario::Moment::When::start) {
      EXPECT_EQ(controller_.player().step(), 0) << i;
    } else {
      EXPECT_EQ(controller_.player().cursor().time, trace.end()) << i;
    }
  }
}

TEST_F(ControllerTest, whoever_pages_on_faster_than_it_plays_gets_every_slide) {
  open("four-ways");
  press("p");
  EXPECT_TRUE(state()["presenting"]);
  for (std::size_t i = 2; i <= controller_.lesson().of(); ++i) {
    press("page_down");
    controller_.tick(0.02);
    EXPECT_EQ(controller_.lesson().index(), i);
  }
}

TEST_F(ControllerTest, a_question_is_answered_wrong_then_right_by_digits) {
  open("four-ways");
  perform(action::view, 0, "lesson");
  press("page_down");
  EXPECT_TRUE(controller_.lesson().is_asking());
  EXPECT_EQ(state()["lesson"]["question"], 1);
  EXPECT_EQ(state()["lesson"]["answered"], false);
  press("1");
  EXPECT_EQ(shown(), "read-write"); // the digit chose no case
  EXPECT_EQ(state()["lesson"]["answered"], true);
  EXPECT_EQ(state()["lesson"]["score"], 0);
  press("3");
  EXPECT_EQ(state()["lesson"]["score"], 1);
  EXPECT_EQ(state()["lesson"]["first_tries"], 0);
  EXPECT_EQ(state()["lesson"]["question"], 1);
  press("2"); // closed: digits choose cases again
  EXPECT_EQ(shown(), "mmap-write");
  press("page_down"); // and the lesson goes on where it was
  EXPECT_EQ(shown(), "read-write");
}

TEST_F(ControllerTest, pointing_at_the_stage_answers_who_acts_next_and_plays_it) {
  open("four-ways");
  perform(action::view, 0, "lesson");
  while (!(controller_.lesson().is_asking() && controller_.lesson().question_number() == 5))
    press("page_down");
  settle();
  perform(action::part, 0, "cpu");
  EXPECT_EQ(state()["lesson"]["answered"], true);
  EXPECT_EQ(state()["lesson"]["asking"], true);
  perform(action::part, 0, "nic_dma");
  EXPECT_EQ(state()["lesson"]["score"], 1);
}

TEST_F(ControllerTest, space_in_a_lesson_plays_to_the_next_slide) {
  open("before-dma");
  perform(action::view, 0, "lesson");
  press("space");
  EXPECT_EQ(controller_.lesson().index(), 2U);
}

TEST_F(ControllerTest, a_lesson_may_be_entered_before_its_trace_is_there) {
  perform(action::open, 0, "four-ways");
  perform(action::view, 0, "lesson");
  perform(action::bookmark, 4);
  EXPECT_EQ(controller_.trace(), nullptr);
  settle();
  ASSERT_NE(controller_.trace(), nullptr);
  EXPECT_EQ(controller_.lesson().index(), 4U);
  const Slide& slide = *controller_.lesson().current();
  if (slide.when == scenario::Moment::When::event) {
    EXPECT_EQ(controller_.player().step_row(), slide.row);
  }
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

TEST_F(ControllerTest, clicking_a_part_goes_to_what_it_does_next) {
  open("four-ways");
  perform(action::part, 0, "nic_dma");
  const trace::Trace& trace = *controller_.trace();
  EXPECT_EQ(trace.lane(trace[controller_.player().step_row()]), "dma.nic");
  EXPECT_EQ(state()["selection"]["part"], "nic_dma");
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
