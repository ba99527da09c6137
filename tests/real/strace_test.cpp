// The counts are those that strace sees, of each method: this test runs a part of itself under it.
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <map>
#include <sstream>

namespace copyscope::real {
namespace {

constexpr const char* counts_variable = "COPYSCOPE_TEST_COUNTS";
constexpr const char* method_variable = "COPYSCOPE_TEST_METHOD";
using Counts = std::map<std::string, std::int64_t>;

/// Not a test by itself: what is run under strace. Writes the calls of all rounds made to a file.
TEST(Traced, DISABLED_run) {
  const std::string method = std::getenv(method_variable);
  const std::int64_t chunk = method == "direct-io" ? 28'672 : 30'000;
  auto scenario =
      scenario_of({case_of(method, 1'000'000, chunk, false), case_of(method, 1'000'000, chunk)});
  scenario.cases[0].workload.page_cache.fraction = parse_decimal("0");
  Counts counts;
  for (const CaseReport& each :
       run_all(scenario, rounds_alone(options_of(3, Path::automatic))).cases)
    for (const Round& round : each.rounds)
      for (const auto& [name, made] : round.result.syscalls_by_name)
        counts[name] += made;
  std::ofstream out(std::getenv(counts_variable));
  for (const auto& [name, made] : counts)
    out << name << ' ' << made << '\n';
}

Counts counts_in(const std::string& path) {
  Counts counts;
  std::ifstream in(path);
  std::string name;
  for (std::int64_t made = 0; in >> name >> made;)
    counts[name] = made;
  return counts;
}

/// A call that is ours: by its name there, by something that the line holds (strace -y), and by our
/// name for it.
struct Seen {
  const char *name, *part, *ours;
};
constexpr Seen ours[] = {
    {"read", "(deleted)", "read"},
    {"write", "<socket:", "write"},
    {"mmap", "(deleted)", "mmap"},
    {"sendfile", "(deleted)", "sendfile"},
    {"splice", "<pipe:", "splice"},
    {"vmsplice", "<pipe:", "vmsplice"},
    {"sendto", ", MSG_ZEROCOPY,", "send"}, // before the run one is tried, which does not wait
    {"recvmsg", "MSG_ERRQUEUE", "recvmsg"},
    {"poll", "events=0}", "poll"}, // for what is told of unasked; others wait for something
    {"io_uring_enter", "io_uring]", "io_uring_enter"},
};

/// The lines of strace's output; a call that another process has interrupted in two is one.
std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::map<std::string, std::string> begun; // by process
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::string process = line.substr(0, line.find(' '));
    if (const auto cut = line.find(" <unfinished ...>"); cut != std::string::npos)
      begun[process] = line.substr(0, cut);
    else if (const auto resumed = line.find(" resumed>"); resumed != std::string::npos)
      lines.push_back(begun[process] + line.substr(resumed));
    else
      lines.push_back(line);
  }
  return lines;
}

/// Calls in strace's output on the sent file, the data socket, and what stands between them.
Counts counts_of_strace(const std::string& path) {
  Counts counts;
  for (const std::string& line : lines_of(path))
    for (const Seen& each : ours)
      if (line.find(std::string(" ") + each.name + "(") != std::string::npos &&
          line.find(each.part) != std::string::npos)
        ++counts[each.ours];
  return counts;
}

class CountsOf : public testing::TestWithParam<const char*> {};

TEST_P(CountsOf, every_call_are_those_that_strace_sees) {
  const Folder folder;
  const std::string counted_in = folder.path() + "/ours", seen_in = folder.path() + "/theirs";
  const std::string program = std::filesystem::read_symlink("/proc/self/exe");
  std::string names;
  for (const Seen& each : ours)
    names += std::string(names.empty() ? "" : ",") + each.name;
  const std::string strace = "strace -f -y -e trace=" + names + " -o " + seen_in;
  if (std::system((strace + " true >/dev/null 2>&1").c_str()) != 0)
    GTEST_SKIP() << "strace is not installed, or may not trace here";
  // LeakSanitizer cannot work under strace.
  const std::string command = std::string(method_variable) + "=" + GetParam() + " " +
                              counts_variable + "=" + counted_in + " ASAN_OPTIONS=detect_leaks=0 " +
                              strace + " " + program +
                              " --gtest_also_run_disabled_tests"
                              " --gtest_filter=Traced.DISABLED_run >/dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const Counts counted = counts_in(counted_in);
  EXPECT_FALSE(counted.empty());
  EXPECT_EQ(counted, counts_of_strace(seen_in));
}

INSTANTIATE_TEST_SUITE_P(Method, CountsOf,
                         testing::Values("read-write", "mmap-write", "sendfile", "splice",
                                         "vmsplice-splice", "msg-zerocopy", "io-uring",
                                         "io-uring-zc", "direct-io"));

} // namespace
} // namespace copyscope::real
