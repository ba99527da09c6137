// Files of every kind: tiny, sparse, shrinking, no files at all, no room for one.
#include "real/calls.h"
#include "real/methods/registry.h"
#include "tests/real/support.h"

#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace copyscope::real {
namespace {

using testing::HasSubstr;

scenario::Scenario three_ways(std::int64_t chunk = 65536) {
  return scenario_of({case_of("read-write", 1, chunk), case_of("mmap-write", 1, chunk),
                      case_of("sendfile", 1, chunk)});
}

Report send(const std::string& path, int rounds = 1, std::int64_t chunk = 65536,
            const Progress& progress = {}) {
  Options options = options_of(rounds);
  options.file = path;
  return run_all(three_ways(chunk), options, progress);
}

TEST(Files, a_file_of_0_bytes_makes_no_call) {
  const Folder folder;
  for (const CaseReport& each : send(folder.file("empty", 0)).cases) {
    EXPECT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.result.syscalls, 0);
    EXPECT_EQ(each.result.duration_ps, 0);
    EXPECT_EQ(each.result.throughput(), 0);
  }
}

TEST(Files, a_file_of_1_byte_is_sent) {
  const Folder folder;
  for (const CaseReport& each : send(folder.file("one", 1)).cases) {
    EXPECT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.rounds[0].facts.word("checksum"), "equal");
    EXPECT_EQ(each.result.bytes, 1);
  }
}

TEST(Files, the_users_file_is_as_it_was) {
  const Folder folder;
  const std::string path = folder.file("mine", 100'000);
  struct stat before {
  }, after{};
  stat(path.c_str(), &before);
  send(path, 2);
  stat(path.c_str(), &after);
  EXPECT_EQ(before.st_size, after.st_size);
  EXPECT_EQ(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
  EXPECT_EQ(before.st_ctim.tv_nsec, after.st_ctim.tv_nsec);
  EXPECT_EQ(before.st_atim.tv_nsec, after.st_atim.tv_nsec);
}

TEST(Files, a_sparse_file_of_more_than_2_gib_is_sent) {
  const Folder folder;
  const std::string path = folder.file("sparse", 0);
  const std::int64_t size = (std::int64_t{2} << 30) + 4097;
  std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size));
  Options options = options_of(1);
  options.file = path;
  const Report report =
      run_all(scenario_of({case_of("sendfile", 1, std::int64_t{1} << 30)}), options);
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  EXPECT_EQ(report.cases[0].result.bytes, size);
  EXPECT_EQ(report.cases[0].rounds[0].facts.word("checksum"), "equal");
}

TEST(Files, what_is_no_file_is_bad_input_that_names_it) {
  const Folder folder;
  const std::string fifo = folder.path() + "/fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  for (const std::string& path :
       {folder.path(), fifo, folder.path() + "/missing", std::string("/dev/zero")})
    try {
      send(path);
      ADD_FAILURE() << path;
    } catch (const BadInput& error) {
      EXPECT_THAT(error.what(), HasSubstr(path));
    }
}

TEST(Files, an_unreadable_file_is_bad_input) {
  const Folder folder;
  const std::string path = folder.file("secret", 10);
  chmod(path.c_str(), 0);
  EXPECT_THAT(in_child([&]() -> std::string {
                if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0) return "no other user";
                try {
                  send(path);
                } catch (const BadInput& error) {
                  return error.what();
                }
                return "sent";
              }),
              HasSubstr("secret: EACCES"));
}

TEST(Files, anothers_file_that_may_only_be_read_is_sent_warm_and_cold) {
  const Folder folder;
  const std::string path = folder.file("theirs", 1'000'000);
  if (geteuid() != 0) GTEST_SKIP() << "needs a second user";
  EXPECT_EQ(in_child([&]() -> std::string {
              if (setresuid(65534, 65534, 65534) != 0) return "no other user";
              auto scenario = three_ways();
              for (scenario::Case& each : scenario.cases)
                each.workload.page_cache.fraction = parse_decimal("0");
              scenario.cases.push_back(case_of("sendfile", 1, 65536));
              scenario.cases.back().id = "warm";
              Options options = options_of(1);
              options.file = path;
              std::string trouble;
              for (const CaseReport& each : run_all(scenario, options).cases)
                trouble += trouble_of(each);
              return trouble;
            }),
            "");
}

TEST(Files, a_file_that_has_changed_since_is_said_to_have) {
  const Folder folder;
  const std::string path = folder.file("shrinking", 1'000'000);
  bool shrunk = false;
  const Report report = send(path, 2, 65536, [&](double, std::string_view what) {
    if (what != "reading the file" && !std::exchange(shrunk, true))
      std::filesystem::resize_file(path, 5000);
  });
  for (const CaseReport& each : report.cases)
    EXPECT_THAT(trouble_of(each), HasSubstr("shrinking was changed")) << each.id();
  EXPECT_EQ(exit_status(report), 3);
}

/// A file that ends before the size that the method was told.
class ShortFile : public testing::Test {
protected:
  void SetUp() override {
    socketpair(AF_UNIX, SOCK_STREAM, 0, sockets_);
    file_ = open(folder_.file("short", 5000).c_str(), O_RDONLY);
  }
  void TearDown() override {
    close(file_);
    close(sockets_[0]);
    close(sockets_[1]);
  }
  void send(const char* method) {
    std::vector<CallRecord> records(100);
    std::vector<std::byte> buffer(4096);
    CallLog log(records);
    Calls calls(log);
    find_method(method)->send(calls, {file_, sockets_[0], 20'000, 4096, buffer});
  }

  Folder folder_;
  int sockets_[2] = {-1, -1};
  int file_ = -1;
};

TEST_F(ShortFile, ends_read_write_with_its_name) {
  EXPECT_THROW(send("read-write"), FileShrank);
}
TEST_F(ShortFile, ends_sendfile_with_its_name) {
  EXPECT_THROW(send("sendfile"), FileShrank);
}
TEST_F(ShortFile, gives_mmap_write_an_error_and_no_signal) {
  EXPECT_THROW(send("mmap-write"), MappingCut); // EFAULT: write() meets the end of the file
}

void write_to(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

/// Mounts of its own: root as it is, others as root of a namespace of their own.
bool may_mount_privately() {
  const uid_t user = geteuid();
  const gid_t group = getegid();
  if (unshare(user == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0) return false;
  if (user != 0) {
    write_to("/proc/self/setgroups", "deny");
    write_to("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
    write_to("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
  }
  return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

TEST(Files, a_full_disk_makes_the_case_unavailable) {
  const Folder folder;
  const std::string said = in_child([&]() -> std::string {
    if (!may_mount_privately() ||
        mount("small", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0)
      return "skip";
    Options options = options_of(1);
    options.directory = folder.path();
    const Report report = run_all(
        scenario_of({case_of("sendfile", 1 << 20, 4096), case_of("read-write", 8192, 4096)}),
        options);
    return trouble_of(report.cases[0]) + ";" + trouble_of(report.cases[1]);
  });
  if (said == "skip") GTEST_SKIP() << "no private mounts here";
  EXPECT_THAT(said, HasSubstr("ENOSPC"));
  EXPECT_TRUE(said.ends_with(";")) << said; // the smaller one fits
}

TEST(Files, a_limit_on_file_sizes_is_an_error_and_no_signal) {
  const Folder folder;
  EXPECT_THAT(in_child([&]() -> std::string {
                const rlimit limit{8192, 8192};
                setrlimit(RLIMIT_FSIZE, &limit);
                Options options = options_of(1);
                options.directory = folder.path();
                return trouble_of(
                    run_all(scenario_of({case_of("sendfile", 1 << 20, 4096)}), options).cases[0]);
              }),
              HasSubstr("EFBIG"));
  EXPECT_TRUE(folder.empty());
}

TEST(Files, a_size_beyond_the_bound_is_unavailable) {
  const auto scenario = scenario_of({case_of("sendfile", std::int64_t{1} << 48, 1 << 20)});
  EXPECT_THAT(trouble_of(run_all(scenario, options_of(1)).cases[0]),
              HasSubstr("a file of 256 TiB"));
}

} // namespace
} // namespace copyscope::real
