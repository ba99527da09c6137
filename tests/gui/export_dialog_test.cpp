// The export dialog, used with keys and actions as a person would.
#ifdef COPYSCOPE_HAS_PAPER // most of it is about formats that are drawn
#include "tests/gui/export_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST_F(ExportDialogTest, opens_and_closes_with_its_key_and_with_escape) {
  EXPECT_TRUE(exported().is_null());
  press("e");
  EXPECT_EQ(exported()["format"], "svg");
  press("escape");
  EXPECT_TRUE(exported().is_null());
  EXPECT_EQ(state()["menu"], "");
}

TEST_F(ExportDialogTest, is_not_there_without_a_scenario_or_without_an_exporter) {
  Controller empty(test_services(files_, &exporter_), {}, test_stamper(files_));
  EXPECT_TRUE(empty.key("e", false, false));
  EXPECT_FALSE(empty.export_dialog().is_open());
  Controller unable(test_services(files_), {}, test_stamper(files_));
  unable.perform({action::open, 0, "four-ways"});
  unable.perform({action::export_as, 0, ""});
  EXPECT_FALSE(unable.export_dialog().is_open());
  EXPECT_EQ(unable.choices().menu, "");
}

TEST_F(ExportDialogTest, keys_mean_the_dialog_while_it_is_open) {
  press("e");
  press_all({"l", "t", "c", "1", "home", "x"});
  EXPECT_EQ(state()["lang"], "en");
  EXPECT_EQ(state()["view"], "stage");
  EXPECT_TRUE(dialog().is_open());
  press("q", false, true);
  EXPECT_TRUE(controller_.wants_to_quit());
}

TEST_F(ExportDialogTest, what_plays_stops) {
  perform(action::play);
  press("e");
  EXPECT_FALSE(controller_.player().animating());
}

TEST_F(ExportDialogTest, every_format_has_the_controls_of_what_it_takes) {
  open_dialog("csv");
  EXPECT_THAT(dialog().controls(),
              ElementsAre(ExportControl::format, ExportControl::range, ExportControl::path,
                          ExportControl::copy, ExportControl::write));
}

TEST_F(ExportDialogTest, enter_writes_the_file_and_enter_closes) {
  open_dialog("csv");
  press("enter");
  EXPECT_EQ(exported()["running"], true);
  controller_.tick(0);
  EXPECT_EQ(exported()["outcome"]["kind"], "done");
  EXPECT_THAT(exporter_.files["four-ways-read-write.csv"], StartsWith("begin_ps,"));
  EXPECT_EQ(exported()["outcome"]["bytes"], exporter_.files["four-ways-read-write.csv"].size());
  press("enter");
  EXPECT_FALSE(dialog().is_open());
}

TEST_F(ExportDialogTest, what_cannot_even_be_started_is_told) {
  exporter_.is_exhausted = true;
  open_dialog("csv");
  EXPECT_EQ(exported()["preview"]["error"], "no more threads");
  press("enter");
  EXPECT_EQ(exported()["outcome"]["reason"], "no more threads");
}

TEST_F(ExportDialogTest, another_choice_after_the_file_was_written_can_be_written_too) {
  open_dialog("csv");
  press("enter");
  controller_.tick(0);
  choose_format("vcd");
  EXPECT_TRUE(exported()["outcome"].is_null());
  press("enter");
  controller_.tick(0);
  EXPECT_TRUE(exporter_.files.contains("four-ways-read-write.vcd"));
}

TEST_F(ExportDialogTest, names_files_after_scenario_case_and_format) {
  open_dialog("json");
  EXPECT_EQ(dialog().path(), "four-ways-read-write.json");
  choose_format("perfetto");
  EXPECT_EQ(dialog().path(), "four-ways-read-write-perfetto.json");
  choose_format("wavejson");
  EXPECT_EQ(dialog().path(), "four-ways-read-write-wavejson.json");
  press("escape");
  press("3");
  open_dialog("mermaid");
  EXPECT_EQ(dialog().path(), "four-ways-sendfile.mmd");
}

TEST_F(ExportDialogTest, a_file_goes_beside_its_scenario) {
  files_.write("some/where/own.toml", std::string(*assets::bytes("scenarios/before-dma.toml")));
  open("some/where/own.toml");
  open_dialog("csv");
  EXPECT_EQ(dialog().path(), "some/where/before-dma-read-write.csv");
}

TEST_F(ExportDialogTest, a_typed_path_stays_and_its_extension_follows_the_format) {
  open_dialog("csv");
  perform(action::set, 1, "export.path=/tmp/mine.csv");
  choose_format("vcd");
  EXPECT_EQ(dialog().path(), "/tmp/mine.vcd");
  perform(action::set, 1, "export.path=/tmp/mine.txt");
  choose_format("csv");
  EXPECT_EQ(dialog().path(), "/tmp/mine.txt");
  perform(action::set, 0, "export.path=/tmp/other.csv");
  controller_.tick(0);
  EXPECT_TRUE(exporter_.files.contains("/tmp/other.csv"));
  press("escape");
  press("2");
  press("e");
  EXPECT_EQ(dialog().path(), "/tmp/four-ways-mmap-write.csv"); // where the last one went
}

TEST_F(ExportDialogTest, says_that_a_file_will_be_replaced) {
  files_.write("there.csv", "old");
  open_dialog("csv");
  EXPECT_FALSE(dialog().replaces());
  perform(action::set, 1, "export.path=there.csv");
  EXPECT_TRUE(dialog().replaces());
}

TEST_F(ExportDialogTest, nothing_is_written_without_a_name) {
  open_dialog("csv");
  for (const char* const path : {"export.path=", "export.path=folder/"}) {
    perform(action::set, 0, path);
    EXPECT_EQ(exported()["problem"], "no_path");
    EXPECT_EQ(exported()["running"], false);
  }
}

TEST_F(ExportDialogTest, a_failure_is_told_and_all_that_was_chosen_stays) {
  open_dialog("csv");
  perform(action::set, 0, "export.path=full/x.csv");
  controller_.tick(0);
  EXPECT_EQ(exported()["outcome"]["kind"], "failed");
  EXPECT_EQ(exported()["outcome"]["reason"], "no space left");
  EXPECT_EQ(dialog().path(), "full/x.csv");
  perform(action::set, 1, "export.path=y.csv");
  EXPECT_TRUE(exported()["outcome"].is_null());
}

TEST_F(ExportDialogTest, shows_how_far_it_is_and_escape_cancels) {
  open_dialog("csv");
  exporter_.stands_at = 0.4;
  press("enter");
  EXPECT_TRUE(controller_.tick(0));
  EXPECT_EQ(exported()["progress"], 0.4);
  EXPECT_TRUE(controller_.is_busy());
  perform(action::export_choose, 0, "format"); // nothing can be changed meanwhile
  perform(action::export_list, 0, "path");
  EXPECT_EQ(exported()["format"], "csv");
  EXPECT_FALSE(dialog().is_browsing());
  press("escape");
  EXPECT_TRUE(dialog().work().is_cancelling());
  controller_.tick(0);
  EXPECT_EQ(exported()["outcome"]["kind"], "cancelled");
  EXPECT_TRUE(exporter_.files.empty());
  EXPECT_TRUE(dialog().is_open());
}

TEST_F(ExportDialogTest, the_cancel_button_cancels) {
  open_dialog("csv");
  exporter_.stands_at = 0.1;
  press("enter");
  perform(action::cancel);
  controller_.tick(0);
  EXPECT_EQ(exported()["outcome"]["kind"], "cancelled");
}

TEST_F(ExportDialogTest, another_scenario_ends_what_is_under_way) {
  open_dialog("csv");
  exporter_.stands_at = 0.1;
  press("enter");
  open("before-dma");
  EXPECT_FALSE(dialog().is_open());
  EXPECT_FALSE(dialog().is_busy());
}

TEST_F(ExportDialogTest, copies_text_once) {
  open_dialog("mermaid");
  perform(action::export_copy);
  EXPECT_FALSE(controller_.take_copied());
  controller_.tick(0);
  EXPECT_THAT(controller_.take_copied().value_or(Copied{}).data, StartsWith("---\ntitle:"));
  EXPECT_FALSE(controller_.take_copied());
  EXPECT_EQ(exported()["outcome"]["aim"], "text");
  EXPECT_TRUE(exporter_.files.empty());
}

TEST_F(ExportDialogTest, pages_are_not_copied) {
  open_dialog("storyboard");
  EXPECT_FALSE(dialog().can_copy());
  perform(action::export_copy);
  EXPECT_FALSE(dialog().work().is_running());
}

TEST_F(ExportDialogTest, what_is_too_long_is_not_copied) {
  open_dialog("csv");
  perform(action::set, 0, "workload.file_size=64 MiB");
  perform(action::set, 0, "workload.chunk=4 KiB");
  work();
  perform(action::export_copy);
  controller_.tick(0);
  EXPECT_EQ(exported()["outcome"]["kind"], "too_long");
  EXPECT_FALSE(controller_.take_copied());
}

} // namespace
} // namespace copyscope::gui
#endif
