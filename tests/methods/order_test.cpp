// The order of rows within a round, as MODEL.md's table has it: one line a row.
#include "sim/simulate/simulation.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace copyscope {
namespace {

// `call kind name source>target lane`, without what does not apply.
std::string line(const trace::Trace& trace, const trace::Span& span) {
  std::string text = fmt::format("{} {}", span.call, name_of(span.kind));
  if (span.name != 0) text += ' ' + trace.name(span);
  if (span.source != trace::Buffer::none)
    text += fmt::format(" {}>{}", name_of(span.source), name_of(span.target));
  return text + ' ' + trace.lane(span).name;
}

std::string rows(const std::string& method, bool gathers) {
  scenario::Scenario scenario = RandomCases(3).next();
  scenario::Case& which = scenario.cases[0];
  which.method = method;
  which.workload = {.file_size = Bytes(5000), .chunk = Bytes(8192), .page_cache = {}};
  which.machine.nic.scatter_gather = gathers;
  const trace::Trace trace = simulate::trace_of(scenario, which, methods::all_methods());
  std::string all;
  for (trace::SpanId id = 0; id < trace.size(); ++id)
    all += line(trace, trace[id]) + '\n';
  return all;
}

const std::string disk = "1 disk_access disk> disk\n"
                         "1 dma_copy disk>page_cache dma.disk\n"
                         "1 interrupt disk cpu0\n";
const std::string mapped = "1 syscall mmap process0\n1 mode_switch to_kernel cpu0\n" + disk +
                           "1 map page_cache>user_buffer cpu0\n1 mode_switch to_user cpu0\n";

std::string enter(int call, const char* name) {
  return fmt::format("{0} syscall {1} process0\n{0} mode_switch to_kernel cpu0\n", call, name);
}
std::string leave(int call) {
  return fmt::format("{} mode_switch to_user cpu0\n", call);
}
std::string to_nic(int call, const char* source) {
  return fmt::format("{0} dma_copy {1}>nic dma.nic\n{0} interrupt nic cpu0\n", call, source);
}

TEST(OrderOfRows, read_write) {
  EXPECT_EQ(rows("read-write", false),
            enter(1, "read") + disk + "1 cpu_copy page_cache>user_buffer cpu0\n" + leave(1) +
                enter(2, "write") + "2 cpu_copy user_buffer>socket_buffer cpu0\n" + leave(2) +
                to_nic(2, "socket_buffer"));
}

TEST(OrderOfRows, pio_read_write) {
  EXPECT_EQ(rows("pio-read-write", false),
            enter(1, "read") +
                "1 disk_access disk> disk\n1 interrupt disk cpu0\n"
                "1 pio_copy disk>page_cache cpu0\n1 cpu_copy page_cache>user_buffer cpu0\n" +
                leave(1) + enter(2, "write") +
                "2 cpu_copy user_buffer>socket_buffer cpu0\n2 pio_copy socket_buffer>nic cpu0\n"
                "2 interrupt nic cpu0\n" +
                leave(2));
}

TEST(OrderOfRows, mmap_write) {
  EXPECT_EQ(rows("mmap-write", true), mapped + enter(2, "write") +
                                          "2 cpu_copy page_cache>socket_buffer cpu0\n" + leave(2) +
                                          to_nic(2, "socket_buffer"));
}

TEST(OrderOfRows, sendfile_with_and_without_scatter_gather) {
  EXPECT_EQ(rows("sendfile", false), enter(1, "sendfile") + disk +
                                         "1 cpu_copy page_cache>socket_buffer cpu0\n" + leave(1) +
                                         to_nic(1, "socket_buffer"));
  EXPECT_EQ(rows("sendfile", true), enter(1, "sendfile") + disk +
                                        "1 descriptor page_cache>socket_buffer cpu0\n" + leave(1) +
                                        to_nic(1, "page_cache"));
}

TEST(OrderOfRows, splice) {
  EXPECT_EQ(rows("splice", true),
            enter(1, "splice") + disk + "1 page_reference page_cache>pipe cpu0\n" + leave(1) +
                enter(2, "splice") + "2 descriptor page_cache>socket_buffer cpu0\n" + leave(2) +
                to_nic(2, "page_cache"));
}

TEST(OrderOfRows, vmsplice_splice) {
  EXPECT_EQ(rows("vmsplice-splice", false),
            mapped + enter(2, "vmsplice") + "2 page_reference user_buffer>pipe cpu0\n" + leave(2) +
                enter(3, "splice") + "3 cpu_copy page_cache>socket_buffer cpu0\n" + leave(3) +
                to_nic(3, "socket_buffer"));
}

TEST(OrderOfRows, msg_zerocopy) {
  EXPECT_EQ(rows("msg-zerocopy", true),
            mapped + enter(2, "send") +
                "2 pin user_buffer> cpu0\n2 descriptor page_cache>socket_buffer cpu0\n" + leave(2) +
                to_nic(2, "page_cache") + enter(3, "recvmsg") + "3 completion process0\n" +
                leave(3));
}

TEST(OrderOfRows, io_uring) {
  EXPECT_EQ(rows("io-uring", true),
            enter(1, "io_uring_enter") + disk +
                "1 cpu_copy page_cache>user_buffer cpu0\n1 completion read process0\n"
                "1 cpu_copy user_buffer>socket_buffer cpu0\n1 completion send process0\n" +
                to_nic(1, "socket_buffer") + leave(1));
}

TEST(OrderOfRows, io_uring_zc) {
  EXPECT_EQ(rows("io-uring-zc", true),
            enter(1, "io_uring_enter") + disk +
                "1 cpu_copy page_cache>user_buffer cpu0\n1 completion read process0\n"
                "1 descriptor user_buffer>socket_buffer cpu0\n1 completion send process0\n" +
                to_nic(1, "user_buffer") + "1 completion notification process0\n" + leave(1));
}

TEST(OrderOfRows, direct_io) {
  EXPECT_EQ(rows("direct-io", true),
            enter(1, "read") +
                "1 disk_access disk> disk\n1 dma_copy disk>user_buffer dma.disk\n"
                "1 interrupt disk cpu0\n" +
                leave(1) + enter(2, "write") + "2 cpu_copy user_buffer>socket_buffer cpu0\n" +
                leave(2) + to_nic(2, "socket_buffer"));
}

TEST(OrderOfRows, every_row_of_a_listed_method_belongs_to_a_line) {
  RandomCases cases(8);
  for (int i = 0; i < 200; ++i) {
    const scenario::Scenario scenario = cases.next();
    const trace::Trace trace =
        simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
    for (trace::SpanId id = 0; id < trace.size(); ++id)
      EXPECT_FALSE(trace.label(trace[id]).empty());
  }
}

} // namespace
} // namespace copyscope
