// The CPU's durations are MODEL.md's, to the picosecond, and each row says what it moved.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

using trace::Kind;

TEST(Cpu, copies_at_its_bandwidth) {
  Workbench bench;
  bench.run(bench.machine.cpu.copy(Buffer::page_cache, Buffer::user_buffer, bench.whole()));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::cpu_copy);
  EXPECT_EQ(lane_of(rows, 0), "cpu0");
  EXPECT_EQ(rows[0].source, Buffer::page_cache);
  EXPECT_EQ(rows[0].target, Buffer::user_buffer);
  EXPECT_EQ(rows[0].range(), (trace::Range{Bytes(0), kib(64)}));
  EXPECT_EQ(length_of(rows[0]), Time::from_ps(6'553'600)); // 65,536 B at 10 GB/s
}

TEST(Cpu, rounds_a_copy_up_to_a_whole_picosecond) {
  scenario::Machine machine = textbook();
  machine.cpu.copy_bandwidth = Bandwidth::from_bytes(3'000'000'000'000);
  scenario::Workload workload = one_chunk();
  workload.file_size = Bytes(1);
  Workbench bench(machine, workload);
  bench.run(bench.machine.cpu.copy(Buffer::page_cache, Buffer::user_buffer, bench.whole()));
  EXPECT_EQ(bench.engine.now(), Time::from_ps(1)); // a third of one
}

TEST(Cpu, moves_words_through_a_port_and_a_part_of_one_costs_a_whole_one) {
  Workbench bench;
  const trace::Range nine_bytes{Bytes(100), Bytes(9)};
  bench.run(
      bench.machine.cpu.pio(Buffer::disk, Buffer::page_cache, Chunk{nine_bytes, &bench.process}));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::pio_copy);
  EXPECT_EQ(rows[0].range(), nine_bytes);
  EXPECT_EQ(length_of(rows[0]), ns(300)); // three words of 4 B
}

TEST(Cpu, places_a_descriptor_whatever_it_describes) {
  Workbench bench;
  bench.run(bench.machine.cpu.describe(Buffer::page_cache, bench.whole()));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::descriptor);
  EXPECT_EQ(rows[0].source, Buffer::page_cache);
  EXPECT_EQ(rows[0].target, Buffer::socket_buffer);
  EXPECT_EQ(length_of(rows[0]), ns(20));
}

TEST(Cpu, references_and_pins_pages_in_no_time_and_writes_the_row_all_the_same) {
  Workbench bench;
  bench.run(bench.machine.cpu.reference(Buffer::page_cache, bench.whole()));
  bench.run(bench.machine.cpu.pin(bench.whole()));
  EXPECT_EQ(bench.engine.now(), Time());
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].kind, Kind::page_reference);
  EXPECT_EQ(rows[0].target, Buffer::pipe);
  EXPECT_EQ(rows[1].kind, Kind::pin);
  EXPECT_EQ(rows[1].source, Buffer::user_buffer);
  EXPECT_EQ(rows[1].target, Buffer::none);
}

TEST(Cpu, maps_the_whole_file_at_once) {
  scenario::Machine machine = textbook();
  machine.cpu.map = ns(700);
  Workbench bench(machine);
  bench.run(bench.machine.cpu.map(bench.whole()));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::map);
  EXPECT_EQ(rows[0].source, Buffer::page_cache);
  EXPECT_EQ(rows[0].target, Buffer::user_buffer);
  EXPECT_EQ(rows[0].range(), (trace::Range{Bytes(0), kib(64)}));
  EXPECT_EQ(length_of(rows[0]), ns(700));
}

TEST(Cpu, serves_an_interrupt_that_names_its_cause_and_has_no_range) {
  scenario::Machine machine = textbook();
  machine.cpu.interrupt = ns(250);
  Workbench bench(machine);
  trace::Span transfer;
  transfer.call = 3;
  bench.run(bench.machine.cpu.interrupt("nic", transfer, trace::no_ticket));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::interrupt);
  EXPECT_EQ(rows.name(rows[0]), "nic");
  EXPECT_EQ(rows[0].call, 3u);
  EXPECT_FALSE(rows[0].has_range);
  EXPECT_EQ(length_of(rows[0]), ns(250));
}

} // namespace
} // namespace copyscope::machine::test
