// Where the kernel refuses a method: that case says so and what to do, and the others go on.
#include "real/advice.h"
#include "real/equipment.h"
#include "real/methods/registry.h"
#include "tests/real/support.h"

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace copyscope::real {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// Of a run in a child that has locked itself up: what keeps each case away, and the exit status.
std::string said_where(const std::function<bool()>& lock_up, const std::vector<const char*>& ids) {
  return in_child([&]() -> std::string {
    if (!lock_up()) return "skip";
    std::vector<scenario::Case> cases;
    for (const char* id : ids)
      cases.push_back(case_of(id, 256 << 10, 64 << 10));
    const Report report = run_all(scenario_of(cases), options_of(2));
    std::string said;
    for (const CaseReport& each : report.cases)
      said += trouble_of(each) + "\n";
    return said + "exit " + std::to_string(exit_status(report)) +
           (has_children() ? ", children" : "");
  });
}

bool become_nobody() {
  return geteuid() != 0 || setresuid(65534, 65534, 65534) == 0;
}

TEST(Refused, locked_memory_is_named_with_its_limit) {
  const std::string said = said_where(
      [] {
        const rlimit none{0, 0};
        return setrlimit(RLIMIT_MEMLOCK, &none) == 0 && become_nobody();
      },
      {"msg-zerocopy", "io-uring-zc", "sendfile"});
  if (said == "skip") GTEST_SKIP() << "this user cannot be another";
  EXPECT_THAT(said,
              AllOf(HasSubstr("msg-zerocopy-sg: send: ENOBUFS"),
                    HasSubstr("64 KiB need 72 KiB of locked memory, and this user may have 0 B"),
                    HasSubstr("io-uring-zc-sg: "), HasSubstr("ulimit -l")));
  EXPECT_THAT(said, testing::EndsWith("\n\nexit 0")); // sendfile has run
}

class Forbidden : public testing::TestWithParam<unsigned> {};

TEST_P(Forbidden, io_uring_keeps_its_methods_away_and_no_other) {
  const std::string said = said_where([] { return forbid_call(SYS_io_uring_setup, GetParam()); },
                                      {"io-uring", "io-uring-zc", "splice"});
  EXPECT_THAT(said, AllOf(HasSubstr("io-uring-sg: io_uring_setup: E"),
                          HasSubstr("io-uring-zc-sg: io_uring_setup: E"), HasSubstr("; ")));
  EXPECT_THAT(said, testing::EndsWith("\n\nexit 0"));
}

INSTANTIATE_TEST_SUITE_P(Refused, Forbidden, testing::Values(EPERM, ENOSYS));

TEST(Refused, every_method_is_exit_status_3) {
  const std::string said =
      said_where([] { return forbid_call(SYS_io_uring_setup, EPERM); }, {"io-uring"});
  EXPECT_THAT(said, testing::EndsWith("exit 3"));
}

TEST(Refused, by_the_switch_of_io_uring_is_told_with_its_name) {
  const Folder folder;
  EXPECT_THAT(io_uring_advice(EPERM, folder.path()), HasSubstr("seccomp=unconfined"));
  EXPECT_THAT(io_uring_advice(ENOSYS, folder.path()), HasSubstr("built without io_uring"));
  EXPECT_THAT(io_uring_advice(EMFILE, folder.path()), IsEmpty());
  std::filesystem::create_directories(folder.path() + "/proc/sys/kernel");
  std::ofstream(folder.path() + "/proc/sys/kernel/io_uring_disabled") << "2\n";
  EXPECT_THAT(io_uring_advice(EPERM, folder.path()),
              AllOf(HasSubstr("kernel.io_uring_disabled is 2"), HasSubstr("sysctl -w")));
}

TEST(Refused, by_a_filter_of_one_call_of_io_uring_is_told_with_that_call) {
  const std::string said =
      said_where([] { return forbid_call(SYS_io_uring_register, EPERM); }, {"io-uring"});
  if (said.find("io_uring_setup") != std::string::npos) GTEST_SKIP() << said;
  EXPECT_THAT(said, AllOf(HasSubstr("io_uring_register: EPERM"), HasSubstr("seccomp"),
                          testing::Not(HasSubstr("5.6"))));
}

TEST(Refused, memory_for_rings_is_no_matter_of_chunks) {
  const std::string said = in_child([]() -> std::string {
    const rlimit none{0, 0};
    return setrlimit(RLIMIT_MEMLOCK, &none) == 0 ? io_uring_advice(ENOMEM, "") : "";
  });
  EXPECT_THAT(
      said, AllOf(HasSubstr("rings"), HasSubstr("`ulimit -l`"), testing::Not(HasSubstr("chunk"))));
}

TEST(Refused, pipes_keep_only_their_methods_away) {
#if defined(COPYSCOPE_SANITIZED)
  GTEST_SKIP() << "the sanitizer needs a pipe to see whether memory can be read";
#endif
  const std::string said = said_where([] { return forbid_call(SYS_pipe2, EMFILE); },
                                      {"splice", "vmsplice-splice", "msg-zerocopy"});
  EXPECT_THAT(said, AllOf(HasSubstr("splice-sg: pipe: EMFILE"),
                          HasSubstr("vmsplice-splice-sg: pipe: EMFILE")));
  EXPECT_THAT(said, testing::EndsWith("\n\nexit 0"));
}

TEST(Few, descriptors_suffice_for_every_method) {
  const std::string said = said_where(
      [] {
        const rlimit few{64, 64};
        return setrlimit(RLIMIT_NOFILE, &few) == 0;
      },
      {"splice", "vmsplice-splice", "msg-zerocopy", "sendfile"});
  EXPECT_EQ(said, "\n\n\n\nexit 0");
}

/// A file that ends before the size that the method was told, and a TCP connection.
class Cut : public testing::TestWithParam<const char*> {
protected:
  static constexpr std::int64_t told_size = 64 * 1024;

  void SetUp() override {
    path_ = folder_.file("cut", told_size);
    file_ = FileDescriptor(open(path_.c_str(), O_RDONLY));
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof here;
    auto* const address = reinterpret_cast<sockaddr*>(&here);
    const FileDescriptor listener(socket(AF_INET, SOCK_STREAM, 0));
    ASSERT_EQ(bind(listener.get(), address, length), 0);
    ASSERT_EQ(listen(listener.get(), 1), 0);
    getsockname(listener.get(), address, &length);
    sender_ = FileDescriptor(socket(AF_INET, SOCK_STREAM, 0));
    ASSERT_EQ(connect(sender_.get(), address, length), 0);
    receiver_ = FileDescriptor(accept(listener.get(), nullptr, nullptr));
  }

  /// What the method throws of a file that was cut when it was mapped already.
  std::string error_of(const Method& method) {
    std::vector<CallRecord> records(100);
    const Mapping buffer = Mapping::present(4096);
    CallLog log(records);
    Calls calls(log);
    Transfer transfer{file_.get(), sender_.get(), told_size, 4096, buffer.bytes()};
    const Equipment equipment(method, transfer);
    const auto mapped =
        method.maps_file ? calls.mmap(file_.get(), 0, told_size) : std::span<const std::byte>();
    if (!mapped.empty()) calls.lend(mapped);
    std::filesystem::resize_file(path_, 5000);
    try {
      method.send(calls, transfer);
    } catch (const std::exception& error) {
      return error.what();
    }
    return "";
  }

  Folder folder_;
  std::string path_;
  FileDescriptor file_, sender_, receiver_;
};

TEST_P(Cut, file_ends_the_method_with_its_name_and_no_signal) {
  const Method& method = *find_method(GetParam());
  std::string said;
  try {
    said = error_of(method);
  } catch (const NotHere& reason) {
    GTEST_SKIP() << reason.what();
  }
  if (method.maps_file)
    EXPECT_THAT(said, AllOf(HasSubstr("shrank while it was mapped"), HasSubstr("SIGBUS")));
  else
    EXPECT_THAT(said, HasSubstr("it ends at 5000 B"));
}

INSTANTIATE_TEST_SUITE_P(Method, Cut,
                         testing::Values("read-write", "mmap-write", "sendfile", "splice",
                                         "vmsplice-splice", "msg-zerocopy", "io-uring",
                                         "io-uring-zc", "direct-io"));

TEST(CutOff, page_that_a_process_touches_itself_is_a_signal_with_its_lesson) {
  const Folder folder;
  const std::string path = folder.file("cut", 8192);
  ChildProcess child([&path] {
    std::signal(SIGBUS, SIG_DFL);
    const FileDescriptor file(open(path.c_str(), O_RDWR));
    const auto* const mapped =
        static_cast<volatile char*>(mmap(nullptr, 8192, PROT_READ, MAP_SHARED, file.get(), 0));
    if (ftruncate(file.get(), 100) == 0) (void)mapped[5000];
  });
  std::optional<std::string> how;
  while (!(how = child.ended()))
    sched_yield();
  EXPECT_THAT(*how, AllOf(HasSubstr("SIGBUS"), HasSubstr("that the file no longer has")));
}

/// Sends a user's file by every method while `spoil` does something to it, before each round.
Report send_every_way(const std::string& path, const std::function<void()>& spoil) {
  std::vector<scenario::Case> cases;
  for (const char* id : {"read-write", "mmap-write", "sendfile", "splice", "vmsplice-splice",
                         "msg-zerocopy", "io-uring", "io-uring-zc", "direct-io"})
    cases.push_back(case_of(id, 1, 65536));
  Options options = options_of(2);
  options.file = path;
  return run_all(scenario_of(cases), options, [&](double, std::string_view what) {
    if (what != "reading the file") spoil();
  });
}

TEST(UsersFile, that_is_replaced_is_sent_as_it_was_opened) {
  const Folder folder;
  const std::string path = folder.file("mine", 300'000), other = folder.file("other", 7);
  const Report report = send_every_way(path, [&] {
    if (std::filesystem::exists(other)) std::filesystem::rename(other, path);
  });
  for (const CaseReport& each : report.cases)
    if (each.reason.find("io_uring_setup") == std::string::npos) {
      EXPECT_EQ(trouble_of(each), "");
    }
  EXPECT_EQ(std::filesystem::file_size(path), 7u); // nothing of ours has touched the new one
}

TEST(UsersFile, that_shrinks_ends_every_method_and_nothing_is_left) {
  const Folder folder;
  const std::string path = folder.file("mine", 1'000'000);
  const Report report = send_every_way(path, [&] { std::filesystem::resize_file(path, 5000); });
  for (const CaseReport& each : report.cases)
    if (each.reason.find("io_uring_setup") == std::string::npos) {
      EXPECT_THAT(trouble_of(each), HasSubstr("mine was changed")) << each.id();
    }
  EXPECT_EQ(exit_status(report), 3);
  EXPECT_FALSE(has_children());
}

} // namespace
} // namespace copyscope::real
