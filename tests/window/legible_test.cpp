// Every view can be read: at all sizes, in both languages, in both themes, wherever the cursor is.
// Nothing overlaps, nothing is cut off, text stands out from its ground.
#include "gui/paint/fonts.h"
#include "gui/paint/surface.h"
#include "gui/session/gestures.h"
#include "gui/views/panes.h"
#include "tests/gui/scripted_runner.h"
#include "tests/legibility/legibility.h"
#include "tests/window/legible_fixture.h"
#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

constexpr const char* views[] = {"stage",  "compare", "follow", "whatif",
                                 "lesson", "real",    "rows",   "home"};

TEST_P(Legible, every_view_at_the_start_in_the_middle_and_at_the_end) {
  open(GetParam());
  for (std::size_t which = 0; which < controller.session().case_count(); which += 2) {
    controller.perform({action::show_case, static_cast<std::int64_t>(which), ""});
    rest();
    const std::int64_t steps = controller.player().steps();
    for (const std::int64_t step : {std::int64_t{0}, steps / 2, steps}) {
      controller.perform({action::step, step, ""});
      for (const char* const view : views) {
        controller.perform({action::view, 0, view});
        rest();
        look(GetParam() + ", case " + std::to_string(which + 1) + ", step " + std::to_string(step) +
             ", " + view);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Legible,
                         testing::Values("four-ways", "before-dma", "many-small-chunks",
                                         "true-zero-copy", "every-way"));

class LegibleStep : public Legible {};

TEST_F(LegibleStep, every_step_of_every_way) {
  open("every-way");
  for (std::size_t which = 0; which < controller.session().case_count(); ++which) {
    controller.perform({action::show_case, static_cast<std::int64_t>(which), ""});
    controller.perform({action::view, 0, "stage"});
    rest();
    for (std::int64_t step = 1; step <= std::min<std::int64_t>(40, controller.player().steps());
         ++step) {
      controller.perform({action::step, step, ""});
      const std::string where =
          controller.session().which(which).id + ", step " + std::to_string(step);
      look(where, sizes[0], assets::Language::en, figure::dark_theme());
      look(where, sizes[1], assets::Language::zh, figure::light_theme());
    }
  }
}

class LegibleLesson : public Legible {};

TEST_P(LegibleLesson, every_slide_on_the_desk_and_on_the_wall) {
  open(GetParam());
  controller.perform({action::view, 0, "lesson"});
  for (std::size_t slide = 1; slide <= controller.lesson().of(); ++slide) {
    controller.perform({action::bookmark, static_cast<std::int64_t>(slide), ""});
    rest();
    const std::string where = GetParam() + ", slide " + std::to_string(slide);
    look(where, sizes[0], assets::Language::en, figure::dark_theme());
    look(where, sizes[1], assets::Language::zh, figure::light_theme());
    controller.perform({action::present, 0, ""});
    look(where + ", presented", sizes[0], assets::Language::zh, figure::dark_theme());
    look(where + ", presented", sizes[1], assets::Language::en, figure::light_theme());
    controller.perform({action::present, 0, ""});
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, LegibleLesson, testing::ValuesIn(test::shipped_ids(true)));

class LegibleReal : public Legible {
protected:
  void finish(analysis::Report report) {
    runner.script.report = std::move(report);
    controller.tick(0.01);
    rest();
  }
  analysis::Report report() {
    return real_report(controller.session().scenario(),
                       controller.session().shown_slot().trace()->header());
  }
};

TEST_F(LegibleReal, before_while_and_after_it_runs) {
  for (const char* const scenario : {"four-ways", "every-way"}) {
    open(scenario);
    controller.perform({action::view, 0, "real"});
    look("nothing has run");
    controller.perform(
        {action::set, 1, "real.file=/home/somebody/" + std::string(120, 'v') + "/影片.mkv"});
    controller.perform({action::run_real, 0, ""});
    runner.script.progress = 0.4;
    runner.script.current = controller.session().which(0).id;
    controller.tick(0.01);
    look("running");
    controller.perform({action::cancel, 0, ""});
    look("being cancelled");
    finish(analysis::Report{.error = "/home/somebody/" + std::string(120, 'v') +
                                     "/影片.mkv: ENOENT (No such file or directory)"});
    look("a file that is not there");
    controller.perform({action::run_real, 0, ""});
    finish(report());
    for (const std::int64_t which : {0, 3}) {
      controller.perform({action::show_case, which, ""});
      look("finished");
      controller.perform({action::scroll, 2400, "environment"});
      look("finished, scrolled");
    }
    controller.perform({action::show_case, 1, ""});
    controller.perform({action::view, 0, "compare"});
    controller.perform({action::against_real, 0, ""});
    for (const char* const place : {action::home, action::end}) {
      controller.perform({place, 0, ""});
      look("raced against real");
    }
    controller.perform({action::view, 0, "stage"});
    controller.perform({action::source, 0, "real"});
    look("real on the stage");
  }
}

class LegibleOverlay : public Legible {};

TEST_F(LegibleOverlay, lists_help_about_and_dialogs) {
  open("every-way");
  for (const char* const menu : {"scenarios", "cases", "compare", "open", "save", "until"}) {
    controller.perform({action::menu, 0, menu});
    look(std::string("menu ") + menu);
    controller.perform({action::back, 0, ""});
  }
  controller.perform({action::help, 0, ""});
  look("help");
  controller.perform({action::back, 0, ""});
  controller.perform({action::about, 0, ""});
  look("about");
}

class LegibleTime : public Legible {};

TEST_F(LegibleTime, ranges_what_is_found_sorted_or_told_and_the_race) {
  open("every-way");
  controller.perform({action::view, 0, "stage"});
  controller.perform({action::range_from, 200'000, ""});
  controller.perform({action::range_to, 600'000, ""});
  look("a range");
  controller.perform({action::find, 0, ""});
  look("find");
  controller.perform({action::set, 0, "find=copy"});
  rest();
  look("found");
  controller.perform({action::set, 0, "find=xylophone"});
  rest();
  look("not found");
  controller.perform({action::find_close, 0, ""});
  controller.perform({action::view, 0, "rows"});
  controller.perform({action::sort_rows, 0, "way"});
  rest();
  look("sorted rows");
  controller.perform({action::view, 0, "compare"});
  controller.perform({action::choose_case, 7, ""});
  look("a fifth case");
  controller.perform({action::back, 0, ""});
  controller.perform({action::align_offsets, 0, ""});
  for (int i = 0; i < 3; ++i) {
    controller.perform({action::step_on, 0, ""});
    look("aligned");
  }
  controller.perform({action::align_offsets, 0, ""});
  open("big-file");
  controller.perform({action::play, 0, ""});
  look("a story of days");
  controller.perform({action::speed, 2'000'000'000, ""});
  look("quick");
  controller.perform({action::end, 0, ""});
  controller.perform({action::stop_at, 0, "copy"});
  look("none is left");
}

class LegibleExport : public Legible {
protected:
  LegibleExport() {
    open("every-way");
    controller.perform({action::export_as, 0, ""});
  }
  void look_at(const std::string& where) {
    controller.tick(0);
    look("export, " + std::string(controller.export_dialog().format().id) + ", " + where);
  }
};

TEST_F(LegibleExport, every_format_with_all_that_it_takes) {
  for (std::size_t i = 0; i < listed_formats().size(); ++i) {
    controller.perform({action::export_choose, static_cast<std::int64_t>(i), "format"});
    controller.perform({action::export_choose, 1, "range"});
    look_at("chosen");
    controller.perform({action::export_list, 0, "cases"});
    look_at("cases");
    controller.perform({action::export_list, 0, "lanes"});
    look_at("lanes");
    if (group_of(*listed_formats()[i]) != ExportGroup::data) continue; // films take their time
    controller.perform({action::export_write, 0, ""});
    look_at("written");
  }
}

TEST_F(LegibleExport, what_may_happen_on_the_way) {
  controller.perform({action::set, 1, "export.width=eight"});
  look_at("a width that is none");
  controller.perform({action::set, 1, "export.width="});
  const std::string folder = "/a/folder" + std::string(200, 'x') + "/文件夹/";
  controller.perform({action::set, 0, "export.path=" + folder + "diagram.svg"});
  look_at("a long path");
  controller.perform({action::set, 0, "export.path=full/" + folder + "diagram.svg"});
  look_at("a failure");
  exporter.stands_at = 0.37;
  controller.perform({action::export_write, 0, ""});
  look_at("under way");
  controller.perform({action::cancel, 0, ""});
  look("export, being cancelled");
  look_at("cancelled");
  controller.perform({action::set, 1, "export.path="});
  look_at("no path");
  controller.perform({action::set, 0, "workload.chunk=4 KiB"});
  look_at("not ready");
}

class LegibleChanges : public Legible {};

TEST_F(LegibleChanges, every_view_says_that_values_are_changed) {
  open("four-ways");
  for (const char* const change : {"workload.chunk=16 KiB", "workload.page_cache=0.5",
                                   "machine.disk.access_time=20 us", "machine.cpu.interrupt=1 us"})
    controller.perform({action::set, 0, change});
  rest();
  for (const char* const view : views) {
    controller.perform({action::view, 0, view});
    rest();
    look(std::string("changed, ") + view);
  }
  controller.perform({action::menu, 0, "reference"});
  look("the baseline's list");
}

TEST_F(LegibleChanges, questions_and_what_was_saved) {
  open("four-ways");
  controller.perform({action::set, 0, "workload.chunk=16 KiB"});
  rest();
  controller.perform({action::quit, 0, ""});
  look("quitting");
  controller.perform({action::confirm, 0, ""});
  controller.perform({action::open, 0, "before-dma"});
  look("opening");
  controller.perform({action::confirm, 0, ""});
  controller.perform({action::set, 0, "workload.file_size=4 GiB"});
  controller.perform({action::set, 0, "workload.chunk=512 B"});
  look("too long");
  controller.perform({action::confirm, 1, ""});
  rest();
  for (const char* const view : views) {
    controller.perform({action::view, 0, view});
    look(std::string("counted, ") + view);
  }
  files.write("/a/folder/mine.toml", "");
  controller.perform({action::save, 0, "/a/folder/mine.toml"});
  look("replacing");
  controller.perform({action::confirm, 0, ""});
  look("another name");
}

TEST_F(LegibleChanges, a_branch_and_the_race_with_it) {
  open("four-ways");
  controller.perform({action::view, 0, "whatif"});
  controller.perform({action::branching, 1, ""});
  look("no branch yet");
  controller.perform({action::set, 0, "workload.chunk=4 KiB"});
  look("a branch under way");
  rest();
  look("a branch");
  controller.perform({action::against_branch, 0, ""});
  look("the race with a branch");
}

TEST_F(LegibleOverlay, an_error_with_its_place) {
  open("four-ways");
  controller.perform({action::open, 0, "/no/such/file.toml"});
  look("error");
}

} // namespace
} // namespace copyscope::gui
