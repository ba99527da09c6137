// The counts are those that strace sees: this test runs a part of itself under it.
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <map>
#include <sstream>

namespace copyscope::real {
namespace {

constexpr const char* counts_variable = "COPYSCOPE_TEST_COUNTS";
using Counts = std::map<std::string, std::int64_t>;

/// Not a test by itself: what is run under strace. Writes the calls of all rounds made to a file.
TEST(Traced, DISABLED_run) {
  auto scenario = scenario_of(
      {case_of("read-write", 1'000'000, 30'000, false), case_of("mmap-write", 1'000'000, 30'000),
       case_of("sendfile", 1'000'000, 30'000, false), case_of("sendfile", 1'000'000, 30'000)});
  scenario.cases[0].workload.page_cache.fraction = parse_decimal("0");
  Counts counts;
  for (const CaseReport& each : run_all(scenario, options_of(3, Path::automatic)).cases)
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

/// Calls in strace's output whose first descriptors are the sent file or a socket.
Counts counts_of_strace(const std::string& path) {
  Counts counts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    for (const char* name : {"read", "write", "mmap", "sendfile"})
      if (line.find(std::string(" ") + name + "(") != std::string::npos &&
          (line.find("(deleted)") != std::string::npos ||
           line.find("<socket:") != std::string::npos))
        ++counts[name];
  return counts;
}

TEST(Counts, are_those_that_strace_sees) {
  const Folder folder;
  const std::string ours = folder.path() + "/ours", theirs = folder.path() + "/theirs";
  const std::string program = std::filesystem::read_symlink("/proc/self/exe");
  const std::string strace = "strace -f -y -e trace=read,write,mmap,sendfile -o " + theirs;
  if (std::system((strace + " true >/dev/null 2>&1").c_str()) != 0)
    GTEST_SKIP() << "strace is not installed, or may not trace here";
  // LeakSanitizer cannot work under strace.
  const std::string command = std::string(counts_variable) + "=" + ours +
                              " ASAN_OPTIONS=detect_leaks=0 " + strace + " " + program +
                              " --gtest_also_run_disabled_tests"
                              " --gtest_filter=Traced.DISABLED_run >/dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const Counts counted = counts_in(ours);
  EXPECT_FALSE(counted.empty());
  EXPECT_EQ(counted, counts_of_strace(theirs));
}

} // namespace
} // namespace copyscope::real
