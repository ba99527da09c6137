// What the export dialog comes to: runs, options, previews.
#ifdef COPYSCOPE_HAS_PAPER // most of it is about formats that are drawn
#include "tests/gui/export_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

using ExportJobTest = ExportDialogTest;

TEST_F(ExportJobTest, previews_the_beginning_of_a_text) {
  open_dialog("csv");
  ASSERT_TRUE(dialog().work().seen());
  EXPECT_THAT(dialog().work().seen()->text, StartsWith("begin_ps,end_ps"));
  EXPECT_TRUE(dialog().work().seen()->is_whole);
  EXPECT_LE(dialog().work().seen()->text.size(), ExportDialog::most_seen);
}

TEST_F(ExportJobTest, previews_a_drawing_and_draws_anew_only_what_looks_different) {
  open_dialog("svg");
  ASSERT_TRUE(dialog().work().seen());
  EXPECT_TRUE(dialog().work().seen()->drawing);
  const std::size_t jobs = exporter_.jobs.size();
  for (int i = 0; i < 10; ++i)
    controller_.tick(0.1);
  perform(action::set, 1, "export.path=other.svg");
  perform(action::export_list, 0, "path");
  EXPECT_EQ(exporter_.jobs.size(), jobs);
  perform(action::export_choose, 1, "time");
  EXPECT_EQ(exporter_.jobs.size(), jobs + 1);
  EXPECT_TRUE(dialog().work().seen()); // until the new one is there
}

TEST_F(ExportJobTest, exports_the_part_that_the_timeline_shows) {
  perform(action::zoom_in);
  open_dialog("csv");
  perform(action::export_choose, 1, "range");
  const exports::Options options = dialog().options();
  EXPECT_LT(options.to, controller_.trace()->end());
  EXPECT_LT(options.from, options.to);
  perform(action::zoom_fit);
  EXPECT_EQ(dialog().options().to, Time::max());
}

TEST_F(ExportJobTest, exports_the_part_between_two_marks) {
  open_dialog("csv");
  perform(action::export_choose, 2, "range");
  EXPECT_EQ(dialog().chosen(ExportControl::range), 0U); // there are none
  controller_.place_at(Time::from_ps(140'000'000));
  perform(action::measure);
  controller_.place_at(Time::from_ps(100'000'000));
  perform(action::measure);
  perform(action::export_choose, 2, "range");
  EXPECT_EQ(exported()["from_ps"], 100'000'000);
  EXPECT_EQ(exported()["to_ps"], 140'000'000);
}

TEST_F(ExportJobTest, compares_cases_that_are_chosen_from_a_list) {
  open_dialog("svg");
  EXPECT_EQ(exported()["time"], "story");
  perform(action::export_list, 0, "cases");
  perform(action::export_choose, 2, "cases");
  perform(action::export_list, 0, "cases");
  EXPECT_THAT(exported()["cases"], ElementsAre("read-write", "sendfile"));
  EXPECT_EQ(exported()["time"], "true"); // story time has a scale for each
  EXPECT_EQ(dialog().path(), "four-ways.svg");
  perform(action::export_list, 0, "cases");
  perform(action::export_choose, 2, "cases");
  press("escape");
  EXPECT_THAT(exported()["cases"], ElementsAre("read-write"));
  EXPECT_TRUE(dialog().is_open()); // the list alone was closed
}

TEST_F(ExportJobTest, the_shown_case_is_always_in) {
  open_dialog("svg");
  perform(action::export_choose, 0, "cases");
  EXPECT_THAT(exported()["cases"], ElementsAre("read-write"));
  choose_format("csv");
  EXPECT_EQ(last_job().runs.size(), 1U);
}

TEST_F(ExportJobTest, a_lesson_is_of_all_cases_but_those_that_are_left_out) {
  open_dialog("html");
  EXPECT_EQ(dialog().runs().size(), 4U);
  perform(action::export_choose, 1, "cases");
  EXPECT_THAT(exported()["cases"], ElementsAre("read-write", "sendfile", "sendfile-sg"));
  EXPECT_EQ(dialog().path(), "four-ways.html");
}

TEST_F(ExportJobTest, leaves_lanes_out_but_never_all) {
  open_dialog("svg");
  EXPECT_TRUE(dialog().options().lanes.empty());
  perform(action::export_choose, 1, "lanes");
  EXPECT_EQ(dialog().options().lanes.size(), dialog().lanes().size() - 1);
  for (std::size_t i = 0; i < dialog().lanes().size(); ++i)
    if (dialog().has_lane(dialog().lanes()[i]))
      perform(action::export_choose, static_cast<std::int64_t>(i), "lanes");
  EXPECT_EQ(dialog().options().lanes.size(), 1U);
}

TEST_F(ExportJobTest, a_width_and_a_resolution_are_typed) {
  open_dialog("png");
  perform(action::set, 1, "export.width=8 cm");
  ASSERT_TRUE(dialog().options().width);
  EXPECT_NEAR(dialog().options().width->points, 226.77, 0.01);
  perform(action::set, 1, "export.width=8 c");
  EXPECT_EQ(exported()["problem"], "bad_width");
  press("enter");
  EXPECT_EQ(exported()["running"], false);
  perform(action::set, 1, "export.width=");
  perform(action::set, 1, "export.dpi=300");
  EXPECT_EQ(dialog().options().dpi, 300);
  perform(action::set, 1, "export.dpi=9000");
  EXPECT_EQ(exported()["problem"], "bad_dpi");
}

TEST_F(ExportJobTest, the_size_of_type_is_typed_and_a_drawing_can_be_plain) {
  open_dialog("sequence-pdf");
  perform(action::set, 1, "export.type=8pt");
  EXPECT_EQ(dialog().options().type, (exports::TypeSize{8, exports::TypeSize::Unit::points}));
  perform(action::set, 1, "export.type=huge");
  EXPECT_EQ(exported()["problem"], "bad_type");
  perform(action::set, 1, "export.type=");
  EXPECT_FALSE(dialog().options().type);
  EXPECT_FALSE(dialog().options().is_plain);
  perform(action::export_choose, 1, "plain");
  EXPECT_TRUE(last_job().options.is_plain);
  choose_format("csv"); // which takes none of it
  EXPECT_FALSE(dialog().options().is_plain);
}

TEST_F(ExportJobTest, the_moment_is_the_one_on_the_stage) {
  perform(action::step, 5);
  settle();
  const trace::Cursor cursor = controller_.player().cursor();
  open_dialog("moment-svg");
  EXPECT_EQ(dialog().options().moment, cursor);
  EXPECT_EQ(exported()["moment_ps"], cursor.time.ps());
  EXPECT_EQ(dialog().path(), "four-ways-read-write-moment.svg");
  EXPECT_TRUE(dialog().work().seen()->drawing);
  choose_format("svg");
  EXPECT_FALSE(dialog().options().moment);
}

TEST_F(ExportJobTest, costs_are_of_all_cases_but_those_that_are_left_out) {
  open_dialog("costs-pdf");
  EXPECT_EQ(dialog().runs().size(), 4U);
  EXPECT_EQ(dialog().path(), "four-ways-costs.pdf");
  EXPECT_TRUE(dialog().work().seen()->drawing);
  perform(action::export_choose, 1, "cases");
  EXPECT_THAT(exported()["cases"], ElementsAre("read-write", "sendfile", "sendfile-sg"));
}

TEST_F(ExportJobTest, waits_for_a_run_that_is_still_simulated) {
  perform(action::set, 0, "workload.file_size=1 MiB");
  open_dialog("csv");
  EXPECT_EQ(exported()["problem"], "not_ready");
  EXPECT_FALSE(dialog().work().seen());
  press("enter");
  EXPECT_EQ(exported()["running"], false);
  work();
  controller_.tick(0);
  EXPECT_EQ(exported()["problem"], "");
  EXPECT_TRUE(dialog().work().seen());
}

TEST_F(ExportJobTest, speaks_the_windows_language_unless_another_is_chosen) {
  press("l");
  open_dialog("svg");
  EXPECT_EQ(exported()["lang"], "zh");
  perform(action::export_choose, 0, "language");
  EXPECT_EQ(exported()["lang"], "en");
  EXPECT_EQ(state()["lang"], "zh");
}

TEST_F(ExportJobTest, chooses_the_same_the_next_time) {
  open_dialog("png");
  perform(action::export_choose, 3, "theme");
  press("escape");
  press("e");
  EXPECT_EQ(exported()["format"], "png");
  EXPECT_EQ(exported()["theme"], "dark");
  const Choices kept = choices_from_json(to_json(controller_.choices()));
  const auto exports = export_choices_from(nlohmann::ordered_json::parse(kept.exports));
  EXPECT_EQ(exports.format, "png");
  EXPECT_EQ(exports.theme, "dark");
}

} // namespace
} // namespace copyscope::gui
#endif
