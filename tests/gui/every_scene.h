// All that the window can look like, one after the other: each view, dialog, list and mode.
#pragma once

#include "gui/session/controller.h"
#include "gui/session/gestures.h"
#include "tests/gui/hands_for_tests.h"

namespace copyscope::gui {

/// A real run that goes on for ever.
class EndlessRunner : public RealRunner {
public:
  std::unique_ptr<RealRun> start(const scenario::Scenario&, const RealSettings&) override {
    return std::make_unique<Run>();
  }

private:
  class Run : public RealRun {
  public:
    std::optional<RealReport> poll() override {
      if (is_cancelled_) return RealReport{{}, {}, "cancelled"};
      return std::nullopt;
    }
    double progress() const override { return 0.5; }
    std::string current() const override { return "read-write"; }
    void cancel() override { is_cancelled_ = true; }

  private:
    bool is_cancelled_ = false;
  };
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

/// `look` is called with the name of each; the controller has nothing open yet, and hands with a
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
  perform(action::view, 0, "lesson");
  for (std::size_t slide = 1; slide <= controller.lesson().of(); ++slide) {
    perform(action::bookmark, static_cast<std::int64_t>(slide));
    look("slide " + std::to_string(slide));
    perform(action::present);
    look("slide " + std::to_string(slide) + ", presented");
    perform(action::present);
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
  perform(action::no_range);
  perform(action::find);
  perform(action::set, 0, "find=copy");
  look("found");
  perform(action::find_close);
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
