// Where the files of a run lie, and what the doctor says where they cannot be made.
#include "real/doctor/doctor.h"
#include "real/sent_file.h"
#include "tests/real/support.h"

#include <csignal>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

namespace copyscope::real {
namespace {

constexpr std::int64_t one_mib = 1 << 20;

TEST(FolderForFiles,
     is_the_next_one_where_the_usual_one_is_too_full_and_never_another_than_was_wished_for) {
  const std::string said = in_child([]() -> std::string {
    const bool alone = unshare(CLONE_NEWNS) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
    if (!alone || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", "/var/tmp", "tmpfs", 0, "size=1m,mode=1777") != 0)
      return "skip";
    unsetenv("TMPDIR");
    const auto chosen = [](std::int64_t bytes) {
      return directory_for_files({}, false, bytes) + " ";
    };
    std::string all = chosen(one_mib / 2) + chosen(2 * one_mib);
    setenv("TMPDIR", "/var/tmp", 1);
    return all + chosen(2 * one_mib);
  });
  if (said == "skip") GTEST_SKIP() << "nothing can be mounted here";
  EXPECT_EQ(said, "/var/tmp /tmp /var/tmp ");
}

TEST(Doctor, goes_on_where_the_file_of_the_sink_cannot_be_made) {
  EXPECT_EQ(in_child([]() -> std::string {
              const rlimit small{one_mib, one_mib}; // EFBIG in every folder
              if (setrlimit(RLIMIT_FSIZE, &small) != 0) return "no limit";
              const std::atomic<bool> never{false};
              const std::vector<Check> checks = examine({"read-write"}, {}, never);
              std::string said;
              for (const Check& each : checks) {
                if (each.name == "sink") said += each.allowed ? "sink allowed " : "";
                if (each.name == "read-write" || each.name == "namespace_privileges")
                  said += each.name + " ";
              }
              return said;
            }),
            "read-write namespace_privileges ");
}

} // namespace
} // namespace copyscope::real
