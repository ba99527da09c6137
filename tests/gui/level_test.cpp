// The level of the model is changed in place: for all cases, as a part of the what-if, and what one
// looks at stays in front.
#include "gui/player/place_in_run.h"
#include "tests/gui/controller_fixture.h"
#include "tests/gui/flows_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using scenario::Fidelity;
using trace::Kind;

class LevelTest : public ControllerTest {
protected:
  Fidelity level() { return controller_.what_if().level(); }
  const trace::Trace& trace() { return *controller_.trace(); }
  trace::Span in_front() { return trace()[controller_.player().step_row()]; }
  std::string call() { return trace().call_name(in_front()); }
};

TEST_F(LevelTest, its_key_changes_it_for_all_cases_and_changes_it_back) {
  open("four-ways");
  perform(action::show_case, 2);
  perform(action::view, 0, "rows");
  press("k");
  work();
  for (const scenario::Case& each : controller_.session().scenario().cases)
    EXPECT_EQ(each.machine.fidelity, Fidelity::linux) << each.id;
  EXPECT_EQ(shown(), "sendfile");
  EXPECT_EQ(controller_.choices().view, View::rows);
  EXPECT_EQ(trace().header().level, "linux");
  EXPECT_EQ(state()["settings"]["machine.fidelity"], "linux");
  press("k");
  work();
  EXPECT_EQ(trace().header().level, "textbook");
  EXPECT_TRUE(controller_.session().settings().empty()); // it is what the file says
}

TEST_F(LevelTest, is_a_change_that_is_undone_and_reset) {
  open("four-ways");
  perform(action::level, 0, "linux");
  perform(action::level, 0, "linux"); // it is so already: no step to undo
  perform(action::set, 0, "machine.cpu.cores=2");
  perform(action::undo);
  EXPECT_EQ(level(), Fidelity::linux);
  perform(action::undo);
  EXPECT_EQ(level(), Fidelity::textbook);
  perform(action::redo);
  EXPECT_EQ(level(), Fidelity::linux);
  perform(action::reset);
  EXPECT_EQ(level(), Fidelity::textbook);
  EXPECT_FALSE(controller_.what_if().can_reset());
}

TEST_F(LevelTest, what_happens_to_the_same_bytes_stays_in_front) {
  open("four-ways");
  perform(action::set, 0, "workload.file_size=256 KiB");
  work();
  for (std::int64_t of_case = 0; of_case < 4; ++of_case) {
    perform(action::show_case, of_case);
    work();
    const trace::Trace& books = trace();
    std::vector<std::int64_t> steps;
    for (std::int64_t step = 1; step <= books.steps(); ++step)
      if (trace::is_copy(books[books.step(step)].kind)) steps.push_back(step);
    for (const std::int64_t step : steps) {
      perform(action::step, step);
      const trace::Span before = in_front();
      const std::string made_by = call();
      press("k");
      work();
      const trace::Span after = in_front();
      // The mapping's pages come by faults, within other calls.
      if (made_by != "mmap") {
        EXPECT_EQ(call(), made_by) << step;
        EXPECT_EQ(after.kind, before.kind) << step;
        EXPECT_EQ(after.source, before.source);
        EXPECT_LE(after.offset, before.offset) << step;
        EXPECT_GT(after.offset + after.bytes, before.offset) << step;
      }
      press("k");
      work();
    }
  }
}

TEST_F(LevelTest, the_begin_of_a_call_stays_the_begin_of_that_call) {
  open("four-ways");
  perform(action::set, 0, "workload.file_size=256 KiB");
  work();
  perform(action::step, 1);
  for (int calls = 0; calls < 5; ++calls)
    perform(action::call_on);
  ASSERT_EQ(in_front().kind, Kind::mode_switch);
  const std::string made_by = call();
  const auto number = in_front().call;
  press("k");
  work();
  EXPECT_EQ(in_front().kind, Kind::mode_switch);
  EXPECT_EQ(call(), made_by);
  EXPECT_EQ(in_front().call, number);
}

TEST_F(LevelTest, both_ends_stay_ends) {
  open("four-ways");
  press("k");
  work();
  EXPECT_EQ(controller_.player().step(), 0);
  perform(action::end);
  press("k");
  work();
  EXPECT_TRUE(controller_.player().at_end());
}

TEST_F(LevelTest, what_only_one_level_has_leads_to_the_call_that_it_belongs_to) {
  open("four-ways");
  press("k");
  work();
  const trace::SpanId sleeps = trace().next(0, set_of(Kind::context_switch));
  perform(action::row, sleeps);
  ASSERT_EQ(call(), "read");
  press("k");
  work();
  EXPECT_EQ(call(), "read");
}

TEST(PlaceInRun, is_a_share_of_the_run_where_nothing_is_alike) {
  const scenario::Scenario books = test::shipped("four-ways");
  const trace::Trace one = test::trace_of(books, 0), other = test::trace_of(books, 2);
  const figure::Story story(other);
  const trace::SpanId read = one.next(0, set_of(Kind::cpu_copy));
  const trace::Cursor at = one.cursor_on(read);
  const trace::Cursor found = PlaceInRun(one, at, false).in(story); // sendfile() calls no read()
  EXPECT_NEAR(static_cast<double>(found.time.ps()) / static_cast<double>(other.end().ps()),
              static_cast<double>(at.time.ps()) / static_cast<double>(one.end().ps()), 1e-6);
}

TEST_F(LevelTest, the_textbook_has_one_client_and_the_way_back_has_those_of_the_file) {
  std::string text(*assets::bytes("scenarios/four-ways.toml"));
  text.replace(text.find("clients    = 1"), 14, "clients    = 3");
  text.replace(text.find("fidelity = \"textbook\""), 21, "fidelity = \"linux\"");
  for (std::size_t at; (at = text.find("[case.expect]")) != std::string::npos;)
    text.erase(at, text.find("\n\n", at) - at);
  files_.write("three.toml", text);
  open("three.toml");
  ASSERT_EQ(controller_.session().case_count(), 4U) << state()["error"];
  press("k");
  work();
  EXPECT_EQ(level(), Fidelity::textbook);
  EXPECT_EQ(controller_.session().which(0).workload.clients, 1);
  press("k");
  work();
  EXPECT_EQ(level(), Fidelity::linux);
  EXPECT_EQ(controller_.session().which(0).workload.clients, 3);
  EXPECT_TRUE(controller_.session().settings().empty());
}

TEST_F(LevelTest, a_run_without_a_scenario_has_none) {
  files_.write("seen.copyscope", saved_flows(1, 2));
  open("seen.copyscope");
  EXPECT_FALSE(controller_.what_if().has_level());
  press("k");
  EXPECT_TRUE(controller_.session().settings().empty());
}

} // namespace
} // namespace copyscope::gui
