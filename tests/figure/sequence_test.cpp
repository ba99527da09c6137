// The sequence diagram: legible at every width, with every row as a message, and of very long runs
// the first and the last ones.
#include "figure/sequence/sequence.h"

#include "figure/sequence/sequence_rows.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/ranges.h>

namespace copyscope::figure {
namespace {

using assets::Language;
using trace::Kind;
using trace::SpanId;
using trace::Trace;

void expect_legible(const SequencePlan& plan, float width, const Style& style) {
  const Sequence sequence = draw_sequence(plan, width, style);
  EXPECT_THAT(legibility_problems(sequence.picture, {0, 0, sequence.width, sequence.height},
                                  style.theme.ground),
              testing::IsEmpty())
      << plan.trace->header().case_id << " at " << width << ", " << style.theme.id;
}

std::vector<SpanId> rows_of(const Picture& picture) {
  std::vector<SpanId> rows;
  for (const Shape& shape : picture.shapes())
    if (const auto* const group = std::get_if<Group>(&shape))
      rows.push_back(static_cast<SpanId>(group->about.number));
  return rows;
}

TEST(Sequence, plain_it_is_without_title_and_source) {
  const scenario::Scenario scenario = test::shipped("four-ways");
  const Trace trace = test::trace_of(scenario, 0);
  const Style style{print_theme(), measure, Language::en};
  SequencePlan plan{&trace, "a title", "a source"};
  const Sequence whole = draw_sequence(plan, 421, style);
  plan.is_plain = true;
  const Sequence plain = draw_sequence(plan, 421, style);
  EXPECT_LT(plain.height, whole.height - 40);
  EXPECT_EQ(rows_of(plain.picture), rows_of(whole.picture));
  for (const Shape& shape : plain.picture.shapes())
    if (const auto* const label = std::get_if<Label>(&shape)) {
      EXPECT_FALSE(label->text.starts_with("a ")) << label->text;
    }
  expect_legible(plan, 421, style);
}

TEST(Sequence, can_be_read_at_every_width_in_both_languages_and_all_themes) {
  const scenario::Scenario scenario = test::shipped("every-way");
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const Trace trace = test::trace_of(scenario, i);
    for (const Language language : {Language::en, Language::zh})
      for (const Theme* const theme : {&print_theme(), &light_theme(), &dark_theme()})
        for (const float width : {sequence_narrowest, 421.0F, 960.0F})
          expect_legible({&trace, scenario.cases[i].title.in(language), "source"}, width,
                         {*theme, measure, language});
  }
}

TEST(Sequence, has_every_row_but_the_calls_in_order) {
  const scenario::Scenario scenario = test::shipped("every-way");
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const Trace trace = test::trace_of(scenario, i);
    std::vector<SpanId> expected;
    for (SpanId row = 0; row < trace.size(); ++row)
      if (trace[row].kind != Kind::syscall) expected.push_back(row);
    const Style style{print_theme(), measure, Language::en};
    EXPECT_EQ(rows_of(draw_sequence({&trace, "title", "source"}, 960, style).picture), expected);
  }
}

TEST(Sequence, of_a_long_run_has_the_first_and_the_last_messages_and_counts_the_others) {
  scenario::Scenario scenario = test::shipped("four-ways");
  scenario.cases[0].workload.file_size = Bytes(10 << 20);
  scenario.cases[0].workload.chunk = Bytes(4096);
  const Trace trace = test::trace_of(scenario, 0);
  const SequenceRows rows =
      sequence_rows(trace, Time(), Time::max(), routes_of(trace), Language::en);
  const auto shown = static_cast<std::int64_t>(rows.first.size() + rows.last.size());
  std::int64_t messages = 0;
  for (SpanId row = 0; row < trace.size(); ++row)
    messages += trace[row].kind != Kind::syscall ? 1 : 0;
  EXPECT_EQ(shown + rows.left_out, messages);
  EXPECT_LE(shown, 500);
  EXPECT_EQ(rows.first.front().row, trace[0].kind == Kind::syscall ? 1U : 0U);
  EXPECT_EQ(rows.last.back().row, trace.size() - 1);
  expect_legible({&trace, "title", "source"}, 421, {print_theme(), measure, Language::en});
}

TEST(Sequence, shows_the_part_that_is_asked_for) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const Time from = Time::from_ps(130'000'000), to = Time::from_ps(140'000'000);
  const Style style{print_theme(), measure, Language::en};
  const auto rows =
      rows_of(draw_sequence({&trace, "title", "source", from, to}, 960, style).picture);
  EXPECT_FALSE(rows.empty());
  for (const SpanId row : rows) {
    EXPECT_LE(trace[row].begin, to);
    EXPECT_GE(trace[row].end, from);
  }
}

TEST(Sequence, of_nothing_is_a_diagram_without_messages) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const Style style{print_theme(), measure, Language::en};
  const SequencePlan plan{&trace, std::string(10'000, 'x'), "source",
                          Time::from_ps(900'000'000'000)};
  EXPECT_TRUE(rows_of(draw_sequence(plan, 960, style).picture).empty());
  expect_legible(plan, 421, style);
}

} // namespace
} // namespace copyscope::figure
