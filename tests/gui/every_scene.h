// All that the window can look like, one after the other: each view, dialog, list and mode.
#pragma once

#include "gui/control/controller.h"
#include "gui/session/gestures.h"
#include "tests/gui/scripted_runner.h"
#include "tests/gui/services_for_tests.h"

#include <gtest/gtest.h>

namespace copyscope::gui {

/// A real run that goes on for ever, but for every second one, which is done at once.
class EverySecondRunner : public RealRunner {
public:
  std::unique_ptr<RealRun> start(const scenario::Scenario& scenario, const RealSettings&) override {
    auto run = std::make_unique<Run>();
    if (++started_ % 2 == 0)
      run->report = real_report(scenario, test::trace_of(scenario, 0).header());
    return run;
  }

private:
  class Run : public RealRun {
  public:
    std::optional<analysis::Report> report;
    std::optional<analysis::Report> poll() override {
      if (report) return std::exchange(report, std::nullopt);
      if (is_cancelled_) return analysis::Report{.error = "cancelled"};
      return std::nullopt;
    }
    double progress() const override { return 0.5; }
    std::string current() const override { return "read-write"; }
    void cancel() override { is_cancelled_ = true; }

  private:
    bool is_cancelled_ = false;
  };
  int started_ = 0;
};

/// A disk with two folders and three files.
inline Folders few_folders() {
  Folders folders;
  folders.home = "/home/me";
  folders.here = "/home/me/work";
  folders.list = [](const std::string& path) -> std::optional<std::vector<FolderEntry>> {
    if (path == "/") return {{{"home", true}}};
    if (path == "/home") return {{{"me", true}}};
    if (path == "/home/me") return {{{"work", true}, {".hidden", true}}};
    if (path == "/home/me/work/empty") return std::vector<FolderEntry>{};
    if (path != "/home/me/work") return std::nullopt;
    return {{{"b.toml", false},
             {"run.copyscope", false},
             {"notes.txt", false},
             {"empty", true},
             {"a 文件.toml", false}}};
  };
  return folders;
}

/// The dialog of exports with every format, and with each of its lists.
template <class Look, class Perform>
void every_export(Controller& controller, Look look, Perform perform) {
  perform(action::export_as, 0, "");
  for (std::size_t i = 0; i < listed_formats().size(); ++i) {
    perform(action::export_choose, static_cast<std::int64_t>(i), "format");
    look("export, " + std::string(listed_formats()[i]->id));
  }
  perform(action::export_choose, 0, "format");
  for (const char* const list : {"cases", "lanes", "path"}) {
    perform(action::export_list, 0, list);
    look(std::string("export, ") + list);
    perform(action::export_list, 0, list);
  }
  perform(action::set, 0, "export.path=full/x.svg");
  look("export, failed");
  perform(action::export_as, 0, "");
  EXPECT_FALSE(controller.export_dialog().is_open());
}

/// The questions that are asked before something is lost.
template <class Look, class Perform> void every_confirmation(Look look, Perform perform) {
  perform(action::set, 0, "workload.chunk=16 KiB");
  for (const char* const name : {action::quit, action::open}) {
    perform(name, 0, "before-dma");
    look(std::string("asked, ") + name);
    perform(action::confirm, 0, "");
  }
  perform(action::set, 0, "workload.file_size=4 GiB");
  perform(action::set, 0, "workload.chunk=512 B");
  look("asked, a long run");
  perform(action::confirm, 0, "");
  perform(action::reset, 0, "");
}

/// `look` is called with the name of each; the controller has nothing open yet, and services with a
/// runner, an exporter and folders.
template <class Look> void every_scene(Controller& controller, Look look) {
  const auto perform = [&](const char* name, std::int64_t number = 0,
                           const std::string& text = "") {
    controller.perform({name, number, text});
    for (int i = 0; i < 200 && controller.work(1'000'000); ++i) {
    }
    controller.tick(0);
  };
  look("home, nothing open");
  perform(action::open, 0, "four-ways");
  perform(action::step, 5);
  for (const char* const view :
       {"stage", "compare", "follow", "whatif", "lesson", "real", "rows", "home"}) {
    perform(action::view, 0, view);
    look(view);
  }
  perform(action::view, 0, "whatif");
  perform(action::set, 0, "workload.chunk=16 KiB");
  perform(action::set, 0, "machine.nic.scatter_gather=true");
  perform(action::branch, 0, "workload.page_cache=warm");
  look("whatif, changed");
  perform(action::reset);
  perform(action::level, 0, "linux");
  look("whatif, at the kernel's level");
  perform(action::set, 1, "knob=page");
  look("whatif, looked for");
  perform(action::set, 1, "knob=");
  perform(action::view, 0, "stage");
  look("stage, at the kernel's level");
  perform(action::level, 0, "textbook");
  perform(action::view, 0, "lesson");
  for (std::size_t slide = 1; slide <= controller.lesson().of(); ++slide) {
    perform(action::bookmark, static_cast<std::int64_t>(slide));
    look("slide " + std::to_string(slide));
    perform(action::present);
    look("slide " + std::to_string(slide) + ", presented");
    if (controller.lesson().is_asking()) {
      perform(action::vote);
      look("slide " + std::to_string(slide) + ", presented, hands counted");
    }
    perform(action::present);
    if (controller.lesson().open_vote()) {
      look("slide " + std::to_string(slide) + ", hands counted");
      perform(action::vote);
    }
  }
  perform(action::view, 0, "stage");
  for (const char* const menu :
       {"scenarios", "cases", "compare", "reference", "until", "open", "save"}) {
    perform(action::menu, 0, menu);
    look(std::string("menu ") + menu);
    perform(action::back);
  }
  perform(action::range_from, 200'000);
  perform(action::range_to, 600'000);
  look("a range");
  perform(action::context, 0, "timeline|500,600|");
  look("menu of a range");
  perform(action::back);
  perform(action::no_range);
  perform(action::find);
  perform(action::set, 0, "find=copy");
  look("found");
  perform(action::find_close);
  perform(action::end);
  perform(action::stop_at, 0, "copy");
  look("none left");
  perform(action::notice);
  every_export(controller, look, perform);
  every_confirmation(look, perform);
  for (const char* const part : {"process", "cpu", "page_cache", "nic"}) {
    perform(action::part, 0, part);
    look(std::string("looking at ") + part);
    perform(action::context, 0, std::string("part|300,200|") + part);
    look(std::string("menu of ") + part);
    perform(action::back);
    perform(action::part, 0, part);
  }
  perform(action::explain);
  look("explained");
  perform(action::scroll, 4000, "explain");
  look("explained, farther down");
  perform(action::explain);
  perform(action::context, 3, "row|900,780|");
  look("menu of a row");
  perform(action::back);
  perform(action::view, 0, "compare");
  perform(action::context, 0, "timeline|500,600|race");
  look("menu of a race");
  perform(action::back);
  perform(action::view, 0, "stage");
  perform(action::help);
  look("help");
  perform(action::back);
  perform(action::about);
  look("about");
  perform(action::back);
  perform(action::open, 0, "/no/such/file.toml");
  look("an error");
  perform(action::menu, 0, "open");
  look("an error over a dialog");
  perform(action::back);
  perform(action::back);
  perform(action::run_real);
  look("real, under way");
  perform(action::cancel);
  perform(action::run_real);
  look("real, done");
  for (const char* const part : {"spans", "counts", "crossover"}) {
    perform(action::real_part, 0, part);
    look(std::string("real, ") + part);
  }
  perform(action::measure_crossover);
  look("crossover, measured");
  perform(action::calibrate);
  look("crossover, predicted");
  perform(action::set, 0, "crossover.over=file-size");
  look("crossover of files, not measured");
  perform(action::measure_crossover);
  look("crossover of files, measured");
  perform(action::set, 0, "crossover.over=chunk");
  perform(action::real_part, 0, "run");
  perform(action::view, 0, "stage");
  perform(action::show_case, 0); // the last one could not run
  look("real, measured");
  perform(action::source, 0, "real");
  EXPECT_TRUE(controller.real().report());
  EXPECT_TRUE(controller.shows_real());
  look("real, on the stage");
  perform(action::source, 0, "simulated");
  perform(action::view, 0, "compare");
  perform(action::race_stop, 0, "step");
  look("a race that pauses at each step");
  perform(action::race_stop, 0, "finish");
  perform(action::against_real);
  look("simulated against real");
  perform(action::against_real);
  perform(action::open, 0, "big-file");
  perform(action::view, 0, "compare");
  perform(action::choose_case, 4);
  look("a fifth case");
  perform(action::back);
  perform(action::view, 0, "stage");
  perform(action::play);
  look("a story of days");
  perform(action::play);
  perform(action::notice);
  perform(action::open, 0, "four-ways");
  perform(action::view, 0, "stage");
}

} // namespace copyscope::gui
