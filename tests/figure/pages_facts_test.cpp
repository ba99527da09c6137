// The same trace has the same facts wherever its stage is drawn: as a figure, on slides and
// handouts, in films. What each picture shows is read from its shapes and compared with the trace.
#include "figure/pages/film_frame.h"
#include "figure/pages/handout.h"
#include "figure/pages/moment.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"
#include "tests/figure/stage_facts.h"
#include "tests/trace/many_flows.h"

#include <random>

namespace copyscope::figure {
namespace {

/// A trace that is told, with all that draws it.
struct PlayedRun {
  const trace::Trace& trace;
  Story story{trace};
  StepTeller teller{story, Language::en, {}};
  std::vector<Route> routes = routes_of(trace);
  FakeMeasure measure;
  Style style{print_theme(), measure};

  explicit PlayedRun(const trace::Trace& of) : trace(of) {}

  std::vector<double> held(trace::Cursor at) const {
    return shares_held(trace, stage_state(trace, routes, at));
  }
  void expect(const Picture& picture, trace::Cursor at, const char* where) const {
    EXPECT_TRUE(shows(shares_in(picture, style.theme), held(at)))
        << where << ", " << trace.header().method << " at " << at.time.ps() << " ps";
  }
};

trace::Cursor random_moment(const trace::Trace& trace, std::mt19937_64& random) {
  return trace.cursor_at(Time::from_ps(
      static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(trace.end().ps() + 1))));
}

void expect_figures(const PlayedRun& told, std::mt19937_64& random, int count) {
  for (int i = 0; i < count; ++i) {
    const trace::Cursor at = random_moment(told.trace, random);
    const MomentPlan plan{&told.teller, at, "a run", "where it comes from"};
    for (const float width : {moment_narrowest, 960.0F})
      told.expect(draw_moment(plan, width, told.style).picture, at, "a figure");
  }
}

/// Of six on a page each step is shown under way, where it is one.
trace::Cursor under_way(const PlayedRun& told, std::int64_t number, trace::Cursor rest) {
  const trace::SpanId row = told.teller.tell(number).row;
  if (row == trace::no_span) return rest;
  const Story::Stretch stretch = told.story.step(row);
  return told.story.cursor_at(stretch.begin + stretch.width() * 0.6);
}

void expect_pages(const PlayedRun& told, std::mt19937_64& random, int count) {
  Board board;
  board.runs.push_back({&told.teller, told.routes, "a run"});
  for (int i = 0; i < count; ++i) {
    const auto number =
        static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(told.teller.closing() + 1));
    const BoardStep step{0, number, 0};
    const StageState state = state_of(board.runs.front(), told.teller.tell(number));
    told.expect(draw_slide(board, step, {}, told.style), state.cursor, "a slide");
    const auto handout = [&](int per_page) {
      return draw_handout(board, {&step, 1}, per_page, {}, told.style);
    };
    told.expect(handout(2), state.cursor, "a handout");
    told.expect(handout(4), state.cursor, "a handout");
    told.expect(handout(6), under_way(told, number, state.cursor), "a handout");
  }
}

void expect_film(const PlayedRun& told, std::mt19937_64& random, int count) {
  const Film film(told.teller, choose_steps(told.trace, Time(), Time::max(), 40));
  const FilmFrames frames(film, {"a run", "a run", ""}, "where it comes from",
                          FilmFrames::narrowest, told.style);
  for (int i = 0; i < count; ++i) {
    const Shot& shot = film.shots()[random() % film.shots().size()];
    const int beat = static_cast<int>(random() % static_cast<std::uint64_t>(shot.length()));
    told.expect(frames.draw(shot, beat), film.cursor(shot, beat), "a film");
  }
}

class FactsOfPages : public testing::TestWithParam<std::string> {};

TEST_P(FactsOfPages, are_those_of_the_trace) {
  const scenario::Scenario scenario = test::shipped(GetParam());
  std::mt19937_64 random(scenario.cases.size());
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const trace::Trace trace = test::trace_of(scenario, i);
    const PlayedRun told(trace);
    expect_figures(told, random, 8);
    expect_pages(told, random, 4);
    expect_film(told, random, 12);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, FactsOfPages, testing::ValuesIn(test::shipped_ids()));

TEST(FactsOfManyFlows, are_those_of_the_trace) {
  const trace::Trace trace = trace::test::many_flows({.cpus = 4, .flows = 64, .calls = 2000});
  const PlayedRun told(trace);
  std::mt19937_64 random(64);
  expect_figures(told, random, 20);
  expect_pages(told, random, 10);
  expect_film(told, random, 20);
}

/// What is compared can fail: at another moment something else is held.
TEST(FactsOfPages, are_others_at_another_moment) {
  const trace::Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const PlayedRun told(trace);
  const trace::Cursor half = told.teller.tell(3).rest;
  const MomentPlan plan{&told.teller, {trace.end(), trace.size()}, "a run", ""};
  EXPECT_FALSE(shows(shares_in(draw_moment(plan, 960, told.style).picture, told.style.theme),
                     told.held(half)));
}

} // namespace
} // namespace copyscope::figure
