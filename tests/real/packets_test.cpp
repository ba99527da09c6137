// Copies behind the sender's back: the inference equals what the kernel's tracepoints show, as the
// program reads them, and as text from tracefs, which knows nothing of the program.
#include "real/copies.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <sched.h>
#include <sstream>
#include <sys/mount.h>
#include <sys/stat.h>

namespace copyscope::real {
namespace {

constexpr std::int64_t sent_size = 3'000'000;
/// Ethernet, IP, TCP with timestamps; a packet's most.
constexpr std::int64_t headers = 14 + 20 + 32;

std::vector<scenario::Case> all_ways() {
  std::vector<scenario::Case> cases;
  for (const char* method : {"read-write", "mmap-write", "sendfile", "splice", "vmsplice-splice",
                             "msg-zerocopy", "io-uring", "io-uring-zc"})
    for (const bool gathers : {true, false})
      for (const std::int64_t chunk : {4 << 10, 64 << 10, 1 << 20}) {
        cases.push_back(case_of(method, sent_size, chunk, gathers));
        cases.back().id += "-" + std::to_string(chunk >> 10);
      }
  return cases;
}

bool gathers(const CaseReport& result) {
  return result.facts.word("nic_features.scatter-gather") == "on";
}

/// What a method copies by itself, and whether it asks for zero-copy.
struct Own {
  const char* method;
  std::int64_t copies;
  bool asks;
};
constexpr Own own_copies[] = {{"read-write", 2, false},      {"mmap-write", 1, false},
                              {"sendfile", 0, false},        {"splice", 0, false},
                              {"vmsplice-splice", 0, false}, {"msg-zerocopy", 0, true},
                              {"io-uring", 2, false},        {"io-uring-zc", 1, true}};
const Own& own_of(const CaseReport& result) {
  return *std::ranges::find(own_copies, result.result.method, &Own::method);
}

/// 3, 2 and 1 copies of each byte where the card does not gather, 2, 1 and 0 where it does. But a
/// zero-copy that is asked for becomes a copy where a local socket is to have the packet.
std::int64_t copies_of_each_byte(const CaseReport& result) {
  const Own& own = own_of(result);
  return own.copies + (gathers(result) && !own.asks ? 0 : 1);
}

TEST(Copies, of_each_byte_are_three_two_and_one_without_gathering_and_one_less_with) {
  const Report report = run_all(scenario_of(all_ways()), options_of(1, Path::automatic));
  if (said_of(report, "interface") == "lo") GTEST_SKIP() << "no veth here";
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    const std::int64_t again =
        gathers(each) ? 0 : told(each).facts.count("tcp.retransmitted_bytes").value_or(0);
    EXPECT_EQ(each.result.cpu_bytes, copies_of_each_byte(each) * sent_size + again) << each.id();
    EXPECT_EQ(each.facts.count("copied.card.bytes"), gathers(each) ? 0 : sent_size + again)
        << each.id();
    // Packet by packet: as many as TCP has sent.
    EXPECT_EQ(each.facts.count("copied.card.times"),
              gathers(each) ? 0 : told(each).facts.count("tcp.data_segments_out"));
    EXPECT_EQ(each.evidence.at("bytes_copied.cpu"), "inferred");
    EXPECT_EQ(each.facts.word("copied.watch"), "unavailable: one round has no warm-up to watch");
  }
}

TEST(Copies, that_are_watched_are_those_that_were_inferred) {
  const Report report = run_all(scenario_of(all_ways()), options_of(2, Path::automatic));
  if (said_of(report, "interface") == "lo") GTEST_SKIP() << "no veth here";
  if (report.cases[0].facts.word("copied.watch") != "measured")
    GTEST_SKIP() << "tracepoints: " << report.cases[0].facts.word("copied.watch");
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    if (each.facts.word("copied.watch") == "unavailable: EBUSY")
      GTEST_SKIP() << "another run sends at the same time";
    EXPECT_EQ(each.facts.word("copied.watch"), "measured");
    EXPECT_EQ(each.facts.word("copied.card.evidence"), "measured");
    const std::int64_t again =
        gathers(each) ? 0 : told(each).facts.count("tcp.retransmitted_bytes").value_or(0);
    EXPECT_EQ(each.facts.count("copied.card.bytes"), gathers(each) ? 0 : sent_size + again)
        << each.id();
    EXPECT_EQ(each.facts.word("copied.receive.evidence"), "measured");
    EXPECT_EQ(each.facts.count("copied.receive.bytes"), sent_size) << each.id();
    EXPECT_EQ(each.evidence.at("bytes_copied.cpu"),
              own_of(each).copies == 0 ? "measured" : "inferred");
  }
}

TEST(Copies, are_the_same_for_who_may_not_watch) {
  const auto bytes = [](bool may) {
    return in_child([=]() -> std::string {
      if (!may && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0))
        return "skip";
      std::string all;
      for (const CaseReport& each :
           run_all(scenario_of({case_of("read-write", sent_size, 65536, false)}),
                   options_of(2, Path::automatic))
               .cases)
        all += std::to_string(each.result.cpu_bytes.value_or(-1)) + " ";
      return all;
    });
  };
  const std::string other = bytes(false);
  if (other == "skip") GTEST_SKIP() << "is what the other tests show";
  EXPECT_EQ(bytes(true), other);
}

/// An instance of tracefs of our own, mounted where nobody else sees it; gone with its owner.
class TracefsInstance {
public:
  /// The calling process has a mount namespace of its own.
  TracefsInstance(const std::string& mount_point, const std::string& name)
      : folder_(mount_point + "/instances/copyscope-test-" + std::to_string(getpid()) + name) {
    made_ = mkdir(folder_.c_str(), 0700) == 0;
  }
  ~TracefsInstance() {
    if (made_) rmdir(folder_.c_str());
  }
  TracefsInstance(const TracefsInstance&) = delete;
  TracefsInstance& operator=(const TracefsInstance&) = delete;

  bool made() const { return made_; }
  void set(const std::string& name, const std::string& value) const {
    std::ofstream out(folder_ + "/" + name);
    if (!(out << value << std::flush)) throw std::runtime_error("cannot write " + name);
  }
  std::string events() const {
    std::ifstream in(folder_ + "/trace");
    return {std::istreambuf_iterator<char>(in), {}};
  }

private:
  std::string folder_;
  bool made_;
};

std::int64_t value_after(const std::string& line, const std::string& key) {
  const auto at = line.find(key);
  return at == std::string::npos ? -1 : std::stoll(line.substr(at + key.size()));
}

/// Bytes copied out of sockets of any kind.
std::int64_t received_in(const std::string& text) {
  std::int64_t received = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find("skb_copy_datagram_iovec:") != std::string::npos)
      received += value_after(line, " len=");
  return received;
}

/// "" where the text of the tracepoints says what was inferred of the case. `messages`: bytes that
/// every run receives beside the file, from netlink and over its own channels.
std::string difference_of(const CaseReport& result, const std::string& text,
                          std::int64_t messages) {
  std::int64_t packets = 0, all = 0, linear = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("net_dev_start_xmit:") == std::string::npos) continue;
    const std::int64_t length = value_after(line, " len=");
    if (length <= 2 * headers) continue; // a handshake, an acknowledgement
    packets += 1;
    all += length;
    if (value_after(line, " data_len=") == 0) linear += length;
  }
  const std::int64_t sent =
      sent_size + told(result).facts.count("tcp.retransmitted_bytes").value_or(0);
  if (std::abs(all - sent) > packets * headers)
    return "skip: others sent too: " + std::to_string(all) + " of " + std::to_string(sent);
  const std::int64_t inferred = result.facts.count("copied.card.bytes").value_or(-1);
  if (linear < inferred || linear > inferred + packets * headers)
    return result.id() + ": " + std::to_string(linear) + " B linear; ";
  const std::int64_t received = received_in(text) - messages;
  if (received != result.facts.count("copied.receive.bytes"))
    return result.id() + ": " + std::to_string(received) + " B received; ";
  return "";
}

TEST(Copies, are_those_that_tracefs_tells) {
  const Folder folder;
  const std::string said = in_child([&]() -> std::string {
    const std::string& at = folder.path();
    if (unshare(CLONE_NEWNS) != 0 || mount("", "/", "", MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tracefs", at.c_str(), "tracefs", 0, nullptr) != 0)
      return "skip: tracefs cannot be mounted";
    const TracefsInstance card(at, "-card"), receiver(at, "-receiver");
    if (!card.made() || !receiver.made()) return "skip: no instance of tracefs";
    card.set("events/net/net_dev_start_xmit/filter", "name == \"copyscope0\"");
    card.set("events/net/net_dev_start_xmit/enable", "1");
    receiver.set("options/event-fork", "1");
    receiver.set("set_event_pid", std::to_string(getpid())); // and all that it forks
    receiver.set("events/skb/skb_copy_datagram_iovec/enable", "1");
    std::string differences;
    run_all(scenario_of({case_of("sendfile", 1, 4096)}),
            rounds_alone(options_of(1, Path::automatic)));
    const std::int64_t messages = received_in(receiver.events()) - 1;
    for (const scenario::Case& each : all_ways()) {
      card.set("trace", "");
      receiver.set("trace", "");
      const Report report =
          run_all(scenario_of({each}), rounds_alone(options_of(1, Path::automatic)));
      if (said_of(report, "interface") == "lo") return "skip: no veth here";
      if (!trouble_of(report.cases[0]).empty()) return trouble_of(report.cases[0]);
      differences += difference_of(report.cases[0], card.events() + receiver.events(), messages);
      if (differences.starts_with("skip")) return differences;
    }
    return differences;
  });
  if (said.starts_with("skip")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "");
}

} // namespace
} // namespace copyscope::real
