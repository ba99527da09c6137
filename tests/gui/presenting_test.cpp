// Presenting: blank, the race over a slide, and a lesson that goes on where it was left.
#include "gui/views/panes.h"
#include "tests/figure/fake_measure.h"
#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {
namespace {

class Presenting : public ControllerTest {
protected:
  std::size_t slide() { return controller_.lesson().index(); }
  void go_to(std::size_t slide) {
    perform(action::bookmark, static_cast<std::int64_t>(slide));
    settle();
  }
  /// The next question from here on.
  void go_to_question() {
    while (!controller_.lesson().is_asking()) {
      press("page_down");
      settle();
    }
  }
  /// Somebody who starts the program anew with what it has remembered.
  std::unique_ptr<Controller> later(const std::string& scenario) {
    const Choices kept = choices_from_json(to_json(controller_.choices()));
    auto again =
        std::make_unique<Controller>(test_services(files_, &exporter_), kept, test_stamper(files_));
    again->perform({action::open, 0, scenario});
    while (again->work(20'000)) {
    }
    return again;
  }
};

TEST_F(Presenting, blank_does_nothing_where_nothing_is_presented) {
  open("four-ways");
  press("b");
  EXPECT_FALSE(state()["blank"]);
  press("p");
  EXPECT_FALSE(state()["blank"]);
  press(".");
  EXPECT_TRUE(state()["blank"]);
  press("w"); // to another view: no longer presented
  EXPECT_FALSE(state()["blank"]);
  EXPECT_FALSE(state()["presenting"]);
}

TEST_F(Presenting, c_shows_the_race_and_c_or_escape_the_slide_below_it) {
  open("four-ways");
  press("p");
  go_to(5);
  const std::int64_t step = controller_.player().step();
  for (const char* const leave : {"c", "escape"}) {
    press("c");
    EXPECT_EQ(state()["view"], "compare");
    EXPECT_TRUE(state()["presenting"]);
    press("right");
    settle();
    EXPECT_GT(controller_.player().step(), step);
    press("left");
    press("space");
    EXPECT_TRUE(controller_.race().playing());
    press("space");
    EXPECT_FALSE(controller_.race().playing());
    press(leave);
    settle();
    EXPECT_EQ(state()["view"], "stage");
    EXPECT_TRUE(state()["presenting"]);
    EXPECT_EQ(slide(), 5U);
    EXPECT_EQ(controller_.player().step(), step);
  }
}

TEST_F(Presenting, the_pages_of_a_clicker_lead_from_the_race_into_the_lesson) {
  open("four-ways");
  perform(action::view, 0, "lesson");
  press("p");
  go_to(5);
  press("c");
  press("page_up");
  settle();
  EXPECT_EQ(state()["view"], "lesson");
  EXPECT_EQ(slide(), 5U);
  press("c");
  press("page_down");
  settle();
  EXPECT_EQ(state()["view"], "lesson");
  EXPECT_EQ(slide(), 6U);
}

TEST_F(Presenting, digits_choose_cases_in_the_race_though_a_question_is_open) {
  open("four-ways");
  press("p");
  go_to_question();
  press("c");
  press("3");
  EXPECT_EQ(shown(), "sendfile");
  EXPECT_FALSE(controller_.lesson().answered());
  press("c");
  EXPECT_TRUE(controller_.lesson().is_asking());
  EXPECT_EQ(shown(), "read-write");
}

TEST_F(Presenting, the_race_is_presented_from_its_own_view_too) {
  open("four-ways");
  perform(action::view, 0, "compare");
  press("p");
  EXPECT_EQ(state()["view"], "compare");
  EXPECT_TRUE(state()["presenting"]);
  press("page_down"); // no slide is below: the next step
  EXPECT_EQ(state()["view"], "compare");
  press("c");
  EXPECT_EQ(state()["view"], "stage");
  EXPECT_EQ(slide(), 1U);
}

TEST_F(Presenting, slides_and_race_are_drawn_before_anything_has_run) {
  const figure::FakeMeasure measure;
  const std::vector<Listed> catalog = catalog_of(test_services(files_));
  const auto shapes = [&] {
    return draw_window(scene_of(controller_, catalog), {0, 0, 1280, 800},
                       {figure::dark_theme(), measure, figure::Language::en}, nullptr)
        .shapes()
        .size();
  };
  perform(action::open, 0, "four-ways");
  press("p");
  ASSERT_EQ(controller_.trace(), nullptr);
  const std::size_t words = shapes();
  EXPECT_GT(words, 0U);
  press("c");
  EXPECT_GT(shapes(), 0U);
  press("c");
  settle();
  EXPECT_GT(shapes(), words);
}

TEST_F(Presenting, a_lesson_that_was_left_goes_on_where_it_was) {
  open("four-ways");
  press("p");
  go_to(7);
  press("p");
  EXPECT_EQ(slide(), 0U);
  press("p");
  EXPECT_EQ(slide(), 7U);
  press("p");
  perform(action::view, 0, "lesson");
  EXPECT_EQ(slide(), 7U);
}

TEST_F(Presenting, a_lesson_goes_on_after_another_scenario) {
  open("four-ways");
  press("p");
  go_to(7);
  open("before-dma");
  EXPECT_EQ(slide(), 1U);
  go_to(3);
  open("four-ways");
  settle();
  EXPECT_EQ(slide(), 7U);
  open("before-dma");
  settle();
  EXPECT_EQ(slide(), 3U);
}

TEST_F(Presenting, a_lesson_goes_on_when_the_program_is_started_anew) {
  open("four-ways");
  press("p");
  go_to_question();
  press("1");
  press("3"); // right
  settle();
  press("page_down");
  settle();
  const Lesson& before = controller_.lesson();
  ASSERT_EQ(before.score(), 1);
  const std::unique_ptr<Controller> again = later("four-ways");
  again->perform({action::present, 0, ""});
  EXPECT_EQ(again->lesson().index(), before.index());
  EXPECT_EQ(again->lesson().score(), 1);
  EXPECT_EQ(again->lesson().first_tries(), 0);
  EXPECT_EQ(again->session().shown_case(), controller_.session().shown_case());
  EXPECT_EQ(again->player().step(), controller_.player().step());
}

TEST_F(Presenting, every_slide_of_every_lesson_is_come_back_to) {
  for (const std::string& id : shipped_scenarios()) {
    open(id);
    const std::size_t of = controller_.lesson().of();
    for (std::size_t i = 2; i <= of; i += 5) {
      perform(action::view, 0, "lesson");
      go_to(i);
      const std::unique_ptr<Controller> again = later(id);
      again->perform({action::view, 0, "lesson"});
      EXPECT_EQ(again->lesson().index(), i) << id;
    }
  }
}

TEST_F(Presenting, a_lesson_begun_anew_is_at_its_start_for_ever) {
  open("four-ways");
  press("p");
  go_to_question();
  press("3");
  perform(action::bookmark, 0);
  settle();
  EXPECT_EQ(slide(), 1U);
  EXPECT_EQ(controller_.lesson().score(), 0);
  EXPECT_TRUE(controller_.choices().lessons.empty());
  EXPECT_EQ(later("four-ways")->choices().lessons.size(), 0U);
}

TEST_F(Presenting, the_slide_of_a_place_is_taken_or_none) {
  open("four-ways");
  press("p");
  const auto step_of_second_slide = [&] {
    go_to(5);
    return controller_.player().step();
  }();
  go_to(1);
  perform(action::step, step_of_second_slide);
  controller_.take_slide_here();
  EXPECT_EQ(slide(), 5U);
  perform(action::show_case, 2);
  controller_.take_slide_of_case();
  settle();
  EXPECT_EQ(shown(), "sendfile");
  EXPECT_EQ(controller_.lesson().current()->case_index, 2U);
  std::int64_t bare = 1; // a step on which no slide rests
  for (; bare <= controller_.player().steps(); ++bare) {
    perform(action::step, bare);
    controller_.take_slide_here();
    if (slide() == 0) break;
  }
  EXPECT_LE(bare, controller_.player().steps());
  EXPECT_TRUE(state()["presenting"]);
}

} // namespace
} // namespace copyscope::gui
