// What keeps the sink from being had, and what makes a pass on it worth nothing: each is said.
#include "real/netlink.h"
#include "real/network.h"
#include "real/sink/card.h"
#include "real/sink/process.h"
#include "real/sink/sink.h"
#include "tests/real/support.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/if_ether.h>
#include <net/if.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace copyscope::real {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string reason_for(const SinkSetting& setting) {
  const std::atomic<bool> cancelled{false};
  return measure_on_sink({setting}, {.within = 1e9}, {}, cancelled).front().unavailable;
}

TEST(SinkRefused, a_chunk_that_no_datagram_holds) {
  EXPECT_THAT(reason_for({.method = "sendfile", .chunk = most_in_datagram + 1}),
              testing::AllOf(HasSubstr("EMSGSIZE"), HasSubstr("--set workload.chunk=60KiB")));
  EXPECT_EQ(reason_for({.method = "sendfile", .chunk = most_in_datagram}), "");
}

TEST(SinkRefused, methods_that_real_mode_does_not_have) {
  EXPECT_THAT(reason_for({.method = "pio-read-write"}), HasSubstr("DMA"));
  EXPECT_THAT(reason_for({.method = "nonsense"}), HasSubstr("does not have the method"));
}

TEST(SinkRefused, where_no_namespace_can_be_made) {
  EXPECT_THAT(in_child([]() -> std::string {
                if (!forbid_call(SYS_unshare, EPERM)) return "no seccomp";
                return reason_for({.method = "sendfile"});
              }),
              StartsWith("no sink here: unshare(CLONE_NEWUSER | CLONE_NEWNET): EPERM"));
}

/// As AppArmor has it on Ubuntu: the namespace is there, and its owner has no privilege in it.
TEST(SinkRefused, where_namespaces_come_without_privileges) {
  const std::string said = in_child([]() -> std::string {
    // An ordinary user, whose namespace is then as if it had none: netlink refuses all.
    if (geteuid() == 0 && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534)))
      return "skip";
    if (!forbid_call(SYS_sendmsg, EPERM)) return "no seccomp";
    return reason_for({.method = "sendfile"});
  });
  if (said == "skip") GTEST_SKIP() << "no other user";
  EXPECT_THAT(said, StartsWith("no sink here: "));
  EXPECT_THAT(said, testing::AnyOf(HasSubstr("namespaces"), HasSubstr("sysctl")));
}

/// In private namespaces of a child: how many of 10 sends the card takes.
std::string taken_of_ten(const std::function<void()>& before) {
  return in_child([&]() -> std::string {
    try {
      enter_private_network();
    } catch (const NoNamespace&) {
      return "skip";
    }
    const SinkCard card;
    before();
    const FileDescriptor socket = socket_to_sink();
    char chunk[1000] = {};
    for (int i = 0; i < 10; ++i)
      if (::send(socket.get(), chunk, sizeof chunk, 0) < 0) return "refused";
    return std::to_string(card.packets()) + (packets_are_watched() ? ", watched" : "");
  });
}

TEST(SinkRejects, passes_whose_packets_did_not_all_come) {
  const std::string all = taken_of_ten([] {});
  if (all == "skip") GTEST_SKIP() << "no namespaces";
  EXPECT_EQ(all, "10");
  // Without its neighbour entry sends succeed, and what comes to the card is the kernel's question
  // where that neighbour is, again and again.
  EXPECT_NE(taken_of_ten([] {
              const auto entry = netlink::owned<netlink::Neighbour>(rtnl_neigh_alloc());
              const netlink::Parsed address = netlink::parse(sink_peer, AF_INET);
              rtnl_neigh_set_ifindex(entry.get(), static_cast<int>(if_nametoindex(sink_interface)));
              rtnl_neigh_set_dst(entry.get(), address.get());
              netlink::require("away", rtnl_neigh_delete(netlink::connect().get(), entry.get(), 0));
            }),
            "10");
  EXPECT_EQ(other_packets(10, 10, 10), "");
  EXPECT_EQ(other_packets(0, 10, 10), "the sink's card took 0 packets of 10 sends, which make 10");
}

TEST(SinkRejects, passes_that_a_packet_socket_saw) {
  int watching = -1;
  const std::string seen = taken_of_ten(
      [&] { watching = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL)); });
  if (seen == "skip") GTEST_SKIP() << "no namespaces";
  EXPECT_EQ(seen, "10, watched");
}

/// Opens a packet socket in the network namespace of a process, for as long as it lives.
class Watcher {
public:
  Watcher(pid_t of, bool in_its_user_namespace) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    child_ = ChildProcess([&] {
      const auto enter = [&](const char* kind, int flag) {
        const std::string path = "/proc/" + std::to_string(of) + "/ns/" + kind;
        const FileDescriptor space(open(path.c_str(), O_RDONLY | O_CLOEXEC));
        return setns(space.get(), flag) == 0;
      };
      const bool in = (!in_its_user_namespace || enter("user", CLONE_NEWUSER)) &&
                      enter("net", CLONE_NEWNET) &&
                      socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) >= 0;
      const char word = in ? 'y' : 'n';
      if (write(ends[1], &word, 1) == 1) pause();
    });
    char word = 'n';
    if (read(ends[0], &word, 1) != 1) word = 'n';
    watches_ = word == 'y';
    close(ends[0]);
    close(ends[1]);
  }
  bool watches() const { return watches_; }

private:
  ChildProcess child_;
  bool watches_ = false;
};

TEST(SinkRejects, a_pass_of_the_process_while_somebody_watches) {
  const Folder folder;
  const std::atomic<bool> cancelled{false};
  SinkPlan plan;
  plan.settings = {{.method = "sendfile"}};
  plan.methods = {find_method("sendfile")};
  plan.files.push_back(make_file(
      folder.path(), sink_file_bytes, [](double) {}, cancelled));
  auto [ours, its] = make_channel();
  ChildProcess process([&, &its = its] { run_sink_process(its, plan); });
  const auto ready = ours.receive<SinkReady>();
  if (!ready.problem.empty()) GTEST_SKIP() << ready.problem.str();
  const auto pass = [&, &ours = ours] {
    ours.send(SinkOrder{0, 0, false});
    return ours.receive<SinkPass>();
  };
  EXPECT_EQ(pass().rejected.str(), "");
  {
    const Watcher watcher(process.pid(), ready.own_user_namespace);
    ASSERT_TRUE(watcher.watches());
    EXPECT_EQ(pass().rejected.str(), packets_watched);
  }
  EXPECT_EQ(pass().rejected.str(), "");
}

} // namespace
} // namespace copyscope::real
