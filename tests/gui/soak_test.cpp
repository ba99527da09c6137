// Whatever a person does, in whatever order: 20,000 random actions, and keys, never crash or block.
#include "gui/control/controller.h"
#include "gui/control/keys.h"
#include "gui/control/state_json.h"
#include "gui/session/gestures.h"
#include "tests/gui/services_for_tests.h"
#include "tests/sanitized.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>

namespace copyscope::gui {
namespace {

const std::vector<std::string>& action_names() {
  // clang-format off
  static const std::vector<std::string> all{
      action::play, action::step_on, action::step_back, action::page_on,
      action::page_back, action::call_on, action::call_back, action::effect,
      action::cause, action::home, action::end, action::step,
      action::row, action::line, action::select, action::recall,
      action::bookmark, action::speed, action::stop_each, action::story_time,
      action::view, action::show_case, action::case_on, action::case_back,
      action::reference, action::part, action::follow, action::align_offsets,
      action::choose_case, action::against_real, action::source, action::zoom_in,
      action::zoom_out, action::zoom_fit, action::measure, action::answer,
      action::skip, action::present, action::blank, action::set,
      action::reset, action::undo, action::redo, action::branch,
      action::open, action::run_real, action::cancel, action::language,
      action::theme, action::type_larger, action::type_smaller, action::help,
      action::about, action::menu, action::back, action::quit,
      action::slide, action::slid, action::scrub, action::pan,
      action::zoom_at, action::scroll, action::export_as, action::export_choose,
      action::export_turn, action::export_list, action::export_write, action::export_copy,
      action::confirm, action::confirm_focus, action::branching, action::against_branch,
      action::find, action::find_on, action::find_back, action::find_close,
      action::stop_at, action::no_range, action::range_from, action::range_to,
      action::scroll_to, action::sort_rows, action::row_on, action::row_back,
      action::race_stop, action::play_whole, action::notice, action::drop_case,
      action::vote, action::nudge, action::browse, action::browse_all,
      action::pick, action::save, action::explain, action::context,
      action::context_choose, action::copy, action::copy_picture,
  };
  // clang-format on
  return all;
}

class Person {
public:
  explicit Person(unsigned seed) : random_(seed) {}

  Action action() {
    Action made{action_names()[below(action_names().size())], number(), text()};
    // Whoever opens a file does so now and then; the rest of the time they look at it.
    if (made.name == action::open && below(10) != 0) made.name = action::page_on;
    return made;
  }
  const KeyBinding& key() { return key_bindings()[below(key_bindings().size())]; }
  std::size_t below(std::size_t n) { return random_() % n; }
  double seconds() { return static_cast<double>(below(1000)) / 5000; }

private:
  std::int64_t number() {
    switch (below(6)) {
    case 0:
      return static_cast<std::int64_t>(random_()) << 32 ^ static_cast<std::int64_t>(random_());
    case 1:
      return -static_cast<std::int64_t>(below(10));
    case 2:
      return static_cast<std::int64_t>(below(1'000'000));
    case 3:
      return std::numeric_limits<std::int64_t>::max();
    default:
      return static_cast<std::int64_t>(below(12));
    }
  }
  std::string text() {
    static const std::vector<std::string> all{"",
                                              "stage",
                                              "compare",
                                              "follow",
                                              "whatif",
                                              "lesson",
                                              "real",
                                              "home",
                                              "four-ways",
                                              "before-dma",
                                              "warm-cache",
                                              "true-zero-copy",
                                              "every-way",
                                              "no-such",
                                              "cpu",
                                              "nic_dma",
                                              "disk_dma",
                                              "page_cache",
                                              "out",
                                              "workload.chunk",
                                              "format",
                                              "cases",
                                              "lanes",
                                              "export.path=x.csv",
                                              "export.width=8cm",
                                              "export.dpi=x",
                                              "workload.chunk=16 KiB",
                                              "workload.file_size=1 MiB",
                                              "workload.file_size=0",
                                              "machine.nic.scatter_gather=true",
                                              "page_cache=warm",
                                              "machine.nic.scatter_gather",
                                              "machine.cpu.mode_switch",
                                              "follow",
                                              "follow=7",
                                              "find=copy",
                                              "vote.1=12",
                                              "vote.99=x",
                                              "copy",
                                              "byte",
                                              "duration",
                                              "rows",
                                              "race",
                                              "until",
                                              "path",
                                              "=",
                                              "nonsense=\xff",
                                              "文件"};
    return all[below(all.size())];
  }

  std::mt19937 random_;
};

/// What is saved under a name alone goes there, and is gone afterwards.
class OwnFolder {
public:
  OwnFolder() {
    std::string made = (std::filesystem::temp_directory_path() / "copyscope-soak-XXXXXX").string();
    if (!mkdtemp(made.data())) throw std::runtime_error("no temporary folder can be made");
    folder_ = made;
    std::filesystem::current_path(folder_);
  }
  ~OwnFolder() {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

private:
  std::filesystem::path before_ = std::filesystem::current_path(), folder_;
};

TEST(Soak, random_actions_and_keys_never_crash_and_never_block) {
  const OwnFolder folder;
  TestFiles files;
  TestExporter exporter;
  Controller controller(test_services(files, &exporter), {}, test_stamper(files));
  Person person(4);
  for (int i = 0; i < test::tries(20'000); ++i) {
    if (person.below(4) == 0) {
      const KeyBinding& key = person.key();
      EXPECT_TRUE(controller.key(key.key, key.shift, key.ctrl));
    } else {
      const Action action = person.action();
      ASSERT_TRUE(controller.perform(action)) << action.name;
    }
    if (person.below(3) == 0) controller.tick(person.seconds());
    controller.work(2'000);
    if (i % 16 != 0) continue;
    const auto state = state_of(controller);
    ASSERT_LE(state["step"], state["steps"]);
    ASSERT_LE(state["lesson"]["index"], state["lesson"]["of"]);
    ASSERT_LE(controller.player().cursor().begun,
              controller.trace() ? controller.trace()->size() : 0U);
    ASSERT_LE(controller.choices().compared.size(), most_compared);
  }
}

} // namespace
} // namespace copyscope::gui
