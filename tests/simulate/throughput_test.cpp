// MODEL.md's invariant 5: long transfers are as fast as the slowest stage, latency and window
// included, within 1 %.
#include "tests/simulate/ideal_machine.h"

#include <gtest/gtest.h>

namespace copyscope {
namespace {

constexpr Bytes kibibytes(std::int64_t count) {
  return Bytes(1024 * count);
}

struct Transfer {
  const char* method;
  Bytes chunk;
  bool warm = true;
  std::int64_t clients = 1;
};

// Of all clients, in GB/s.
double throughput(const scenario::Machine& machine, const Transfer& what) {
  scenario::Workload workload;
  workload.file_size = kibibytes(64 * 1024);
  workload.chunk = what.chunk;
  workload.clients = what.clients;
  if (what.warm) workload.page_cache.fraction = {1, 0};
  const scenario::Scenario scenario = one_case(machine, what.method, workload);
  const Time took =
      simulate::outcome_of(scenario, scenario.cases[0], methods::all_methods()).duration;
  return static_cast<double>(workload.file_size.count() * what.clients) /
         static_cast<double>(took.ps()) * 1000;
}

void expect_throughput(const char* what, double measured, double theory) {
  EXPECT_NEAR(measured / theory, 1, 0.01)
      << what << ": " << measured << " GB/s, in theory " << theory;
}

constexpr double chunk_128 = 131.072; // us at 1 GB/s
constexpr double chunk_64 = 65.536;

TEST(Throughput, a_disk_that_is_asked_for_one_piece_at_a_time_is_slowed_by_its_access_time) {
  // 128 KiB at 2 GB/s after 100 us.
  expect_throughput("disk, nothing ahead",
                    throughput(ideal_machine(), {"read-write", kibibytes(128), false}),
                    chunk_128 / (100 + chunk_128 / 2));
}

TEST(Throughput, reading_ahead_keeps_two_windows_under_way) {
  scenario::Machine machine = ideal_machine();
  machine.mechanism.readahead = true;
  machine.page_cache.readahead_max = kibibytes(128);
  for (const char* method : {"read-write", "sendfile", "splice"})
    expect_throughput("disk, 2 x 128 KiB ahead",
                      throughput(machine, {method, kibibytes(128), false}),
                      2 * chunk_128 / (100 + chunk_128 / 2));
}

TEST(Throughput, with_windows_that_are_large_enough_the_disk_never_pauses) {
  scenario::Machine machine = ideal_machine();
  machine.mechanism.readahead = true;
  machine.page_cache.readahead_max = kibibytes(1024);
  for (const char* method : {"read-write", "sendfile", "splice"})
    expect_throughput("disk, 2 x 1 MiB ahead", throughput(machine, {method, kibibytes(128), false}),
                      2);
}

TEST(Throughput, a_disk_with_one_request_at_a_time_pays_each_access) {
  scenario::Machine machine = ideal_machine();
  machine.mechanism.readahead = true;
  machine.page_cache.readahead_max = kibibytes(1024);
  machine.disk.queue_depth = 1;
  expect_throughput("disk, one request at a time",
                    throughput(machine, {"read-write", kibibytes(128), false}),
                    8 * chunk_128 / (100 + 8 * chunk_128 / 2));
}

TEST(Throughput, the_memory_bus_carries_each_byte_five_times_for_read_and_write) {
  scenario::Machine machine = ideal_machine();
  machine.mechanism.bus = true;
  machine.memory.bandwidth = gigabytes(10);
  expect_throughput("bus, two copies and DMA", throughput(machine, {"read-write", kibibytes(64)}),
                    10.0 / 5);
  expect_throughput("bus, one copy and DMA", throughput(machine, {"sendfile", kibibytes(64)}),
                    10.0 / 3);
  machine.nic.scatter_gather = true;
  expect_throughput("bus, DMA alone", throughput(machine, {"sendfile", kibibytes(64)}), 10);
}

TEST(Throughput, the_bus_carries_what_comes_from_disk_once_more) {
  scenario::Machine machine = ideal_machine();
  machine.mechanism.bus = machine.mechanism.readahead = true;
  machine.page_cache.readahead_max = kibibytes(1024);
  machine.memory.bandwidth = gigabytes(6);
  machine.disk.access_time = Time();
  expect_throughput("bus, from disk", throughput(machine, {"read-write", kibibytes(64), false}),
                    6.0 / 6);
}

scenario::Machine with_costs() {
  scenario::Machine machine = ideal_machine();
  machine.cpu.copy_bandwidth = gigabytes(10);
  machine.cpu.mode_switch = nanosec(100);
  machine.cpu.per_call = nanosec(300);
  machine.cpu.per_packet = nanosec(900);
  machine.cpu.per_page = nanosec(20);
  machine.page_cache.lookup = nanosec(50);
  machine.cpu.interrupt = nanosec(2'000);
  machine.cpu.softirq = nanosec(1'000);
  return machine;
}

// The costs of a chunk of 64 KiB by read and write: two calls, two copies of 16 pages, a look-up of
// 16, a packet, and what the card makes the core do.
constexpr double cpu_of_a_chunk =
    4 * 0.1 + 2 * 0.3 + 2 * (chunk_64 / 10 + 16 * 0.02) + 16 * 0.05 + 0.9 + 3;

TEST(Throughput, a_core_is_as_fast_as_all_that_it_does_for_a_chunk_with_interrupts_and_softirqs) {
  expect_throughput("CPU", throughput(with_costs(), {"read-write", kibibytes(64)}),
                    chunk_64 / cpu_of_a_chunk);
}

TEST(Throughput, two_cores_do_twice_as_much_for_two_clients_and_one_no_more_for_four) {
  scenario::Machine machine = with_costs();
  machine.cpu.cores = 2;
  expect_throughput("two CPUs", throughput(machine, {"read-write", kibibytes(64), true, 2}),
                    2 * chunk_64 / cpu_of_a_chunk);
  machine.cpu.cores = 1;
  expect_throughput("one CPU, four clients",
                    throughput(machine, {"read-write", kibibytes(64), true, 4}),
                    chunk_64 / cpu_of_a_chunk);
}

TEST(Throughput, cold_copies_go_at_their_own_rate_and_hot_ones_at_theirs) {
  scenario::Machine machine = ideal_machine();
  machine.mechanism.cold_copies = true;
  machine.cpu.copy_bandwidth = gigabytes(20);
  machine.cpu.cold_copy_bandwidth = gigabytes(5);
  machine.cpu.hot_set = kibibytes(1024);
  // Out of the page cache cold, out of the user buffer hot.
  expect_throughput("CPU, cold and hot", throughput(machine, {"read-write", kibibytes(64)}),
                    1 / (1.0 / 5 + 1.0 / 20));
  machine.mechanism.cache_limit = true; // the call reads in parts
  expect_throughput("CPU, read in parts", throughput(machine, {"read-write", kibibytes(256)}),
                    1 / (1.0 / 5 + 1.0 / 20));
}

TEST(Throughput, the_card_is_as_fast_as_its_dma) {
  scenario::Machine machine = ideal_machine();
  machine.nic.scatter_gather = true;
  machine.dma.bandwidth = gigabytes(1.25);
  machine.mechanism.send_buffer = true;
  machine.socket.send_buffer = kibibytes(256);
  for (const char* method : {"sendfile", "read-write", "splice", "io-uring"})
    expect_throughput("card", throughput(machine, {method, kibibytes(64)}), 1.25);
}

TEST(Throughput, a_socket_of_one_packet_is_a_window_of_one_packet) {
  scenario::Machine machine = ideal_machine();
  machine.nic.scatter_gather = true;
  machine.dma.bandwidth = gigabytes(8);
  machine.mechanism.send_buffer = true;
  machine.socket.send_buffer = kibibytes(64);
  machine.cpu.interrupt = nanosec(2'000);
  machine.cpu.softirq = nanosec(1'000);
  machine.cpu.context_switch = nanosec(1'500);
  machine.cpu.mode_switch = nanosec(100);
  machine.cpu.descriptor = nanosec(20);
  // DMA, then the interrupt and softirq, then the way back from idle and the next descriptor; the
  // return, the next call and the way to sleep lie beside the DMA.
  expect_throughput("socket of one packet", throughput(machine, {"sendfile", kibibytes(64)}),
                    chunk_64 / (chunk_64 / 8 + 2 + 1 + 1.5 + 0.02));
}

} // namespace
} // namespace copyscope
