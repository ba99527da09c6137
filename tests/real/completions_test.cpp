// What the kernel tells of sends with MSG_ZEROCOPY, by the notification and merged.
#include "real/calls.h"
#include "tests/real/support.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>

namespace copyscope::real {
namespace {

TEST(Completions, that_come_merged_tell_of_every_send_and_its_bytes) {
  Completions completions;
  for (const std::int64_t bytes : {4096, 4096, 4096, 100})
    completions.note_send(bytes);
  EXPECT_EQ(completions.outstanding(), 4);
  EXPECT_EQ(completions.take({0, 0, false}), 4096);
  EXPECT_EQ(completions.take({1, 3, true}), 2 * 4096 + 100);
  EXPECT_EQ(completions.outstanding(), 0);
  EXPECT_EQ(completions.copied, 3);
  EXPECT_EQ(completions.copied_bytes, 2 * 4096 + 100);
  EXPECT_EQ(completions.told_bytes, completions.asked_bytes);
}

TEST(Completions, are_counted_on_where_their_numbers_begin_anew) {
  const Notification around{0xfffffff0U, 5, false};
  EXPECT_EQ(around.sends(), 22);
}

/// A TCP socket that is connected to itself: what it is given it would receive.
FileDescriptor to_itself() {
  FileDescriptor made(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof here;
  auto* const address = reinterpret_cast<sockaddr*>(&here);
  const int on = 1;
  if (bind(made.get(), address, length) != 0 || getsockname(made.get(), address, &length) != 0 ||
      connect(made.get(), address, length) != 0 ||
      setsockopt(made.get(), SOL_SOCKET, SO_ZEROCOPY, &on, sizeof on) != 0)
    std::abort();
  return made;
}

TEST(Completions, are_all_taken_and_the_kernel_says_that_it_has_copied) {
  const FileDescriptor socket = to_itself();
  std::vector<CallRecord> records(100);
  CallLog log(records);
  Calls calls(log);
  const Mapping memory = Mapping::present(8192);
  for (int i = 0; i < 5; ++i)
    calls.send_zerocopy(socket.get(), memory.bytes());
  calls.reap_all(socket.get());
  EXPECT_EQ(calls.completions().asked, 5);
  EXPECT_EQ(calls.completions().told, 5);
  EXPECT_EQ(calls.completions().copied, 5);
  EXPECT_EQ(log.bytes()[static_cast<std::size_t>(Call::recvmsg)], 5 * 8192);
}

TEST(Completions, that_cannot_come_are_not_waited_for) {
  EXPECT_EQ(in_child([]() -> std::string {
              const FileDescriptor socket = to_itself();
              const Mapping memory = Mapping::present(8192);
              const rlimit none{0, 0};
              setrlimit(RLIMIT_MEMLOCK, &none);
              if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0) return "ENOBUFS after 1";
              std::vector<CallRecord> records(100);
              CallLog log(records);
              Calls calls(log);
              try {
                calls.send_zerocopy(socket.get(), memory.bytes());
              } catch (const SystemError& error) {
                return std::string(strerrorname_np(error.error)) + " after " +
                       std::to_string(log.made());
              }
              return "nothing was refused";
            }),
            "ENOBUFS after 1");
}

} // namespace
} // namespace copyscope::real
