// The way between the processes: veth where it can be made, as any user; loopback where not.
#include "real/system.h"
#include "tests/real/support.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <net/if.h>
#include <sched.h>
#include <sys/syscall.h>

namespace copyscope::real {
namespace {

using testing::HasSubstr;

scenario::Scenario with_and_without() {
  return scenario_of(
      {case_of("sendfile", 200'000, 65536, false), case_of("sendfile", 200'000, 65536, true)});
}

std::string environment_of(const Report& report, const std::string& name) {
  for (const auto& [key, value] : report.environment)
    if (key == name) return value;
  return "";
}

std::string expect_switched(const Report& report) {
  if (environment_of(report, "path") != "veth")
    return "skip: " + environment_of(report, "path_reason");
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) return trouble_of(each);
    const bool wanted = each.id() == "sendfile-sg";
    if (each.facts.word("nic_features.scatter-gather") != (wanted ? "on" : "off"))
      return each.id() + ": not switched";
    if (each.result.cpu_bytes != (wanted ? 0 : 200'000)) return each.id() + ": copies";
    for (const Round& round : each.rounds)
      if (round.facts.word("checksum") != "equal") return each.id() + ": checksum";
  }
  return "";
}

TEST(Path, veth_switches_scatter_gather_as_each_case_asks) {
  const std::string said =
      expect_switched(run_all(with_and_without(), options_of(2, Path::automatic)));
  if (said.starts_with("skip")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "");
  EXPECT_EQ(if_nametoindex("copyscope0"), 0u); // not in this namespace
}

TEST(Path, an_ordinary_user_has_veth_too) {
  if (geteuid() != 0) GTEST_SKIP() << "is what the other tests show";
  const std::string said = in_child([]() -> std::string {
    if (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0)
      return "skip: no other user";
    return expect_switched(run_all(with_and_without(), options_of(2, Path::automatic)));
  });
  if (said.starts_with("skip")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "");
}

/// As in many containers.
bool forbid_unshare() {
  return forbid_call(SYS_unshare, EPERM);
}

TEST(Path, where_no_namespace_can_be_made_loopback_serves_and_says_so) {
  EXPECT_EQ(in_child([]() -> std::string {
              if (!forbid_unshare()) return "no seccomp";
              const Report report = run_all(with_and_without(), options_of(1, Path::automatic));
              if (environment_of(report, "path") != "loopback") return "not loopback";
              if (environment_of(report, "path_reason").find("EPERM") == std::string::npos)
                return environment_of(report, "path_reason");
              if (report.cases[0].ran()) return "lo has no switch";
              return trouble_of(report.cases[1]);
            }),
            "");
}

TEST(Path, where_namespaces_are_limited_to_none_loopback_serves) {
  const std::string said = in_child([]() -> std::string {
    // In a user namespace of our own, the limit is ours to set (namespaces(7)).
    if (unshare(CLONE_NEWUSER) != 0) return "skip";
    for (const char* path :
         {"/proc/sys/user/max_user_namespaces", "/proc/sys/user/max_net_namespaces"}) {
      const FileDescriptor limit(open(path, O_WRONLY));
      if (!limit || write(limit.get(), "0", 1) != 1) return "skip";
    }
    const Report report = run_all(with_and_without(), options_of(1, Path::automatic));
    return environment_of(report, "path") + " " + environment_of(report, "path_reason");
  });
  if (said == "skip") GTEST_SKIP() << "no user namespace, or its limits cannot be set";
  EXPECT_THAT(said, HasSubstr("loopback"));
  EXPECT_THAT(said, HasSubstr("ENOSPC"));
  EXPECT_THAT(said, HasSubstr("user.max_user_namespaces is 0; as root: `sysctl -w"));
}

TEST(Path, veth_that_was_asked_for_and_cannot_be_made_is_unavailable) {
  EXPECT_THAT(in_child([]() -> std::string {
                if (!forbid_unshare()) return "no seccomp";
                const Report report = run_all(with_and_without(), options_of(1, Path::veth));
                return std::to_string(exit_status(report)) + trouble_of(report.cases[1]);
              }),
              testing::StartsWith("3sendfile-sg: unshare(CLONE_NEWUSER | CLONE_NEWNET): EPERM "
                                  "(Operation not permitted); "));
}

} // namespace
} // namespace copyscope::real
