// What the tests of real mode share: small scenarios, a folder that goes away, a child to spoil.
#pragma once

#include "real/real.h"

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

using analysis::CaseReport;
using analysis::Report;
using analysis::Round;

inline scenario::Case case_of(const std::string& method, std::int64_t size, std::int64_t chunk,
                              bool scatter_gather = true) {
  scenario::Case made;
  made.id = method + (scatter_gather ? "-sg" : "");
  made.method = method;
  made.workload.file_size = Bytes(size);
  made.workload.chunk = Bytes(chunk);
  made.workload.page_cache.fraction = parse_decimal("1");
  made.machine.nic.scatter_gather = scatter_gather;
  return made;
}

inline scenario::Scenario scenario_of(std::vector<scenario::Case> cases) {
  scenario::Scenario scenario;
  scenario.id = "test";
  scenario.cases = std::move(cases);
  return scenario;
}

inline Options options_of(int rounds, Path path = Path::loopback) {
  Options options;
  options.rounds = rounds;
  options.path = path;
  options.sink_within = 1e9; // as few passes as there can be
  return options;
}

/// Whoever watches the whole process sees the rounds alone.
inline Options rounds_alone(Options options) {
  options.sink_time = options.sink_time.zero();
  return options;
}

inline Report run_all(const scenario::Scenario& scenario, const Options& options,
                      const Progress& progress = {}) {
  const std::atomic<bool> cancelled{false};
  std::vector<const scenario::Case*> cases;
  for (const scenario::Case& each : scenario.cases)
    cases.push_back(&each);
  return run(scenario, cases, options, progress, cancelled);
}

/// "" where it ran, else why not.
inline std::string trouble_of(const CaseReport& result) {
  return result.ran() ? "" : result.id() + ": " + result.reason;
}

/// The round whose figures the case has.
inline const Round& told(const CaseReport& result) {
  return result.rounds.at(analysis::told_round(result.rounds).value());
}

/// Of the run's environment; empty where nothing is said.
inline std::string said_of(const Report& report, std::string_view name) {
  for (const auto& [key, value] : report.environment)
    if (key == name) return value;
  return {};
}

/// A folder on disk, empty at first; everybody may write into it.
class Folder {
public:
  Folder() {
    std::string name = "/var/tmp/copyscope-test-XXXXXX";
    if (!mkdtemp(name.data())) std::abort();
    path_ = name;
    std::filesystem::permissions(path_, std::filesystem::perms::all);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  bool empty() const { return std::filesystem::is_empty(path_); }
  std::string file(const std::string& name, std::int64_t size) const {
    std::string path = path_ + "/" + name;
    std::ofstream out(path, std::ios::binary);
    for (std::int64_t i = 0; i < size; ++i)
      out.put(static_cast<char>(i * 7 + i / 251));
    return path;
  }

private:
  std::string path_;
};

/// Runs `body` in a child of its own, which may lock itself up; returns what it returns.
inline std::string in_child(const std::function<std::string()>& body) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    std::string said;
    try {
      said = body();
    } catch (const std::exception& error) {
      said = std::string("threw: ") + error.what();
    }
    if (write(ends[1], said.data(), said.size()) < 0) _exit(1);
    _exit(0);
  }
  close(ends[1]);
  std::string said;
  char part[512];
  for (ssize_t got = 0; (got = read(ends[0], part, sizeof part)) > 0;)
    said.append(part, static_cast<std::size_t>(got));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : said + " (the child died)";
}

/// From here on that system call fails with `error` in this process and its children.
inline bool forbid_call(unsigned number, unsigned error) {
  sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{4, code};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

inline bool has_children() {
  return waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD;
}

} // namespace copyscope::real
