// The controller gives the lesson: slides are played to, questions answered.
#include "gui/views/panes.h"
#include "tests/figure/fake_measure.h"
#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {
namespace {

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

TEST_F(ControllerTest, while_a_question_of_a_run_is_open_the_timeline_shows_what_has_begun_alone) {
  const figure::FakeMeasure measure;
  const std::vector<Listed> catalog = catalog_of(controller_.session().services());
  int begun = 0, to_come = 0;
  open("four-ways");
  perform(action::view, 0, "lesson");
  for (std::size_t i = 1; i < controller_.lesson().of(); ++i, press("page_down")) {
    settle();
    if (controller_.lesson().is_asking()) press("1"); // open it stays, unless that is right
    settle();
    const figure::Picture picture =
        draw_window(scene_of(controller_, catalog), {0, 0, 1280, 800},
                    {figure::dark_theme(), measure, figure::Language::en}, nullptr);
    constexpr float timeline = 612;
    for (const figure::Region& region : picture.regions()) {
      if (region.action.name != action::row || region.box.y < timeline) continue;
      const bool has_begun = region.action.number < controller_.player().cursor().begun;
      ++(has_begun ? begun : to_come);
      EXPECT_TRUE(has_begun || !controller_.lesson().hides_results())
          << "slide " << i << ", row " << region.action.number;
    }
  }
  EXPECT_GT(begun, 0);
  EXPECT_GT(to_come, 0); // where all has been answered
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
  const Lesson& lesson = controller_.lesson();
  while (!(lesson.is_asking() && lesson.question(*lesson.current()).point))
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

} // namespace
} // namespace copyscope::gui
