// What if: sliders, settings, undo, branches.
#include "gui/session/what_if.h"

#include "gui/session/branch.h"
#include "tests/gui/services_for_tests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace copyscope::gui {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class WhatIfTest : public ::testing::Test {
protected:
  void SetUp() override {
    ASSERT_TRUE(session_.open("four-ways"));
    settle();
  }
  void settle() {
    finish(session_);
    what_if_.observe();
  }
  std::string value(std::string_view key) { return what_if_.knob(key)->value; }

  TestFiles files_;
  Session session_{test_services(files_), test_stamper(files_)};
  WhatIf what_if_{session_};
};

TEST_F(WhatIfTest, every_parameter_of_the_textbook_level_can_be_turned) {
  std::size_t expected = 3; // file size, chunk, page cache; clients come with the linux level
  for (const scenario::Parameter& each : scenario::parameters())
    expected += each.level == scenario::Fidelity::textbook;
  EXPECT_EQ(what_if_.knobs().size(), expected);
  EXPECT_EQ(value("workload.chunk"), "64 KiB");
  EXPECT_EQ(value("workload.page_cache"), "cold");
  EXPECT_EQ(value("machine.dma.bandwidth"), "8 GB/s");
  EXPECT_EQ(value("machine.nic.scatter_gather"), "false");
  EXPECT_TRUE(what_if_.knob("machine.nic.scatter_gather")->varies);
  EXPECT_FALSE(what_if_.knob("machine.dma.bandwidth")->varies);
}

TEST_F(WhatIfTest, every_knob_has_its_texts) {
  for (const Knob& each : what_if_.knobs()) {
    EXPECT_NE(assets::find_text(each.text_key, assets::Language::zh), nullptr) << each.text_key;
    EXPECT_NE(assets::find_text("window.whatif.group." + each.group, assets::Language::zh), nullptr)
        << each.group;
  }
}

TEST_F(WhatIfTest, whatever_a_slider_says_the_scenario_accepts) {
  const std::vector<Knob> knobs = what_if_.knobs();
  for (const Knob& each : knobs)
    for (int i = 0; i <= 40; ++i) {
      const std::string text = each.value_at(i / 40.0);
      EXPECT_EQ(what_if_.problem_with(each.key, text), "") << each.key << " = " << text;
    }
}

TEST_F(WhatIfTest, a_slider_stands_where_its_value_is) {
  for (const Knob& each : what_if_.knobs())
    for (int i = 0; i <= 20; ++i) {
      const std::string text = each.value_at(i / 20.0);
      Session session(test_services(files_), test_stamper(files_));
      session.open("four-ways");
      ASSERT_TRUE(session.apply({{each.key, text}}));
      WhatIf other(session);
      const Knob* const knob = other.knob(each.key);
      EXPECT_EQ(knob->value, text) << each.key;
      EXPECT_EQ(knob->value_at(knob->position), text) << each.key;
    }
}

TEST_F(WhatIfTest, values_are_those_that_people_write) {
  const Knob* knob = what_if_.knob("workload.chunk");
  EXPECT_EQ(knob->value_at(knob->position), "64 KiB");
  EXPECT_EQ(knob->value_at(0), "512 B");
  EXPECT_EQ(knob->value_at(1), "64 MiB");
  EXPECT_EQ(what_if_.knob("workload.file_size")->value_at(0), "0 B");
  EXPECT_EQ(what_if_.knob("workload.file_size")->value_at(1), "1 GiB");
  knob = what_if_.knob("machine.cpu.mode_switch");
  EXPECT_EQ(knob->value_at(0), "0 s");
  EXPECT_EQ(knob->value_at(1), "10 us");
  EXPECT_EQ(knob->value_at(knob->position), "100 ns");
  EXPECT_EQ(what_if_.knob("machine.cpu.copy_bandwidth")->value_at(0), "100 MB/s");
  EXPECT_EQ(what_if_.knob("workload.page_cache")->value_at(0.26), "0.25");
  EXPECT_EQ(what_if_.knob("workload.page_cache")->value_at(0.99), "warm");
}

RC_GTEST_PROP(Knobs, never_leave_the_scale_whatever_the_position, ()) {
  TestFiles files;
  Session session(test_services(files), test_stamper(files));
  session.open("four-ways");
  WhatIf what_if(session);
  const Knob& knob = what_if.knobs()[*rc::gen::inRange<std::size_t>(0, what_if.knobs().size())];
  const double position = *rc::gen::arbitrary<double>();
  RC_ASSERT(what_if.problem_with(knob.key, knob.value_at(position)).empty());
}

TEST_F(WhatIfTest, setting_undoing_and_redoing) {
  EXPECT_TRUE(what_if_.set_written("chunk=16KiB"));
  EXPECT_EQ(value("workload.chunk"), "16 KiB");
  EXPECT_TRUE(what_if_.knob("workload.chunk")->changed());
  EXPECT_TRUE(what_if_.set("workload.chunk", "8 KiB"));
  EXPECT_EQ(session_.settings().size(), 1U);
  EXPECT_TRUE(what_if_.undo());
  EXPECT_EQ(value("workload.chunk"), "16 KiB");
  EXPECT_TRUE(what_if_.undo());
  EXPECT_EQ(value("workload.chunk"), "64 KiB");
  EXPECT_FALSE(what_if_.undo());
  EXPECT_TRUE(what_if_.redo());
  EXPECT_TRUE(what_if_.redo());
  EXPECT_EQ(value("workload.chunk"), "8 KiB");
  EXPECT_FALSE(what_if_.redo());
  what_if_.undo();
  what_if_.set("machine.disk.bandwidth", "1 GB/s"); // another way on: nothing to redo
  EXPECT_FALSE(what_if_.can_redo());
}

TEST_F(WhatIfTest, a_drag_is_one_step) {
  for (const char* size : {"128 KiB", "256 KiB", "512 KiB"})
    what_if_.set("workload.file_size", size, true);
  what_if_.set("workload.file_size", "1 MiB", false);
  what_if_.set("workload.file_size", "2 MiB", false);
  EXPECT_TRUE(what_if_.undo());
  EXPECT_EQ(value("workload.file_size"), "1 MiB");
  EXPECT_TRUE(what_if_.undo());
  EXPECT_EQ(value("workload.file_size"), "64 KiB");
  EXPECT_FALSE(what_if_.can_undo());
}

TEST_F(WhatIfTest, dragging_something_else_is_another_step) {
  what_if_.set("workload.file_size", "1 MiB", true);
  what_if_.set("workload.chunk", "4 KiB", true);
  what_if_.undo();
  EXPECT_EQ(value("workload.file_size"), "1 MiB");
}

TEST_F(WhatIfTest, what_is_refused_is_told_and_changes_nothing) {
  EXPECT_FALSE(what_if_.set("workload.chunk", "0"));
  EXPECT_FALSE(what_if_.set_written("chonk=1"));
  EXPECT_THAT(session_.complaints().front().message, HasSubstr("chunk")); // did you mean …?
  EXPECT_FALSE(what_if_.set_written("nonsense"));
  EXPECT_FALSE(session_.complaints().empty());
  EXPECT_FALSE(what_if_.can_undo());
  EXPECT_EQ(value("workload.chunk"), "64 KiB");
  EXPECT_THAT(what_if_.problem_with("workload.chunk", "many"), HasSubstr("found"));
  EXPECT_TRUE(what_if_.set("workload.chunk", "32 KiB"));
  EXPECT_THAT(session_.complaints(), IsEmpty());
}

TEST_F(WhatIfTest, resetting_one_and_all) {
  what_if_.set("workload.chunk", "4 KiB");
  what_if_.set("machine.dma.bandwidth", "1 GB/s");
  EXPECT_TRUE(what_if_.reset("chunk"));
  EXPECT_EQ(value("workload.chunk"), "64 KiB");
  EXPECT_EQ(value("machine.dma.bandwidth"), "1 GB/s");
  EXPECT_FALSE(what_if_.reset("workload.chunk"));
  EXPECT_TRUE(what_if_.reset(""));
  EXPECT_FALSE(what_if_.can_reset());
  EXPECT_TRUE(what_if_.undo());
  EXPECT_EQ(value("machine.dma.bandwidth"), "1 GB/s");
}

TEST_F(WhatIfTest, before_and_after_are_told_for_each_case) {
  EXPECT_FALSE(what_if_.has_before());
  what_if_.set_written("machine.nic.scatter_gather=true");
  EXPECT_TRUE(what_if_.has_before());
  EXPECT_FALSE(what_if_.changes()[2].after.has_value()); // still running
  settle();
  const auto change = what_if_.changes()[2]; // sendfile
  EXPECT_EQ(change.before->cpu_copies, 1);
  EXPECT_EQ(change.after->cpu_copies, 0);
}

TEST_F(WhatIfTest, a_drag_is_compared_with_where_it_began) {
  what_if_.set("workload.file_size", "128 KiB", true);
  settle();
  what_if_.set("workload.file_size", "256 KiB", true);
  settle();
  EXPECT_EQ(what_if_.changes()[0].before->bytes, 64 * 1024);
  EXPECT_EQ(what_if_.changes()[0].after->bytes, 256 * 1024);
}

TEST_F(WhatIfTest, another_scenario_begins_anew) {
  what_if_.set("workload.chunk", "4 KiB");
  session_.open("before-dma");
  what_if_.observe();
  EXPECT_FALSE(what_if_.can_undo());
  EXPECT_FALSE(what_if_.has_before());
}

TEST_F(WhatIfTest, a_branch_parts_where_the_card_gathers) {
  session_.show_case(2); // sendfile
  Branch branch(session_);
  ASSERT_TRUE(branch.start("machine.nic.scatter_gather=true"));
  while (branch.work(1000)) {
  }
  ASSERT_NE(branch.other(), nullptr);
  const trace::SpanId row = branch.parts_at();
  ASSERT_LT(row, branch.trunk()->size());
  EXPECT_EQ((*branch.trunk())[row].kind, trace::Kind::cpu_copy);
  EXPECT_EQ((*branch.other())[row].kind, trace::Kind::descriptor);
  branch.clear();
  EXPECT_FALSE(branch.is_there());
}

TEST_F(WhatIfTest, a_branch_that_changes_nothing_never_parts) {
  Branch branch(session_);
  ASSERT_TRUE(branch.start("machine.cpu.mode_switch=200 ns"));
  while (branch.work(1000)) {
  }
  EXPECT_EQ(branch.parts_at(), trace::no_span);
  EXPECT_FALSE(branch.start("machine.cpu.mode_switch"));
  EXPECT_FALSE(branch.start("no.such=1"));
  EXPECT_FALSE(session_.complaints().empty());
}

} // namespace
} // namespace copyscope::gui
