// What joins sender and receiver: addresses, strangers at the door, a receiver on another host.
#include "real/connection.h"
#include "real/doctor/doctor.h"
#include "real/far.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace copyscope::real {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(SocketAddress, is_a_host_in_numbers_and_a_port) {
  for (const char* text : {"127.0.0.1:7000", "[::1]:7000", "192.0.2.7:1", "[2001:db8::7]:65535"}) {
    const SocketAddress address = address_in(text);
    EXPECT_NE(std::string(text).find(host_of(address)), std::string::npos) << text;
  }
}

TEST(SocketAddress, that_is_none_is_bad_input_which_shows_one) {
  for (const char* text :
       {"", ":", "7000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
        "127.0.0.1:70 ", "localhost:7000", "::1:7000", "[::1]", "[127.0.0.1]:7000", "1.2.3:7000"}) {
    try {
      address_in(text);
      ADD_FAILURE() << text;
    } catch (const BadInput& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr(text), HasSubstr("192.0.2.1:7000")));
    }
  }
}

TEST(LocalSocket, serves_the_process_that_is_meant_and_nobody_else) {
  const FileDescriptor listener = listen_locally(getpid());
  const pid_t owner = getpid();
  const ChildProcess stranger([owner] { // it comes first, and is turned away
    const FileDescriptor socket = connect_locally(owner);
    char byte = 0;
    _exit(recv(socket.get(), &byte, 1, 0) == 0 ? 0 : 1);
  });
  // As many as the listener keeps waiting: our own connection is made before it is accepted.
  FileDescriptor ours;
  while (!ours) {
    try {
      ours = connect_locally(owner);
    } catch (const SystemError&) {
      sched_yield();
    }
  }
  const FileDescriptor accepted = accept_process(listener.get(), getpid());
  ASSERT_EQ(send(ours.get(), "x", 1, 0), 1);
  char byte = 0;
  EXPECT_EQ(recv(accepted.get(), &byte, 1, 0), 1);
  EXPECT_EQ(byte, 'x');
}

TEST(LocalSocket, passes_over_connections_that_were_given_up) {
  const FileDescriptor listener = listen_locally(getpid());
  for (int i = 0; i < 5; ++i)
    connect_locally(getpid()); // and closed again
  const FileDescriptor ours = connect_locally(getpid());
  const FileDescriptor accepted = accept_process(listener.get(), getpid());
  ASSERT_EQ(send(ours.get(), "x", 1, 0), 1);
  char byte = 0;
  EXPECT_EQ(recv(accepted.get(), &byte, 1, 0), 1);
}

TEST(LocalSocket, carries_every_method_s_bytes) {
  const Report report = run_all(
      scenario_of({case_of("read-write", 300'000, 4096), case_of("mmap-write", 300'000, 4096),
                   case_of("sendfile", 300'000, 4096)}),
      options_of(2, Path::unix_stream));
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    for (const Round& round : each.rounds)
      EXPECT_EQ(round.facts.word("checksum"), "equal") << each.id();
    EXPECT_EQ(each.facts.count("copied.card.bytes"), 0) << each.id();
  }
  EXPECT_EQ(said_of(report, "path"), "unix");
  EXPECT_EQ(report.cases[2].result.cpu_bytes, 0);
}

/// A receiver in a child of ours, on a port that the kernel has chosen.
class FarAway : public testing::Test {
protected:
  void SetUp() override {
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const FileDescriptor finder(socket(AF_INET, SOCK_STREAM, 0));
    ASSERT_EQ(bind(finder.get(), reinterpret_cast<sockaddr*>(&any), sizeof any), 0);
    address_ = "127.0.0.1:" + std::to_string(port_of(finder.get()));
  }

  /// Returns once it listens.
  ChildProcess receiver(Bytes most_buffered = Bytes(std::int64_t{1} << 20)) const {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    ChildProcess child([&, this] {
      static const std::atomic<bool> never{false};
      const ReceiveNotices notices{[&] { (void)!write(ends[1], "!", 1); }, {}};
      receive(address_in(address_), notices, never, Bytes(std::int64_t{1} << 40), most_buffered);
    });
    close(ends[1]);
    char byte = 0;
    EXPECT_EQ(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    return child;
  }

  Options to_it(int rounds) const {
    Options options = options_of(rounds, Path::remote);
    options.address = address_;
    return options;
  }

  std::string address_;
};

TEST_F(FarAway, receives_every_byte_and_ends_with_the_run) {
  ChildProcess other = receiver();
  const Report report = run_all(
      scenario_of({case_of("read-write", 5'000'000, 65536), case_of("sendfile", 5'000'000, 65536)}),
      to_it(2)); // five times what it keeps at once
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    for (const Round& round : each.rounds) {
      EXPECT_EQ(round.facts.word("checksum"), "equal");
      EXPECT_EQ(round.facts.count("received_bytes"), 5'000'000);
    }
    EXPECT_TRUE(each.facts.count("receiver.cpu_ps"));
    EXPECT_EQ(each.evidence.at("copies.dma"), "unavailable: the card does not tell");
  }
  std::optional<std::string> how;
  while (!(how = other.ended()))
    sched_yield();
  EXPECT_EQ(*how, "with status 0");
}

// The address may be this machine's, as here: the kernel says that it copied, and the copies say so
// too.
TEST_F(FarAway, counts_the_copies_that_the_kernel_tells_of) {
  const ChildProcess other = receiver();
  const Report report = run_all(scenario_of({case_of("msg-zerocopy", 300'000, 10'000)}), to_it(1));
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  EXPECT_EQ(report.cases[0].facts.count("copied.local.bytes"), 300'000);
  EXPECT_EQ(report.cases[0].facts.count("copied.local.times"), 30);
}

TEST_F(FarAway, discards_what_it_is_told_to_discard) {
  const ChildProcess other = receiver();
  Options options = to_it(1);
  options.drain = Drain::trunc;
  const Report report = run_all(scenario_of({case_of("sendfile", 200'000, 65536)}), options);
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  EXPECT_EQ(told(report.cases[0]).facts.word("checksum"), "not_taken");
  EXPECT_EQ(told(report.cases[0]).facts.count("received_bytes"), 200'000);
}

TEST_F(FarAway, that_is_not_there_makes_every_case_unavailable) {
  const Report report = run_all(scenario_of({case_of("sendfile", 4096, 4096)}), to_it(1));
  EXPECT_THAT(trouble_of(report.cases[0]), HasSubstr("ECONNREFUSED"));
  EXPECT_EQ(exit_status(report), 3);
}

/// Namespaces may be had, and no privilege in them: AppArmor's default on Ubuntu. The kernel then
/// refuses what is asked of it by netlink.
TEST(Namespaces, without_privileges_leave_loopback_and_the_reason) {
  EXPECT_EQ(in_child([]() -> std::string {
              if (!forbid_call(SYS_sendmsg, EPERM)) return "no seccomp";
              const Report report = run_all(scenario_of({case_of("sendfile", 4096, 4096)}),
                                            options_of(1, Path::automatic));
              if (!trouble_of(report.cases[0]).empty()) return trouble_of(report.cases[0]);
              const std::string why = said_of(report, "path_reason");
              return why.starts_with("a veth pair cannot be made here: ") ? said_of(report, "path")
                                                                          : why;
            }),
            "loopback");
}

TEST(Doctor, finds_every_probe_allowed_or_refused_by_something) {
  for (const Check& each : examine_probes()) {
    EXPECT_EQ(each.kind, Check::Kind::probe);
    EXPECT_EQ(each.allowed, each.refused.empty()) << each.name;
  }
}

/// Whether the probe of that name is allowed, and with what remedy, where a call is forbidden.
std::string probe_where_forbidden(const std::string& name, unsigned call, unsigned error) {
  return in_child([&]() -> std::string {
    if (!forbid_call(call, error)) return "no seccomp";
    for (const Check& each : examine_probes())
      if (each.name == name) return each.allowed ? "allowed" : each.refused + " | " + each.remedy;
    return "no such probe";
  });
}

TEST(Doctor, says_what_to_do_where_something_is_refused) {
  EXPECT_THAT(probe_where_forbidden("io_uring", SYS_io_uring_setup, EPERM),
              AllOf(HasSubstr("EPERM"), HasSubstr("sysctl -w kernel.io_uring_disabled=0")));
  EXPECT_THAT(probe_where_forbidden("io_uring_send_zc", SYS_io_uring_setup, ENOSYS),
              AllOf(HasSubstr("ENOSYS"), HasSubstr("Linux 5.1")));
  EXPECT_THAT(probe_where_forbidden("user_namespaces", SYS_unshare, EPERM),
              AllOf(HasSubstr("EPERM"), HasSubstr("seccomp=unconfined")));
  EXPECT_THAT(probe_where_forbidden("namespace_privileges", SYS_ioctl, EPERM),
              AllOf(HasSubstr("bringing an interface up"), HasSubstr("namespaces are refused")));
  EXPECT_THAT(probe_where_forbidden("perf_software", SYS_perf_event_open, EACCES),
              HasSubstr("kernel.perf_event_paranoid"));
}

} // namespace
} // namespace copyscope::real
