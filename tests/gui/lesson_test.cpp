// The lesson as slides: order, answers, what is hidden.
#include "gui/lesson/lesson.h"

#include "figure/words/references.h"
#include "tests/gui/services_for_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class LessonTest : public ::testing::Test {
protected:
  void open(const std::string& name) {
    ASSERT_TRUE(session_.open(name));
    finish(session_);
    lesson_.open(session_.scenario());
    for (std::size_t i = 0; i < session_.case_count(); ++i)
      lesson_.resolve(i, *session_.slot(i).trace());
  }
  void go_to_question(std::size_t number) {
    lesson_.enter();
    while (!(lesson_.is_asking() && lesson_.question_number() == number))
      ASSERT_TRUE(lesson_.next());
  }

  TestFiles files_;
  Session session_{test_services(files_), test_stamper(files_)};
  Lesson lesson_;
};

TEST_F(LessonTest, goes_by_case_then_by_moment_with_each_answer_behind_its_question) {
  open("four-ways");
  const auto& slides = lesson_.slides();
  ASSERT_EQ(lesson_.of(),
            session_.scenario().narrations.size() + 2 * session_.scenario().questions.size());
  for (std::size_t i = 1; i < slides.size(); ++i) {
    EXPECT_LE(slides[i - 1].case_index, slides[i].case_index);
    if (slides[i].kind != SlideKind::answer) continue;
    EXPECT_EQ(slides[i - 1].kind, SlideKind::question);
    EXPECT_EQ(slides[i - 1].item, slides[i].item);
  }
  EXPECT_EQ(slides[0].kind, SlideKind::narration);
  EXPECT_EQ(slides[1].kind, SlideKind::question);
  EXPECT_EQ(slides[2].kind, SlideKind::answer);
}

TEST_F(LessonTest, never_goes_back_in_time_within_a_case) {
  for (const std::string& id : shipped_scenarios()) {
    open(id);
    const auto at = [&](const Slide& slide) {
      const auto& trace = *session_.slot(slide.case_index).trace();
      if (slide.when == scenario::Moment::When::start) return std::int64_t{-1};
      return slide.when == scenario::Moment::When::end ? std::int64_t{trace.size()}
                                                       : std::int64_t{slide.row};
    };
    const auto& slides = lesson_.slides();
    for (std::size_t i = 1; i < slides.size(); ++i)
      if (slides[i].case_index == slides[i - 1].case_index) {
        EXPECT_LE(at(slides[i - 1]), at(slides[i])) << id << ", slide " << i + 1;
      }
  }
}

TEST_F(LessonTest, of_a_scenario_without_one_has_no_slides) {
  files_.write("bare.toml", "schema = 1\nid = \"bare\"\ntitle.en = \"Bare\"\n"
                            "workload.file_size = 4096\n[[case]]\nid = \"a\"\n"
                            "method = \"sendfile\"\n");
  open("bare.toml");
  EXPECT_EQ(lesson_.of(), 0U);
  EXPECT_FALSE(lesson_.enter());
  EXPECT_FALSE(lesson_.next());
  EXPECT_FALSE(lesson_.previous());
  EXPECT_FALSE(lesson_.skip());
  EXPECT_FALSE(lesson_.answer(1, session_.results()));
  EXPECT_EQ(lesson_.current(), nullptr);
  EXPECT_EQ(lesson_.index(), 0U);
}

TEST_F(LessonTest, a_wrong_answer_is_marked_and_a_right_one_then_counts_but_not_as_first_try) {
  open("four-ways");
  go_to_question(1);
  EXPECT_TRUE(lesson_.hides_counters());
  EXPECT_FALSE(lesson_.answered());
  EXPECT_TRUE(lesson_.answer(2, session_.results()));
  EXPECT_TRUE(lesson_.answered());
  EXPECT_TRUE(lesson_.is_asking());
  EXPECT_TRUE(lesson_.hides_counters());
  EXPECT_EQ(lesson_.score(), 0);
  EXPECT_TRUE(lesson_.answer(2, session_.results())); // the same once more: marked once
  EXPECT_THAT(lesson_.answers(0).wrong, ElementsAre(2));
  EXPECT_TRUE(lesson_.answer(3, session_.results())); // 0, 1, 2, 4
  EXPECT_FALSE(lesson_.is_asking());
  EXPECT_EQ(lesson_.current()->kind, SlideKind::answer);
  EXPECT_EQ(lesson_.question_number(), 1U);
  EXPECT_TRUE(lesson_.answered());
  EXPECT_EQ(lesson_.score(), 1);
  EXPECT_EQ(lesson_.first_tries(), 0);
}

TEST_F(LessonTest, a_skipped_question_is_closed_without_a_point) {
  open("four-ways");
  go_to_question(1);
  EXPECT_TRUE(lesson_.skip());
  EXPECT_EQ(lesson_.current()->kind, SlideKind::answer);
  EXPECT_TRUE(lesson_.answered());
  EXPECT_EQ(lesson_.score(), 0);
  EXPECT_FALSE(lesson_.hides_counters());
  EXPECT_TRUE(lesson_.hides_results()); // the second question of the same case is to come
}

TEST_F(LessonTest, the_narration_before_a_question_does_not_give_it_away) {
  open("four-ways");
  lesson_.enter(); // at the start, where the first question is asked too
  EXPECT_FALSE(lesson_.is_asking());
  EXPECT_TRUE(lesson_.hides_counters());
  EXPECT_TRUE(lesson_.hides_comparison());
  lesson_.go_to(3); // its answer: the question was jumped over, and is still open
  EXPECT_TRUE(lesson_.hides_counters());
  lesson_.go_to(2);
  lesson_.skip();
  EXPECT_FALSE(lesson_.hides_counters());
}

TEST_F(LessonTest, a_choice_that_is_not_there_is_no_answer) {
  open("four-ways");
  go_to_question(1);
  EXPECT_FALSE(lesson_.answer(0, session_.results()));
  EXPECT_FALSE(lesson_.answer(5, session_.results()));
  EXPECT_FALSE(lesson_.answered());
}

TEST_F(LessonTest, nothing_is_right_or_wrong_before_the_run_has_told) {
  open("four-ways");
  go_to_question(1);
  EXPECT_FALSE(lesson_.answer(3, {}));
  EXPECT_FALSE(lesson_.answered());
}

TEST_F(LessonTest, pointing_is_answered_by_who_acts_then) {
  open("four-ways");
  go_to_question(6);
  EXPECT_FALSE(lesson_.point("user_buffer", session_.results()));
  EXPECT_FALSE(lesson_.answered());
  EXPECT_TRUE(lesson_.point("cpu", session_.results()));
  EXPECT_TRUE(lesson_.is_asking());
  EXPECT_TRUE(lesson_.point("nic_dma", session_.results()));
  EXPECT_EQ(lesson_.score(), 1);
}

TEST_F(LessonTest, every_question_of_every_scenario_has_a_right_choice) {
  for (const std::string& id : shipped_scenarios()) {
    open(id);
    for (std::size_t i = 0; i < lesson_.questions(); ++i) {
      const auto right = lesson_.right_choice(i, session_.results());
      ASSERT_TRUE(right.has_value()) << id << ", question " << i + 1;
      EXPECT_LE(*right, lesson_.choices(i));
    }
  }
}

TEST_F(LessonTest, one_stays_on_the_slide_while_traces_come_in) {
  ASSERT_TRUE(session_.open("four-ways"));
  lesson_.open(session_.scenario());
  lesson_.enter();
  finish(session_);
  for (int i = 0; i < 5; ++i)
    if (!lesson_.skip()) lesson_.next();
  const Slide before = *lesson_.current();
  for (std::size_t i = 0; i < session_.case_count(); ++i)
    lesson_.resolve(i, *session_.slot(i).trace());
  EXPECT_TRUE(lesson_.current()->same_as(before));
}

TEST_F(LessonTest, a_changed_text_keeps_answers_and_place) {
  open("four-ways");
  go_to_question(2);
  lesson_.skip();
  scenario::Scenario changed = session_.scenario();
  changed.narrations[0].text.en = "Another beginning.";
  changed.questions[2].ask.en = "Another question?";
  lesson_.reload(changed);
  EXPECT_EQ(lesson_.question_number(), 2U);
  EXPECT_TRUE(lesson_.answers(1).closed);
}

TEST_F(LessonTest, starting_again_forgets_the_answers) {
  open("four-ways");
  go_to_question(1);
  lesson_.answer(3, session_.results());
  lesson_.restart();
  EXPECT_EQ(lesson_.index(), 1U);
  EXPECT_EQ(lesson_.score(), 0);
}

TEST_F(LessonTest, leaving_keeps_the_place_and_hides_nothing) {
  open("four-ways");
  go_to_question(1);
  const std::size_t index = lesson_.index();
  lesson_.leave();
  EXPECT_EQ(lesson_.index(), 0U);
  EXPECT_FALSE(lesson_.hides_counters());
  EXPECT_FALSE(lesson_.hides_results());
  lesson_.enter();
  EXPECT_EQ(lesson_.index(), index);
}

TEST_F(LessonTest, texts_name_results_and_facts) {
  open("four-ways");
  const scenario::Text text{
      "{read-write.copies.cpu} copies, {read-write.duration}, gather "
      "{machine.scatter_gather}, {sendfile.cpu.utilization}, {set}, {nobody.x}",
      ""};
  const auto told = [&](std::string_view of_case, const std::vector<analysis::Result>& results) {
    return figure::resolved(text, figure::Language::en, session_.scenario(), of_case, results);
  };
  EXPECT_EQ(told("sendfile-sg", session_.results()),
            "2 copies, 154.5 µs, gather on, 4.6 %, {set}, {nobody.x}");
  EXPECT_THAT(told("sendfile", session_.results()), HasSubstr("gather off"));
  EXPECT_EQ(told("sendfile", {}), "… copies, …, gather off, …, {set}, {nobody.x}");
}

} // namespace
} // namespace copyscope::gui
