// However a run ends, nothing of it is left: no process, no file, no network device.
#include "tests/real/support.h"

#include <csignal>
#include <gtest/gtest.h>
#include <net/if.h>

namespace copyscope::real {
namespace {

scenario::Scenario long_lasting() {
  return scenario_of({case_of("read-write", 32 << 20, 512), case_of("sendfile", 32 << 20, 512)});
}

bool is_a_round(std::string_view what) {
  return what == "read-write-sg" || what == "sendfile-sg";
}

class Cancelled : public testing::TestWithParam<Path> {
protected:
  /// Cancels at the nth word of progress that `when` likes.
  void run_until(int nth, const std::function<bool(std::string_view)>& when) {
    std::atomic<bool> cancelled{false};
    const auto scenario = long_lasting();
    Options options = options_of(1000, GetParam());
    options.directory = folder_.path();
    const Progress progress = [&](double, std::string_view what) {
      if (when(what) && --nth == 0) cancelled = true;
    };
    EXPECT_THROW(
        run(scenario, {&scenario.cases[0], &scenario.cases[1]}, options, progress, cancelled),
        Interrupted);
    EXPECT_FALSE(has_children());
    EXPECT_TRUE(folder_.empty());
    EXPECT_EQ(if_nametoindex("copyscope0"), 0u);
    EXPECT_EQ(if_nametoindex("copyscope1"), 0u);
    EXPECT_EQ(if_nametoindex("copyscope2"), 0u);
  }

  Folder folder_;
};

TEST_P(Cancelled, while_it_writes_its_file_it_leaves_nothing) {
  run_until(3, [](std::string_view what) { return !is_a_round(what); });
}
TEST_P(Cancelled, before_a_round_it_leaves_nothing) {
  run_until(1, is_a_round);
}
TEST_P(Cancelled, in_the_middle_of_a_round_it_leaves_nothing) {
  run_until(4, is_a_round);
}

TEST(CancelledLater, it_keeps_the_rounds_that_have_counted) {
  std::atomic<bool> cancelled{false};
  const auto scenario =
      scenario_of({case_of("read-write", 4096, 4096), case_of("sendfile", 4096, 4096)});
  const Options options = options_of(1000);
  // A round of each to warm up, three of each that count; then the first's fourth is cancelled.
  int turns = 0;
  std::string last;
  const Progress progress = [&](double, std::string_view what) {
    if (what == "read-write-sg" && last == "sendfile-sg" && ++turns == 4) cancelled = true;
    if (is_a_round(what)) last = what;
  };
  const Report report =
      run(scenario, {&scenario.cases[0], &scenario.cases[1]}, options, progress, cancelled);
  EXPECT_TRUE(report.cancelled);
  EXPECT_EQ(exit_status(report), 130);
  for (const CaseReport& each : report.cases) {
    EXPECT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.note, "cancelled after 3 of 1000 rounds");
    EXPECT_GT(each.result.duration_ps.value_or(0), 0);
  }
  EXPECT_FALSE(has_children());
}

INSTANTIATE_TEST_SUITE_P(Paths, Cancelled,
                         testing::Values(Path::automatic, Path::loopback, Path::sink),
                         [](const auto& info) { return std::string(name_of(info.param)); });

std::atomic<bool> asked_to_stop{false};

/// Runs for long in a child, which sends itself the signal while it does. Returns once the child
/// and all that it started have ended: they hold the other end of the pipe. What the child did is
/// its wait status.
int ended_by(int signal, const Folder& folder) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    for (const int each : {SIGINT, SIGTERM})
      std::signal(each, [](int) { asked_to_stop = true; });
    const auto scenario = long_lasting();
    Options options = options_of(1000, Path::automatic);
    options.directory = folder.path();
    int rounds = 0;
    try {
      run(
          scenario, {&scenario.cases[0], &scenario.cases[1]}, options,
          [&](double, std::string_view what) {
            if (is_a_round(what) && ++rounds == 3) raise(signal);
          },
          asked_to_stop);
    } catch (const Interrupted&) {
      _exit(130);
    } catch (...) {
    }
    _exit(1);
  }
  close(ends[1]);
  char nothing = 0;
  while (read(ends[0], &nothing, 1) > 0) {
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

TEST(Signals, an_interrupt_ends_it_and_leaves_nothing) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Folder folder;
    const int status = ended_by(signal, folder);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 130) << status;
    EXPECT_TRUE(folder.empty());
  }
}

TEST(Signals, not_even_a_kill_leaves_anything) {
  const Folder folder;
  const int status = ended_by(SIGKILL, folder);
  EXPECT_TRUE(WIFSIGNALED(status)) << status;
  EXPECT_TRUE(folder.empty());
}

TEST(Processes, one_that_dies_ends_its_case_and_not_the_others) {
  const auto scenario =
      scenario_of({case_of("read-write", 100'000, 4096), case_of("sendfile", 100'000, 4096)});
  bool killed = false;
  const Report report = run_all(scenario, options_of(2), [&](double, std::string_view what) {
    if (!is_a_round(what) || std::exchange(killed, true)) return;
    std::ifstream children("/proc/thread-self/children");
    pid_t sender = 0;
    if (children >> sender) kill(sender, SIGKILL);
  });
  if (trouble_of(report.cases[0]) == "") GTEST_SKIP() << "this kernel does not tell the children";
  EXPECT_EQ(trouble_of(report.cases[0]),
            "read-write-sg: the sender's process was ended by SIGKILL (Killed), which the kernel "
            "sends where memory runs out");
  EXPECT_EQ(trouble_of(report.cases[1]), "");
  EXPECT_FALSE(has_children());
}

} // namespace
} // namespace copyscope::real
