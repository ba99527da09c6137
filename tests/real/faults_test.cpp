// What can be amiss on a machine: limits, refusals, company. Each is met, and said.
#include "real/pair.h"
#include "real/probes/computer.h"
#include "real/probes/memory.h"
#include "real/probes/namespaces.h"
#include "real/probes/turns.h"
#include "tests/real/support.h"

#include <csignal>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace copyscope::real {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t mib = 1 << 20;

std::string environment(const Report& report, const std::string& name) {
  for (const auto& [key, value] : report.environment)
    if (key == name) return value;
  return "";
}

/// A folder that stands before /proc and /sys.
class FakeRoot : public testing::Test {
protected:
  void put(const std::string& path, const std::string& text) const {
    const std::filesystem::path whole = root() + path;
    std::filesystem::create_directories(whole.parent_path());
    std::ofstream(whole) << text;
  }
  const std::string& root() const { return folder_.path(); }

private:
  Folder folder_;
};

class MemoryLimits : public FakeRoot {};

TEST_F(MemoryLimits, of_version_2_are_found_on_the_way_up_and_cache_counts_as_free) {
  put("/proc/self/cgroup", "0::/a/b\n");
  put("/proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda rw\n"
                              "30 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 c rw\n");
  put("/sys/fs/cgroup/a/memory.max", "104857600\n");
  put("/sys/fs/cgroup/a/memory.high", "max\n");
  put("/sys/fs/cgroup/a/memory.current", "31457280\n");
  put("/sys/fs/cgroup/a/memory.stat",
      "anon 1\nfile 9\ninactive_file 5242880\nactive_file 5242880\n");
  put("/sys/fs/cgroup/a/b/memory.max", "max\n");
  const auto limit = control_group_limit(root());
  ASSERT_TRUE(limit);
  EXPECT_EQ(limit->bytes, 100 * mib);
  EXPECT_EQ(limit->room, 80 * mib);
  EXPECT_EQ(limit->file, "/sys/fs/cgroup/a/memory.max");
}

TEST_F(MemoryLimits, of_version_1_stand_in_the_hierarchy_of_the_memory_controller) {
  put("/proc/self/cgroup", "5:cpu,cpuacct:/other\n4:memory:/x\n0::/\n");
  put("/proc/self/mountinfo", "31 22 0:27 / /sys/fs/cgroup/cpu rw - cgroup c rw,cpu,cpuacct\n"
                              "32 22 0:28 / /sys/fs/cgroup/memory rw - cgroup c rw,memory\n"
                              "33 22 0:29 / /sys/fs/cgroup/unified rw - cgroup2 c rw\n");
  put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n"); // none
  put("/sys/fs/cgroup/memory/x/memory.limit_in_bytes", "52428800\n");
  put("/sys/fs/cgroup/memory/x/memory.usage_in_bytes", "10485760\n");
  put("/sys/fs/cgroup/memory/x/memory.stat", "inactive_file 7\ntotal_inactive_file 10485760\n");
  const auto limit = control_group_limit(root());
  ASSERT_TRUE(limit);
  EXPECT_EQ(limit->bytes, 50 * mib);
  EXPECT_EQ(limit->room, 50 * mib);
}

TEST_F(MemoryLimits, in_a_container_that_knows_its_group_by_the_name_outside_are_at_the_mount) {
  put("/proc/self/cgroup", "4:memory:/docker/1234\n");
  put("/proc/self/mountinfo",
      "32 22 0:28 /docker/1234 /sys/fs/cgroup/memory ro - cgroup c rw,memory\n");
  put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "52428800\n");
  ASSERT_TRUE(control_group_limit(root()));
  EXPECT_EQ(control_group_limit(root())->bytes, 50 * mib);
}

TEST_F(MemoryLimits, are_none_where_none_is_to_be_seen) {
  EXPECT_FALSE(control_group_limit(root()));
  put("/proc/self/cgroup", "0::/\n");
  put("/proc/self/mountinfo", "30 22 0:26 / /sys/fs/cgroup rw - cgroup2 c rw\n");
  EXPECT_FALSE(control_group_limit(root()));
}

TEST_F(MemoryLimits, that_cannot_be_read_are_told_by_their_file) {
  EXPECT_EQ(unread_limit(root()), "/proc/self/cgroup"); // no /proc at all
  put("/proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda rw\n");
  EXPECT_EQ(unread_limit(root()), ""); // a kernel without control groups
  put("/proc/self/cgroup", "0::/\n");
  EXPECT_EQ(unread_limit(root()), "/sys/fs/cgroup"); // which is not mounted
  put("/proc/self/mountinfo", "30 22 0:26 / /sys/fs/cgroup rw - cgroup2 c rw\n");
  EXPECT_EQ(unread_limit(root()), "");
  std::filesystem::create_directories(root() + "/sys/fs/cgroup/memory.max"); // EISDIR
  EXPECT_EQ(unread_limit(root()), "/sys/fs/cgroup/memory.max");
}

class Advice : public FakeRoot {};

TEST_F(Advice, names_the_limit_that_is_0) {
  put("/proc/sys/user/max_user_namespaces", "100\n");
  put("/proc/sys/user/max_net_namespaces", "0\n");
  EXPECT_THAT(namespace_advice(ENOSPC, root()),
              AllOf(HasSubstr("user.max_net_namespaces is 0"),
                    HasSubstr("sysctl -w user.max_net_namespaces=")));
  put("/proc/sys/user/max_user_namespaces", "0\n");
  EXPECT_THAT(namespace_advice(EUSERS, root()), HasSubstr("user.max_user_namespaces is 0"));
}

TEST_F(Advice, says_that_a_limit_above_0_is_reached) {
  put("/proc/sys/user/max_user_namespaces", "3\n");
  EXPECT_THAT(namespace_advice(ENOSPC, root()), HasSubstr("32 lie inside one another"));
}

TEST_F(Advice, names_the_switch_for_which_the_kernel_refuses) {
  EXPECT_THAT(namespace_advice(EPERM, root()), HasSubstr("seccomp=unconfined"));
  put("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
  EXPECT_THAT(namespace_advice(EACCES, root()),
              HasSubstr("sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"));
  put("/proc/sys/kernel/unprivileged_userns_clone", "0\n");
  EXPECT_THAT(namespace_advice(EPERM, root()),
              HasSubstr("sysctl -w kernel.unprivileged_userns_clone=1"));
}

TEST_F(Advice, knows_kernels_without_namespaces) {
  EXPECT_THAT(namespace_advice(EINVAL, root()), HasSubstr("CONFIG_USER_NS"));
  EXPECT_THAT(namespace_advice(ENOSYS, root()), HasSubstr("unshare()"));
  EXPECT_THAT(namespace_advice(ENOENT, root()), IsEmpty());
}

TEST(Loopback, serves_what_copies_in_any_case_and_says_what_it_changes) {
  EXPECT_EQ(in_child([]() -> std::string {
              if (!forbid_call(SYS_unshare, EPERM)) return "no seccomp";
              const Report report =
                  run_all(scenario_of({case_of("read-write", 100'000, 4096, false),
                                       case_of("mmap-write", 100'000, 4096, false),
                                       case_of("sendfile", 100'000, 4096, false),
                                       case_of("sendfile", 100'000, 4096, true)}),
                          options_of(1, Path::automatic));
              std::string said = environment(report, "path") + ";";
              for (const CaseReport& each : report.cases) {
                const bool ran = each.ran();
                const std::string& words = ran ? each.note : each.reason;
                said += ran ? "ran" : "unavailable";
                if (words.find("scatter-gather off") != std::string::npos) said += ", said";
                said += ";";
              }
              return said;
            }),
            "loopback;ran, said;ran, said;unavailable, said;ran;");
}

TEST(CongestionControl, that_is_refused_is_told) {
  EXPECT_EQ(in_child([]() -> std::string {
              if (!forbid_call(SYS_setsockopt, EPERM)) return "no seccomp";
              const Report report =
                  run_all(scenario_of({case_of("sendfile", 100'000, 4096)}), options_of(1));
              if (!trouble_of(report.cases[0]).empty()) return trouble_of(report.cases[0]);
              const std::string said = environment(report, "congestion_control_refused");
              for (const std::string& warning : report.warnings)
                if (warning == said) return said.substr(0, said.find(" (Oper"));
              return "no warning";
            }),
            "the kernel refused the congestion control reno: EPERM");
}

/// The evidence of each round of a warm case, where the kernel tells nothing about the cache.
std::string evidence_of_warm(std::initializer_list<std::pair<unsigned, unsigned>> forbidden) {
  return in_child([&]() -> std::string {
    for (const auto& [call, error] : forbidden)
      if (!forbid_call(call, error)) return "no seccomp";
    const Report report = run_all(scenario_of({case_of("sendfile", 100'000, 4096)}), options_of(1));
    std::string said = trouble_of(report.cases[0]);
    for (const Round& round : report.cases[0].rounds)
      said += round.facts.word("page_cache.evidence");
    return said;
  });
}

constexpr unsigned cachestat = 451;

TEST(Warm, is_proved_by_what_is_not_read_from_disk_where_mincore_is_refused) {
  EXPECT_EQ(evidence_of_warm({{cachestat, ENOSYS}, {SYS_mincore, EPERM}}), "read_bytes");
}
TEST(Warm, is_so_too_where_not_even_a_read_may_ask_whether_it_would_wait) {
  EXPECT_EQ(
      evidence_of_warm({{cachestat, ENOSYS}, {SYS_mincore, EPERM}, {SYS_preadv2, EOPNOTSUPP}}),
      "read_bytes");
}

/// Sends a user's file in two rounds of two cases, and does something to it before each.
Report send_while(const std::string& path, const std::function<void()>& spoil) {
  Options options = options_of(2);
  options.file = path;
  return run_all(scenario_of({case_of("read-write", 1, 65536), case_of("sendfile", 1, 65536)}),
                 options, [&](double, std::string_view what) {
                   if (what != "reading the file") spoil();
                 });
}

TEST(UsersFile, that_is_touched_or_changes_its_mode_is_the_same_file) {
  const Folder folder;
  const std::string path = folder.file("mine", 1'000'000);
  mode_t mode = 0600;
  const Report report = send_while(path, [&] {
    utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
    chmod(path.c_str(), mode ^= 0044);
  });
  for (const CaseReport& each : report.cases)
    EXPECT_EQ(trouble_of(each), "");
}

TEST(UsersFile, whose_bytes_change_is_another_though_its_size_and_time_are_kept) {
  const Folder folder;
  const std::string path = folder.file("mine", 1'000'000);
  struct stat before {};
  ASSERT_EQ(stat(path.c_str(), &before), 0);
  const Report report = send_while(path, [&] {
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "others";
    const timespec times[2] = {before.st_atim, before.st_mtim};
    utimensat(AT_FDCWD, path.c_str(), times, 0);
  });
  for (const CaseReport& each : report.cases)
    EXPECT_THAT(trouble_of(each), HasSubstr("was changed"));
  EXPECT_FALSE(report.any_failed());
}

TEST(UsersFile, that_the_kernel_makes_up_is_refused) {
  for (const char* path : {"/proc/cpuinfo", "/proc/self/maps",
                           "/sys/kernel/mm/transparent_hugepage/enabled", "/sys/kernel/notes"}) {
    if (access(path, R_OK) != 0) continue;
    try {
      send_while(path, [] {});
      ADD_FAILURE() << path;
    } catch (const BadInput& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr(path), HasSubstr("makes this text up")));
    }
  }
}

constexpr std::int64_t ms = 1'000'000;

TEST(SharedCpu, is_what_neither_end_used_of_a_busy_round) {
  // 100 ms: the ends ran for 30 and 20, and waited for more than the other 50.
  EXPECT_EQ(waited_for_others_ns(100 * ms, {30 * ms, 45 * ms}, {20 * ms, 40 * ms}, true), 50 * ms);
  // Alone they take turns.
  EXPECT_EQ(waited_for_others_ns(50 * ms, {30 * ms, 10 * ms}, {20 * ms, 25 * ms}, true), 0);
}

TEST(SharedCpu, is_of_a_round_that_waits_for_a_disk_what_the_other_end_cannot_have_used) {
  EXPECT_EQ(waited_for_others_ns(100 * ms, {30 * ms, 45 * ms}, {20 * ms, 40 * ms}, false), 25 * ms);
  EXPECT_EQ(waited_for_others_ns(100 * ms, {30 * ms, 15 * ms}, {20 * ms, 30 * ms}, false), 0);
}

TEST(SharedCpu, is_not_known_where_the_kernel_does_not_tell) {
  EXPECT_EQ(waited_for_others_ns(100 * ms, {30 * ms, -1}, {20 * ms, 40 * ms}, true), -1);
}

TEST(SharedCpu, is_told) {
  if (turns_now().waited_ns < 0) GTEST_SKIP() << "this kernel has no /proc/self/schedstat";
  const int cpu = cpu_to_pin();
  if (cpu < 0) GTEST_SKIP() << "no CPU to pin to";
  const ChildProcess other([cpu] {
    pin_to(cpu);
    for (;;)
      cpu_time_ns();
  });
  const Report report =
      run_all(scenario_of({case_of("read-write", 32 * mib, 65536)}), options_of(5));
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  ASSERT_EQ(report.warnings.size(), 1u) << environment(report, "waited_for_cpu");
  EXPECT_THAT(report.warnings[0], HasSubstr("the CPU was shared"));
  EXPECT_EQ(environment(report, "cpu_shared"), report.warnings[0]);
}

TEST(Killed, process_is_named_with_its_signal) {
  for (const int signal : {SIGKILL, SIGSEGV}) {
    ChildProcess child([signal] {
      std::signal(signal, SIG_DFL);
      raise(signal);
    });
    std::optional<std::string> how;
    while (!(how = child.ended()))
      sched_yield();
    EXPECT_THAT(*how, HasSubstr(signal == SIGKILL ? "by SIGKILL (Killed), which the kernel sends "
                                                    "where memory runs out"
                                                  : "by SIGSEGV (Segmentation fault)"));
  }
}

} // namespace
} // namespace copyscope::real
