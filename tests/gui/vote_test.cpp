// The class votes, talks it over, and votes again; wrong choices are told what they mistook; and
// questions after the run was changed.
#include "gui/control/field.h"
#include "gui/views/lesson_choices.h"
#include "tests/figure/fake_measure.h"
#include "tests/gui/controller_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using ::testing::HasSubstr;

constexpr const char* own = R"(schema = 1
id = "own"
title.en = "Own"
workload.file_size = "64 KiB"
[[case]]
id = "a"
method = "read-write"
[[lesson]]
shows = ["disk"]
text = "The disk."
[[question]]
id = "how-many"
ask = "How many?"
choices = [{ value = 4, mistake = { en = "DMA counted too.", zh = "把 DMA 也算上了。" } }, 2, 8]
answer = "a.copies.cpu"
explain = "Two."
shows = ["cpu_copy"]
[[question]]
ask = "Why?"
choices = ["because", "therefore"]
answer = 0
explain = "So."
shows = ["cpu"]
[[question]]
ask = "Who?"
at = { kind = "disk_access" }
point = { kind = "dma_copy" }
explain = "DMA."
shows = ["disk_dma"]
)";

class VoteTest : public ControllerTest {
protected:
  void open_own() {
    files_.write("own.toml", own);
    open("own.toml");
  }
  void open_question(std::size_t number) {
    perform(action::view, 0, "lesson");
    while (!(controller_.lesson().is_asking() && controller_.lesson().question_number() == number))
      press("page_down");
    settle();
  }
  nlohmann::ordered_json vote() { return state()["lesson"]["vote"]; }

  figure::Picture drawn(figure::Language language = figure::Language::en) {
    return draw_window(scene_of(controller_, {}), {0, 0, 1280, 800},
                       {figure::light_theme(), measure_, language}, nullptr);
  }
  static std::vector<figure::Label> labels(const figure::Picture& picture, std::string_view text) {
    std::vector<figure::Label> found;
    for (const figure::Shape& shape : picture.shapes())
      if (const auto* label = std::get_if<figure::Label>(&shape); label && label->text == text)
        found.push_back(*label);
    return found;
  }

  /// All that is written in the window.
  std::string words(figure::Language language = figure::Language::en) {
    const figure::Picture picture = drawn(language);
    std::string all;
    for (const figure::Shape& shape : picture.shapes())
      if (const auto* label = std::get_if<figure::Label>(&shape)) all += label->text + "\n";
    return all;
  }

  figure::FakeMeasure measure_;
};

using Counted = std::vector<int>;

TEST_F(VoteTest, hands_are_counted_before_and_after_the_discussion) {
  open_own();
  open_question(1);
  EXPECT_EQ(state()["lesson"]["question_id"], "how-many");
  press("v");
  EXPECT_EQ(vote()["open"], 1);
  perform(action::set, 1, "vote.1=12");
  perform(action::set, 1, "vote.3=9");
  EXPECT_EQ(vote()["first"], (Counted{12, 0, 9}));
  press("escape");
  EXPECT_EQ(vote()["open"], 0);
  EXPECT_TRUE(controller_.lesson().is_asking());
  EXPECT_EQ(state()["view"], "lesson");
  press("v");
  EXPECT_EQ(vote()["open"], 2);
  perform(action::set, 1, "vote.2=2");
  press("v");
  EXPECT_EQ(vote()["first"], (Counted{12, 0, 9}));
  EXPECT_EQ(vote()["second"], (Counted{0, 2, 0}));
  press("v"); // once more: the second count again
  EXPECT_EQ(vote()["open"], 2);
  EXPECT_EQ(vote()["second"], (Counted{0, 2, 0}));
}

TEST_F(VoteTest, digits_answer_again_once_the_count_is_closed) {
  open_own();
  open_question(1);
  press("v");
  press("3");
  EXPECT_EQ(state()["lesson"]["answered"], false);
  perform(action::set, 1, "vote.1=3");
  press("escape");
  press("2");
  EXPECT_EQ(state()["lesson"]["score"], 1);
  EXPECT_EQ(vote()["first"], (Counted{3, 0, 0})); // seen on the answer's slide too
}

TEST_F(VoteTest, what_is_no_count_of_a_choice_changes_nothing) {
  open_own();
  open_question(1);
  perform(action::set, 1, "vote.1=3"); // nothing is counted yet
  press("v");
  for (const char* const text : {"vote.", "vote.0=3", "vote.4=3", "vote.x=3", "vote.1"})
    perform(action::set, 1, text);
  perform(action::set, 1, "vote.2=-7");
  EXPECT_EQ(vote()["first"], (Counted{0, 0, 0}));
}

TEST_F(VoteTest, goes_with_the_slide_and_is_for_questions_only) {
  open_own();
  perform(action::view, 0, "lesson");
  press("v");
  EXPECT_EQ(vote(), nullptr);
  open_question(1);
  press("v");
  press("page_down");
  EXPECT_EQ(vote()["open"], 0);
}

TEST_F(VoteTest, shows_a_field_for_each_choice_on_desk_and_wall) {
  open_own();
  open_question(3); // pointing: the parts are what is voted for
  press("v");
  for (const bool presented : {false, true}) {
    if (presented) press("p");
    const figure::Picture picture = drawn();
    for (int choice = 1; choice <= 3; ++choice)
      EXPECT_TRUE(std::ranges::any_of(picture.regions(), [&](const figure::Region& region) {
        return region.action.text == "vote." + std::to_string(choice) + "=0";
      })) << choice;
  }
}

TEST_F(VoteTest, what_is_counted_fits_its_field_in_type_for_the_wall) {
  open_own();
  open_question(1);
  press("p");
  press("v");
  perform(action::set, 0, "vote.1=345");
  const figure::Picture picture = drawn();
  const auto& regions = picture.regions();
  const auto field = std::ranges::find(regions, "vote.1=345", [](const auto& region) {
    return std::string_view(region.action.text);
  });
  ASSERT_NE(field, regions.end());
  const std::vector<figure::Label> numbers = labels(picture, "345");
  ASSERT_EQ(numbers.size(), 1U);
  const figure::Font font = Field::font_in(field->box); // of what is typed there
  EXPECT_EQ(numbers[0].font.size, font.size);
  EXPECT_GE(font.size, 20);
  EXPECT_LE(measure_.width("345", font), Field::inside(field->box, false).w);
}

TEST_F(VoteTest, choices_are_in_one_size_however_long_each_of_them_is) {
  const std::string odd = "because the card takes all of its bytes from there by itself, and so on";
  std::string text = own;
  text.replace(text.find("\"because\""), 9, '"' + odd + '"');
  files_.write("odd.toml", text);
  open("odd.toml");
  open_question(2);
  const figure::Picture picture = drawn();
  const std::vector<figure::Label> one = labels(picture, "therefore");
  ASSERT_EQ(one.size(), 1U);
  int pieces = 0;
  for (const figure::Shape& shape : picture.shapes())
    if (const auto* label = std::get_if<figure::Label>(&shape);
        label && label->text.size() > 6 && odd.find(label->text) != std::string::npos) {
      EXPECT_EQ(label->font.size, one[0].font.size) << label->text;
      ++pieces;
    }
  EXPECT_GT(pieces, 0);
}

TEST_F(VoteTest, counts_are_kept_within_what_fits) {
  Vote vote;
  vote.open(2);
  vote.set(0, 99'999);
  vote.set(2, 1);
  EXPECT_EQ(vote.count(0), (Counted{9999, 0}));
}

TEST_F(VoteTest, a_wrong_choice_is_told_what_it_mistook) {
  open_own();
  open_question(1);
  press("1");
  EXPECT_THAT(words(), HasSubstr("DMA counted too."));
  EXPECT_THAT(words(figure::Language::zh), HasSubstr("把 DMA 也算上了。"));
  press("3"); // it has no sentence of its own
  EXPECT_THAT(words(), HasSubstr("Not this one."));
  press("p");
  EXPECT_THAT(words(), HasSubstr("Not this one."));
}

TEST_F(VoteTest, after_a_change_the_changed_run_is_asked_about_where_it_can_be_answered) {
  open_own();
  perform(action::set, 0, "workload.chunk=16 KiB"); // 8 copies, which is a choice
  work();
  open_question(1);
  EXPECT_EQ(state()["lesson"]["about_file"], false);
  EXPECT_THAT(words(), HasSubstr("Asked of the changed run"));
  press("3");
  EXPECT_EQ(state()["lesson"]["score"], 1);
}

TEST_F(VoteTest, after_a_change_that_has_no_right_choice_it_belongs_to_the_file) {
  open_own();
  perform(action::set, 0, "workload.chunk=4 KiB"); // 32 copies
  work();
  open_question(1);
  EXPECT_EQ(state()["lesson"]["about_file"], true);
  EXPECT_THAT(words(), HasSubstr("About the scenario as it is in its file"));
  press("2"); // right as the file has it
  EXPECT_EQ(state()["lesson"]["score"], 1);
  perform(action::reset);
  work();
  EXPECT_EQ(state()["lesson"]["about_file"], false);
}

TEST_F(VoteTest, an_answer_that_is_written_down_belongs_to_the_file) {
  open_own();
  perform(action::set, 0, "workload.chunk=16 KiB");
  work();
  open_question(2);
  EXPECT_EQ(state()["lesson"]["about_file"], true);
}

} // namespace
} // namespace copyscope::gui
