#include "figure/pages/storyboard.h"

#include "figure/pages/contents_page.h"
#include "figure/pages/film.h"
#include "figure/pages/film_frame.h"
#include "figure/pages/handout.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/labels.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <set>

namespace copyscope::figure {
namespace {

using testing::Contains;
using testing::IsEmpty;
using trace::Trace;

constexpr Box slide{0, 0, slide_width, slide_height};
constexpr PageSize a4_size{a4_width, a4_height, 56, 2};
const PageMark mark{7, 480};

/// All cases of a scenario, told in a language.
struct Told {
  std::deque<Trace> traces;
  std::deque<Story> stories;
  std::deque<StepTeller> tellers;
  Board board;
  std::vector<BoardStep> steps;
  std::vector<int> pages; // one step a page

  explicit Told(const scenario::Scenario& scenario, Language language = Language::en,
                std::int64_t most = 100) {
    board.title = scenario.title.in(language);
    board.summary = scenario.summary.in(language);
    board.source = "where it comes from, which may be said at some length";
    std::vector<StepChoice> choices;
    for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
      const Trace& trace = traces.emplace_back(test::trace_of(scenario, i));
      tellers.emplace_back(stories.emplace_back(trace), language, std::vector<analysis::Result>());
      board.runs.push_back(
          {&tellers.back(), routes_of(trace), scenario.cases[i].title.in(language)});
      choices.push_back(choose_steps(trace, Time(), Time::max(), most));
    }
    steps = board_steps(board, choices);
    for (std::size_t i = 0; i < steps.size(); ++i)
      pages.push_back(static_cast<int>(i) + 1);
  }
};

void expect_legible(const Picture& picture, Box surface, const Style& style) {
  EXPECT_THAT(legibility_problems(picture, surface, style.theme.ground), IsEmpty());
}

/// On paper, type may be smaller than on a screen: down to 5 points.
void expect_legible_on_paper(const Picture& picture, const Style& style) {
  constexpr float larger = 1.5F;
  expect_legible(picture.scaled(larger), {0, 0, a4_width * larger, a4_height * larger}, style);
}

/// How many there are; −1 where one crosses a text, or leaves the page.
int lines_to_write_on(const Picture& picture) {
  int count = 0;
  bool is_open = false;
  for (const Shape& shape : picture.shapes()) {
    if (const auto* const group = std::get_if<Group>(&shape))
      is_open = group->about.name == "notes";
    if (std::holds_alternative<Ungroup>(shape)) is_open = false;
    const auto* const line = std::get_if<Line>(&shape);
    if (!is_open || !line) continue;
    ++count;
    const Box box = box_between(line->points.front(), line->points.back());
    if (box.x < 40 || box.right() > a4_width - 40 || box.bottom() > a4_height - 40) return -1;
    for (const Shape& other : picture.shapes())
      if (const auto* const label = std::get_if<Label>(&other))
        if (label->box().x < box.right() && label->box().right() > box.x &&
            label->box().y < box.y && label->box().bottom() > box.y)
          return -1;
  }
  return count;
}

TEST(Storyboard, every_page_of_every_method_can_be_read) {
  for (const Language language : {Language::en, Language::zh}) {
    const Told told(test::shipped("every-way"), language, 20);
    for (const Theme* const theme : {&print_theme(), &light_theme(), &dark_theme()}) {
      const Style style{*theme, measure, language};
      for (const BoardStep& step : told.steps)
        expect_legible(draw_slide(told.board, step, mark, style), slide, style);
    }
  }
}

TEST(Storyboard, handouts_can_be_read) {
  for (const Language language : {Language::en, Language::zh}) {
    const Told told(test::shipped("every-way"), language, 20);
    const Style style{print_theme(), measure, language};
    for (const std::size_t per_page : {2U, 4U, 6U})
      for (std::size_t i = 0; i < told.steps.size(); i += per_page) {
        const std::size_t count = std::min(per_page, told.steps.size() - i);
        expect_legible_on_paper(draw_handout(told.board, {&told.steps[i], count},
                                             static_cast<int>(per_page), mark, style),
                                style);
      }
  }
}

TEST(Storyboard, every_step_of_a_handout_has_lines_to_write_on_that_cross_no_word) {
  for (const char* const id : {"four-ways", "every-way"})
    for (const Language language : {Language::en, Language::zh}) {
      const Told told(test::shipped(id), language, 12);
      for (const std::size_t per_page : {2U, 4U, 6U})
        for (std::size_t i = 0; i < told.steps.size(); ++i) {
          const BoardStep& step = told.steps[i];
          if (step.left_out > 0 || step.number == told.tellers[step.run].comparison()) continue;
          const Picture page =
              draw_handout(told.board, {&told.steps[i], 1}, static_cast<int>(per_page), mark,
                           {print_theme(), measure, language});
          EXPECT_THAT(lines_to_write_on(page), testing::Ge(2)) << per_page;
        }
    }
}

TEST(Storyboard, contents_list_every_step_once_with_its_page) {
  const Told told(test::shipped("every-way"));
  for (const PageSize size : {PageSize(), a4_size}) {
    const Style style{print_theme(), measure, Language::en};
    const Contents contents(told.board, told.steps, told.pages, size, style);
    std::multiset<std::int64_t> pages;
    for (int page = 1; page <= contents.pages(); ++page) {
      const Picture picture = contents.draw(page, 480);
      expect_legible(picture, {0, 0, size.width, size.height}, style);
      for (const Region& region : picture.regions())
        if (region.action.name == "page") pages.insert(region.action.number - contents.pages());
    }
    for (const int page : told.pages) // the first of a run is listed with the run, too
      EXPECT_EQ(pages.count(page),
                told.steps[static_cast<std::size_t>(page) - 1].number == 0 ? 2U : 1U);
  }
}

TEST(Storyboard, contents_of_one_run_are_sentences) {
  scenario::Scenario scenario = test::shipped("four-ways");
  scenario.cases.resize(1);
  const Told told(scenario);
  const Style style{print_theme(), measure, Language::en};
  const Contents contents(told.board, told.steps, told.pages, {}, style);
  EXPECT_EQ(contents.pages(), 1);
  EXPECT_THAT(labels_of(contents.draw(1, 20)),
              Contains("The program calls read(): the CPU enters kernel mode."));
}

TEST(Storyboard, shows_the_ledger_of_its_step_and_what_is_said_there) {
  const Told told(test::shipped("four-ways"));
  const Style style{print_theme(), measure, Language::en};
  const std::vector<std::string> labels = labels_of(draw_slide(told.board, {0, 5, 0}, mark, style));
  for (const char* const text : {"Step 5 of 11", "Call 1: read()", "1 / 2", "64 / 128 KiB",
                                 "The CPU copies 64 KiB from the page cache to the user buffer."})
    EXPECT_THAT(labels, Contains(text));
  EXPECT_THAT(labels, Contains(testing::StartsWith("Copy 2: the program cannot reach")));
}

TEST(Storyboard, the_closing_shows_every_route_taken_and_nobody_at_work) {
  const Told told(test::shipped("every-way"));
  for (std::size_t run = 0; run < told.board.runs.size(); ++run) {
    const StepTeller& teller = *told.board.runs[run].teller;
    const StageState state = state_of(told.board.runs[run], teller.tell(teller.closing()));
    EXPECT_THAT(state.taken, testing::Each(testing::Ne(0)));
    EXPECT_FALSE(state.current);
  }
}

TEST(Storyboard, says_how_many_steps_are_left_out) {
  scenario::Scenario scenario = test::shipped("big-file");
  scenario.cases.resize(1);
  const Told told(scenario, Language::en, 10);
  const auto gap = std::ranges::find_if(told.steps, [](auto& step) { return step.left_out > 0; });
  ASSERT_NE(gap, told.steps.end());
  EXPECT_EQ(told.steps.size(), 10U + 1 + 2);
  const Style style{print_theme(), measure, Language::en};
  EXPECT_THAT(labels_of(draw_slide(told.board, *gap, mark, style)),
              Contains(fmt::format("{} steps are left out here.", grouped(gap->left_out))));
}

/// Everything that is written, without what lines are broken at.
std::string written_in(const Picture& picture) {
  std::string all;
  for (const std::string& label : labels_of(picture))
    all += label;
  std::erase(all, ' ');
  return all;
}

MATCHER_P(Says, text, "") {
  std::string without_spaces = text;
  std::erase(without_spaces, ' ');
  return written_in(arg).find(without_spaces) != std::string::npos;
}

scenario::Scenario with_long_titles() {
  scenario::Scenario scenario = test::shipped("four-ways");
  scenario.cases.resize(1);
  scenario.title = {
      "A web server of a large university that sends the videos of all lectures at once",
      "只有一种方式：把操作系统课程的录像从磁盘经由页缓存、用户缓冲区和套接字缓冲区送到网卡的过程"};
  scenario.cases.front().title = {"read + write as every beginner would write it by day",
                                  "每个初学者都会写的 read + write 循环方式"};
  return scenario;
}

TEST(Storyboard, long_titles_go_on_in_another_line) {
  for (const Language language : {Language::en, Language::zh}) {
    const Told told(with_long_titles(), language);
    const std::string& title = told.board.title;
    const std::string& which = told.board.runs.front().title;
    const Style style{print_theme(), measure, language};
    for (const PageSize& size : {PageSize{}, a4_size}) {
      const Picture first = Contents(told.board, told.steps, told.pages, size, style).draw(1, 20);
      EXPECT_THAT(first, Says(title));
      EXPECT_THAT(first, Says(which));
    }
    const Picture page = draw_slide(told.board, told.steps[1], mark, style);
    EXPECT_THAT(page, Says(title));
    EXPECT_THAT(page, Says(which));
    expect_legible(page, slide, style);
    const Picture handout = draw_handout(told.board, {&told.steps[1], 2}, 2, mark, style);
    EXPECT_THAT(handout, Says(title));
    EXPECT_THAT(handout, Says(which));
    expect_legible_on_paper(handout, style);
  }
}

TEST(Storyboard, a_film_says_its_whole_title_and_its_case_on_every_frame) {
  constexpr float usual = 960;
  for (const Language language : {Language::en, Language::zh}) {
    const Told told(with_long_titles(), language);
    const std::string& title = told.board.title;
    const std::string& which = told.board.runs.front().title;
    const Film film(told.tellers.front(),
                    choose_steps(told.traces.front(), Time(), Time::max(), 40));
    const Style style{light_theme(), measure, language};
    const FilmFrames frames(film, {title + ": " + which, title, which}, "where it comes from",
                            usual, style);
    for (const Shot& shot : film.shots()) {
      const Picture frame = frames.draw(shot, shot.motion);
      EXPECT_THAT(labels_of(frame), Contains(title));
      EXPECT_THAT(labels_of(frame), Contains(which));
      expect_legible(frame, {0, 0, frames.width(), frames.height()}, style);
    }
    // What fits on one line is on one, also where it is wider than half of it.
    const FilmFrames brief(film, {"A title that goes on beyond the middle: case", "", ""}, "",
                           usual, style);
    EXPECT_THAT(labels_of(brief.draw(film.shots().front(), 0)),
                Contains("A title that goes on beyond the middle: case"));
  }
}

TEST(Storyboard, texts_of_ten_thousand_letters_stay_in_their_places) {
  for (const char* const word : {"word ", "w", "字"}) {
    std::string text;
    while (text.size() < 10'000)
      text += word;
    scenario::Scenario scenario = test::shipped("four-ways");
    scenario.cases.resize(1);
    scenario.title.en = scenario.summary.en = scenario.cases.front().title.en = text;
    for (scenario::Narration& lesson : scenario.narrations)
      lesson.text.en = text;
    const Told told(scenario);
    const Style style{print_theme(), measure, Language::en};
    expect_legible(draw_slide(told.board, told.steps[1], mark, style), slide, style);
    for (const int per_page : {2, 4, 6})
      expect_legible_on_paper(draw_handout(told.board, {&told.steps[1], 2}, per_page, mark, style),
                              style);
    const Contents contents(told.board, told.steps, told.pages, {}, style);
    expect_legible(contents.draw(1, 20), slide, style);
  }
}

} // namespace
} // namespace copyscope::figure
