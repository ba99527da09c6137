// What the window asks, and what it lets one choose: long runs, branches, sources, the baseline.
#include "gui/session/gestures.h"
#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {
namespace {

class Asking : public ControllerTest {
protected:
  Asking() { open("four-ways"); }
  std::string asked() { return state()["confirm"].is_null() ? "" : state()["confirm"]["about"]; }
};

TEST_F(Asking, a_run_too_long_to_be_kept_is_asked_about_and_then_counted) {
  perform(action::set, 0, "workload.file_size=4 GiB");
  ASSERT_EQ(asked(), ""); // in chunks of 64 KiB it can be kept
  work();
  perform(action::set, 0, "workload.chunk=512 B");
  EXPECT_EQ(asked(), "long_run");
  press("enter"); // leaves it as it was
  EXPECT_EQ(controller_.what_if().knob("workload.chunk")->value, "64 KiB");
  perform(action::set, 0, "workload.chunk=512 B");
  press("right");
  press("enter");
  work();
  EXPECT_TRUE(controller_.session().shown_slot().is_counted());
  EXPECT_EQ(controller_.trace(), nullptr);
  press("z", false, true);
  work();
  EXPECT_NE(controller_.trace(), nullptr);
}

TEST_F(Asking, cancelling_takes_back_the_change_whose_runs_are_under_way) {
  perform(action::set, 0, "workload.file_size=256 MiB");
  controller_.work(10);
  ASSERT_TRUE(controller_.session().is_working());
  perform(action::cancel);
  work();
  EXPECT_TRUE(controller_.session().settings().empty());
  EXPECT_NE(controller_.trace(), nullptr);
}

TEST_F(Asking, keys_go_round_the_answers_and_nothing_else_is_done_meanwhile) {
  perform(action::set, 0, "workload.chunk=16 KiB");
  perform(action::quit);
  ASSERT_EQ(asked(), "lose_by_quitting");
  press("c");
  press("q", false, true);
  EXPECT_EQ(state()["view"], "stage");
  EXPECT_FALSE(controller_.wants_to_quit());
  press("tab");
  press("tab");
  EXPECT_EQ(state()["confirm"]["focus"], 2);
  press("tab");
  EXPECT_EQ(state()["confirm"]["focus"], 0);
  press("left");
  EXPECT_EQ(state()["confirm"]["focus"], 2);
  press("escape");
  EXPECT_EQ(asked(), "");
  EXPECT_FALSE(controller_.wants_to_quit());
}

TEST_F(Asking, all_changes_are_reset_at_once_and_come_back_with_undo) {
  perform(action::set, 0, "workload.chunk=16 KiB");
  perform(action::set, 0, "workload.page_cache=warm");
  perform(action::reset);
  EXPECT_TRUE(controller_.session().settings().empty());
  press("z", false, true);
  EXPECT_EQ(controller_.session().settings().size(), 2U);
}

TEST_F(Asking, before_says_against_what) {
  work();
  controller_.tick(0);
  perform(action::set, 0, "workload.chunk=16 KiB");
  work();
  const auto first = controller_.what_if().differences();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0], (WhatIf::Difference{"workload.chunk", "64 KiB", "16 KiB"}));
  perform(action::set, 0, "workload.page_cache=warm");
  work();
  const auto second = controller_.what_if().differences();
  ASSERT_EQ(second.size(), 1U); // against the latest change, not against the file
  EXPECT_EQ(second[0].key, "workload.page_cache");
  EXPECT_EQ(second[0].before, "cold");
}

TEST_F(Asking, any_value_can_be_a_branchs_and_plays_beside_the_run_that_it_leaves) {
  perform(action::branching, 1);
  perform(action::set, 0, "workload.chunk=16 KiB");
  while (controller_.work(20'000)) {
  }
  EXPECT_TRUE(controller_.session().settings().empty()); // the run itself is as it was
  ASSERT_TRUE(controller_.branch().other());
  perform(action::slide, 0, "machine.cpu.mode_switch");
  work();
  EXPECT_EQ(controller_.branch().setting().substr(0, 24), "machine.cpu.mode_switch=");
  perform(action::against_branch);
  EXPECT_EQ(state()["view"], "compare");
  EXPECT_EQ(state()["against_branch"], true);
  perform(action::against_real);
  EXPECT_EQ(state()["against_branch"], false);
  perform(action::branching, 0);
  EXPECT_FALSE(controller_.branch().is_there());
}

} // namespace
} // namespace copyscope::gui
