// What the stage shows is what the trace says, at any moment, however one got there; and one step
// back after one step on is the same picture.
#include "figure/charts/ledger_chart.h"
#include "figure/stage/stage.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"

#include <gtest/gtest.h>
#include <map>
#include <random>

namespace copyscope::figure {
namespace {

using trace::Buffer;
using trace::Cursor;

/// Every case of the scenario that has all methods.
class EveryWay : public testing::TestWithParam<std::size_t> {
protected:
  const scenario::Scenario scenario = test::shipped("every-way");
  const trace::Trace trace = test::trace_of(scenario, GetParam());
  const std::vector<Route> routes = routes_of(trace);
  FakeMeasure measure;

  StageState state(Cursor cursor) const { return stage_state(trace, routes, cursor); }
  Picture picture(Cursor cursor) const {
    const StageState now = state(cursor);
    return draw_stage(now, stage_layout(now.scene, {0, 0, 800, 480}), {dark_theme(), measure});
  }
  std::vector<Cursor> moments(unsigned seed, int count) const {
    std::mt19937_64 random(seed);
    std::vector<Cursor> result;
    for (int i = 0; i < count; ++i)
      result.push_back(i % 2 == 0
                           ? trace.cursor_at(Time::from_ps(static_cast<std::int64_t>(
                                 random() % static_cast<std::uint64_t>(trace.end().ps() + 1))))
                           : trace.cursor_on(static_cast<trace::SpanId>(random() % trace.size())));
    return result;
  }
};

TEST_P(EveryWay, buffers_hold_what_the_ledger_says) {
  for (const Cursor cursor : moments(1, 300)) {
    const trace::Ledger ledger = trace.ledger(cursor);
    const StageState now = state(cursor);
    std::size_t holders = 0;
    for (const PartState& part : now.parts) {
      if (!part.holds) continue;
      const BufferState& buffer = *part.holds;
      ++holders;
      EXPECT_EQ(buffer.held, ledger.held_by(buffer.buffer)) << name_of(buffer.buffer);
      EXPECT_GE(buffer.first, 0);
      EXPECT_LE(buffer.first + buffer.held, scenario.cases[GetParam()].workload.file_size.count());
    }
    EXPECT_EQ(holders, trace.header().buffers.size());
    EXPECT_EQ(now.now, ledger);
    EXPECT_EQ(now.step, trace.step_number(cursor));
  }
}

TEST_P(EveryWay, what_is_at_work_has_begun_and_not_ended) {
  for (const Cursor cursor : moments(2, 300)) {
    const StageState now = state(cursor);
    const std::vector<trace::SpanId> open = trace.open_spans(cursor);
    for (const Activity& each : now.beside) {
      EXPECT_NE(std::ranges::find(open, each.row), open.end());
      EXPECT_TRUE(trace::is_step(each.span.kind));
    }
    if (now.current) {
      EXPECT_LT(now.current->row, cursor.begun);
      EXPECT_EQ(now.current->under_way, cursor.time < now.current->span.end);
      EXPECT_LE(now.current->done, static_cast<std::int64_t>(now.current->span.bytes));
    }
  }
}

TEST_P(EveryWay, a_jump_a_step_on_and_a_step_back_show_the_same) {
  for (std::int64_t step = 1; step < trace.steps(); ++step) {
    const Cursor here = trace.cursor_on(trace.step(step));
    const Picture before = picture(here);
    picture(trace.cursor_on(trace.step(step + 1)));
    EXPECT_TRUE(picture(here) == before) << "step " << step;
  }
}

TEST_P(EveryWay, the_ledger_shows_the_index) {
  for (const Cursor cursor : moments(3, 100)) {
    const trace::Ledger ledger = trace.ledger(cursor);
    for (const LedgerRow& row : ledger_rows(costs_at(trace, cursor), nullptr, dark_theme())) {
      const std::map<std::string, std::int64_t> truth = {
          {"copies.cpu", ledger.copies.cpu},
          {"copies.dma", ledger.copies.dma},
          {"copies.pio", ledger.copies.pio},
          {"mode_switches", ledger.mode_switches},
          {"context_switches", ledger.context_switches},
          {"syscalls", ledger.syscalls},
          {"descriptors", ledger.descriptors},
          {"bytes_copied.cpu", ledger.bytes_copied.cpu},
          {"cpu.time_ps", (ledger.user + ledger.kernel).ps()}};
      EXPECT_EQ(row.now, truth.at(row.path)) << row.path;
    }
  }
}

TEST_P(EveryWay, copies_are_numbered_as_they_first_happen) {
  int number = 0;
  for (const Route& route : routes) {
    EXPECT_EQ(route.number, trace::is_copy(route.kind) ? ++number : 0);
  }
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    EXPECT_EQ(copy_number(routes, trace[row]) > 0, trace::is_copy(trace[row].kind));
}

INSTANTIATE_TEST_SUITE_P(Methods, EveryWay,
                         testing::Range<std::size_t>(0, test::shipped("every-way").cases.size()));

TEST(Stage, the_four_ways_have_as_many_routes_for_copies_as_the_books_count) {
  const scenario::Scenario scenario = test::shipped("four-ways");
  const int books[] = {4, 3, 3, 2};
  ASSERT_EQ(scenario.cases.size(), std::size(books));
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const trace::Trace trace = test::trace_of(scenario, i);
    const auto routes = routes_of(trace);
    EXPECT_EQ(std::ranges::count_if(routes, [](const Route& r) { return r.number > 0; }), books[i]);
  }
}

/// Roles that stay apart without colour: by luminance, or by pattern.
TEST(Theme, cpu_dma_and_descriptor_stay_apart_in_greyscale) {
  for (const Theme* const theme : {&dark_theme(), &light_theme(), &print_theme()}) {
    const Ink inks[] = {
        ink_of(trace::Kind::cpu_copy, *theme), ink_of(trace::Kind::dma_copy, *theme),
        ink_of(trace::Kind::pio_copy, *theme), ink_of(trace::Kind::descriptor, *theme)};
    for (const Ink& a : inks)
      for (const Ink& b : inks)
        EXPECT_TRUE(&a == &b || a.pattern != b.pattern || contrast(a.color, b.color) > 1.5);
  }
}

TEST(Theme, text_stands_out_from_every_ground) {
  for (const Theme* const theme : {&dark_theme(), &light_theme()})
    for (const Color ground : {theme->ground, theme->panel, theme->raised, theme->user_band,
                               theme->kernel_band, theme->hardware_band}) {
      EXPECT_GE(contrast(theme->text, ground), 7) << theme->id;
      EXPECT_GE(contrast(theme->second, ground), 4.5) << theme->id;
    }
}

} // namespace
} // namespace copyscope::figure
