// Which sends pay which cost of the level `linux`: what is dearer when one of them is.
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "sim/scenario/presets.h"

#include <gtest/gtest.h>

namespace copyscope::predict {
namespace {

using real::SinkSetting;
using scenario::Machine;

constexpr std::int64_t chunk = 60 << 10, pages = 15;

Machine plain() {
  return scenario::load_preset(program::find_preset("sink").value(), "sink.toml");
}

/// By how much a send is dearer on the other machine.
Time dearer(const Machine& other, const char* method, bool gathers) {
  const SinkSetting setting{method, chunk, gathers};
  return send_cost(other, setting).sends - send_cost(plain(), setting).sends;
}

TEST(WhoPays, for_copies_from_the_page_cache_into_the_socket) {
  Machine slow = plain();
  slow.socket.copy_bandwidth = Bandwidth::from_bytes(7'200'000'000); // half
  for (const char* method : {"sendfile", "splice", "vmsplice-splice"}) {
    EXPECT_NEAR(static_cast<double>(dearer(slow, method, false).ps()), pages * 284'444, 1'000)
        << method;
    EXPECT_EQ(dearer(slow, method, true), Time()) << method;
  }
  for (const char* method : {"read-write", "mmap-write", "msg-zerocopy", "io-uring"})
    EXPECT_EQ(dearer(slow, method, false), Time()) << method;
}

TEST(WhoPays, for_a_cache_that_does_not_hold_the_chunk) {
  Machine small = plain();
  small.cpu.cold_copy_bandwidth = Bandwidth::from_bytes(7'200'000'000);
  const Time cold_read = dearer(small, "io-uring-zc", true); // one copy, from the page cache
  EXPECT_GT(cold_read, Time());
  EXPECT_EQ(dearer(small, "read-write", true), cold_read); // and another, hot
  small.cpu.hot_set = Bytes(24 << 10);
  EXPECT_GE(dearer(small, "read-write", true).ps(), 2 * cold_read.ps());
  EXPECT_EQ(dearer(small, "io-uring-zc", false), cold_read); // out of a registered buffer
}

TEST(WhoPays, for_pages_that_vmsplice_puts_into_a_pipe) {
  Machine slow = plain();
  slow.pipe.page += Time::from_ps(100'000);
  EXPECT_EQ(dearer(slow, "vmsplice-splice", true), Time::from_ps(pages * 100'000));
  for (const char* method : {"splice", "sendfile", "msg-zerocopy"})
    EXPECT_EQ(dearer(slow, method, true), Time()) << method;
}

TEST(WhoPays, for_pages_of_its_own_that_lie_apart) {
  Machine machine = plain();
  machine.page_cache.run_pages = 1 << 20; // all of a file
  SinkSetting setting{"msg-zerocopy", chunk};
  const Time in_one_run = send_cost(machine, setting).sends;
  setting.private_buffer = true;
  EXPECT_EQ(send_cost(machine, setting).sends - in_one_run, machine.cpu.descriptor * (pages - 1));
  setting.scatter_gather = false; // then they are copied
  const Time copied = send_cost(machine, setting).sends;
  setting.private_buffer = false;
  EXPECT_EQ(send_cost(machine, setting).sends, copied);
}

TEST(WhoPays, for_a_notification) {
  Machine slow = plain();
  slow.zerocopy.notification += Time::from_ps(100'000);
  for (const bool gathers : {true, false})
    EXPECT_EQ(dearer(slow, "msg-zerocopy", gathers), Time::from_ps(100'000)) << gathers;
  for (const char* method : {"sendfile", "io-uring-zc", "mmap-write"})
    EXPECT_EQ(dearer(slow, method, true), Time()) << method;
}

TEST(WhoPays, for_requests_of_a_ring) {
  Machine slow = plain();
  slow.uring.request += Time::from_ps(100'000);
  EXPECT_EQ(dearer(slow, "io-uring", true), Time::from_ps(2 * 100'000));
  EXPECT_EQ(dearer(slow, "io-uring-zc", true), Time::from_ps(250'000)); // and a notification
  EXPECT_EQ(dearer(slow, "io-uring-zc", false), Time::from_ps(200'000));
  EXPECT_EQ(dearer(slow, "read-write", true), Time());
}

TEST(WhoPays, for_memory_in_one_piece_by_its_size) {
  Machine slow = plain();
  slow.socket.allocation += Time::from_ps(100'000);
  const auto times = [&](std::int64_t bytes, bool gathers) {
    const SinkSetting setting{"mmap-write", bytes, gathers};
    return (send_cost(slow, setting).sends - send_cost(plain(), setting).sends).ps() / 100'000;
  };
  EXPECT_EQ(times(4 << 10, false), 0);
  EXPECT_EQ(times(12 << 10, false), 1);
  EXPECT_EQ(times(16'004, false), 1);
  EXPECT_EQ(times(24 << 10, false), 1);
  EXPECT_EQ(times(32'388, false), 1); // 32 KiB without headers and the kernel's own data
  EXPECT_EQ(times(32'389, false), 2);
  EXPECT_EQ(times(60 << 10, false), 2);
  EXPECT_EQ(times(24 << 10, true), 0); // in a fragment that is at hand
  EXPECT_EQ(times(60 << 10, true), 1);
}

} // namespace
} // namespace copyscope::predict
