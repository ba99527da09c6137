// What the books leave out is told where it arises, and every note arises somewhere.
#include "figure/words/notes.h"

#include "tests/figure/shipped.h"

#include <gmock/gmock.h>
#include <map>
#include <set>

namespace copyscope::figure {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string_view> notes_of(std::string_view scenario_id, std::string_view case_id) {
  const scenario::Scenario scenario = test::shipped(scenario_id);
  for (std::size_t i = 0; i < scenario.cases.size(); ++i)
    if (scenario.cases[i].id == case_id) return notes_in(test::trace_of(scenario, i));
  ADD_FAILURE() << "no case " << case_id;
  return {};
}

std::vector<analysis::Result> results_of(std::string_view scenario_id) {
  const scenario::Scenario scenario = test::shipped(scenario_id);
  std::vector<analysis::Result> results;
  for (std::size_t i = 0; i < scenario.cases.size(); ++i)
    results.push_back(analysis::result_of(test::trace_of(scenario, i)));
  return results;
}

TEST(Notes, each_arises_at_a_step_or_below_a_table_of_what_ships) {
  std::set<std::string_view> told;
  for (const std::string_view id : {"four-ways", "before-dma", "every-way"}) {
    const scenario::Scenario scenario = test::shipped(id);
    for (std::size_t i = 0; i < scenario.cases.size(); ++i)
      for (const std::string_view note : notes_in(test::trace_of(scenario, i)))
        told.insert(note);
    for (const std::string_view note : notes_below(results_of(id)))
      told.insert(note);
  }
  std::set<std::string_view> all;
  for (const auto& [key, text] : assets::texts())
    if (key.starts_with("note.")) all.insert(key);
  EXPECT_EQ(told, all);
}

TEST(Notes, follow_the_steps_of_the_classic_loop) {
  EXPECT_THAT(notes_of("four-ways", "read-write"),
              ElementsAre("note.mode_switch_name", "note.true_time", "note.dma_controller",
                          "note.copy_and_switch", "note.write_returns"));
}

TEST(Notes, say_that_mmap_reads_nothing_where_it_is_called) {
  EXPECT_THAT(notes_of("four-ways", "mmap-write"), Contains("note.mmap_reads"));
  EXPECT_THAT(notes_of("four-ways", "read-write"), Not(Contains("note.mmap_reads")));
}

TEST(Notes, say_when_the_copy_without_gathering_is_really_made) {
  EXPECT_THAT(notes_of("four-ways", "sendfile"), Contains("note.linear_later"));
  EXPECT_THAT(notes_of("four-ways", "sendfile-sg"), Not(Contains("note.linear_later")));
}

TEST(Notes, say_what_zero_copy_means_only_where_the_cpu_copies_nothing) {
  EXPECT_THAT(notes_of("four-ways", "sendfile-sg"), Contains("note.zero_copy"));
  EXPECT_THAT(notes_of("four-ways", "sendfile"), Not(Contains("note.zero_copy")));
}

TEST(Notes, below_a_table_belong_to_its_figures) {
  EXPECT_THAT(notes_below(results_of("four-ways")),
              ElementsAre("note.mode_switch_name", "note.zero_copy", "note.scatter_gather",
                          "note.twice_as_fast"));
  EXPECT_THAT(notes_below(results_of("before-dma")),
              ElementsAre("note.mode_switch_name", "note.interrupt_driven", "note.twice_as_fast"));
  EXPECT_THAT(notes_below({}), IsEmpty());
}

TEST(Notes, are_told_once_by_who_tells_from_start_to_end) {
  const scenario::Scenario scenario = test::shipped("every-way");
  const trace::Trace trace = test::trace_of(scenario, 1);
  std::map<std::string_view, int> times;
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    if (trace::is_step(trace[row].kind))
      if (const std::string_view note = first_note_at(trace, row); !note.empty()) ++times[note];
  EXPECT_EQ(times.size(), notes_in(trace).size());
  for (const auto& [note, n] : times)
    EXPECT_EQ(n, 1) << note;
}

TEST(Notes, are_short_enough_for_the_side_of_the_stage) {
  for (const auto& [key, text] : assets::texts())
    if (key.starts_with("note.")) {
      EXPECT_LE(text.en.size(), 260u) << key;
      EXPECT_LE(text.zh.size(), 3 * 130u) << key;
    }
}

} // namespace
} // namespace copyscope::figure
