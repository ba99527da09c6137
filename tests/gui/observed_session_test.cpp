// A saved run that comes from no scenario in the window: it plays in every view; what would need a
// scenario is refused with a reason.
#include "gui/views/panes.h"
#include "sim/trace/file/save.h"
#include "tests/figure/labels.h"
#include "tests/gui/scripted_runner.h"
#include "tests/gui/services_for_tests.h"
#include "tests/trace/observed_run.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

class ObservedSession : public testing::Test {
protected:
  ObservedSession() {
    std::string bytes;
    trace::save_file(trace::test::observed_run(), [&](std::string_view piece) { bytes += piece; });
    files_.write("seen.copyscope", std::move(bytes));
    perform(action::open, 0, "seen.copyscope");
  }

  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    controller_.perform({name, number, text});
    for (int i = 0; i < 200 && controller_.work(1'000'000); ++i) {
    }
    controller_.tick(0);
  }
  std::string complaint() const {
    const std::vector<Complaint> all = controller_.session().complaints();
    return all.empty() ? "" : all.front().key;
  }

  TestFiles files_;
  TestExporter exporter_;
  Controller controller_{test_services(files_, &exporter_), {}, test_stamper(files_)};
};

TEST_F(ObservedSession, opens_under_its_title_and_plays) {
  const Session& session = controller_.session();
  ASSERT_TRUE(session.is_open());
  EXPECT_EQ(complaint(), "");
  EXPECT_FALSE(session.has_scenario());
  EXPECT_EQ(session.scenario().title.en, "worker, 64 connections");
  ASSERT_NE(controller_.trace(), nullptr);
  EXPECT_EQ(controller_.trace()->header().source, trace::Source::observed);
  perform(action::step, 40);
  EXPECT_EQ(controller_.player().step(), 40);
}

TEST_F(ObservedSession, is_drawn_in_every_view_at_its_start_in_it_and_at_its_end) {
  const std::vector<Listed> catalog;
  const figure::FakeMeasure measure;
  for (const std::int64_t place : {0, 1, 2}) {
    if (place == 1) perform(action::step, 40);
    if (place == 2) perform(action::end);
    for (const char* const view :
         {"stage", "compare", "follow", "whatif", "lesson", "real", "rows", "home"}) {
      perform(action::view, 0, view);
      for (const assets::Language language : {assets::Language::en, assets::Language::zh}) {
        const figure::Style style{figure::dark_theme(), measure, language};
        EXPECT_FALSE(draw_window(scene_of(controller_, catalog), {0, 0, 1280, 800}, style, nullptr)
                         .shapes()
                         .empty())
            << view;
      }
    }
  }
}

TEST_F(ObservedSession, is_never_called_simulated) {
  const figure::FakeMeasure measure;
  for (const char* const view : {"spans", "counts", "real", "compare"}) {
    const bool is_part = real_part_named(view) != nullptr;
    perform(action::view, 0, is_part ? "real" : view);
    perform(action::real_part, 0, is_part ? view : "run");
    const std::vector<Listed> catalog;
    const std::vector<std::string> labels =
        figure::labels_of(draw_window(scene_of(controller_, catalog), {0, 0, 1280, 800},
                                      {figure::dark_theme(), measure}, nullptr));
    for (const char* const wrong : {"simulated", "Simulated"})
      EXPECT_EQ(std::ranges::count(labels, wrong), 0) << view;
    EXPECT_GE(std::ranges::count(labels, "observed") + std::ranges::count(labels, "Observed"), 1)
        << view;
  }
}

TEST_F(ObservedSession, cannot_be_changed_or_saved_as_a_scenario_and_says_why) {
  perform(action::set, 0, "workload.chunk=16 KiB");
  EXPECT_EQ(complaint(), "no_scenario");
  EXPECT_TRUE(controller_.session().settings().empty());
  perform(action::back);
  perform(action::save);
  EXPECT_EQ(complaint(), "no_scenario");
  EXPECT_TRUE(controller_.what_if().knobs().empty());
  EXPECT_FALSE(controller_.session().complaints().empty());
  EXPECT_NE(controller_.trace(), nullptr);
}

TEST_F(ObservedSession, has_no_lesson) {
  EXPECT_EQ(controller_.lesson().of(), 0U);
}

TEST_F(ObservedSession, the_rows_of_a_byte_are_found_in_every_flow) {
  const trace::Trace& trace = *controller_.trace();
  std::size_t rows = 0;
  for (std::size_t flow = 0; flow < trace.tables().flows.size(); ++flow)
    rows += trace.journey(static_cast<trace::FlowId>(flow), Bytes(0)).size();
  perform(action::find);
  perform(action::set, 0, "find=0");
  EXPECT_EQ(controller_.finder().matches(), static_cast<std::int64_t>(rows));
  EXPECT_GT(rows, 64U);
}

} // namespace
} // namespace copyscope::gui
