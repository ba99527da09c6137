// The DMA engines: each moves bytes at its rate on its own lane, then interrupts the CPU.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

using trace::Kind;

trace::Span from_disk(const Workbench& bench) {
  return bench.process.row(Kind::dma_copy, Buffer::disk, Buffer::page_cache, {Bytes(0), kib(64)});
}

TEST(Dma, moves_bytes_then_interrupts_the_cpu) {
  Workbench bench;
  bench.run(bench.machine.disk_dma.transfer(from_disk(bench)));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].kind, Kind::dma_copy);
  EXPECT_EQ(lane_of(rows, 0), "dma.disk");
  EXPECT_EQ(rows[1].kind, Kind::interrupt);
  EXPECT_EQ(lane_of(rows, 1), "cpu0");
  EXPECT_EQ(rows.name(rows[1]), "disk");
  EXPECT_EQ(rows[1].begin, rows[0].end);
}

TEST(Dma, is_as_fast_as_the_slower_of_disk_and_engine) {
  Workbench slow_disk;
  slow_disk.run(slow_disk.machine.disk_dma.transfer(from_disk(slow_disk)));
  EXPECT_EQ(slow_disk.engine.now(), ns(32'768)); // 65,536 B at the disk's 2 GB/s

  scenario::Machine machine = textbook();
  machine.dma.bandwidth = Bandwidth::from_bytes(1'000'000'000);
  Workbench slow_engine(machine);
  slow_engine.run(slow_engine.machine.disk_dma.transfer(from_disk(slow_engine)));
  EXPECT_EQ(slow_engine.engine.now(), ns(65'536));
}

TEST(Dma, of_the_card_runs_at_its_own_rate) {
  Workbench bench;
  bench.run(bench.machine.nic_dma.transfer(
      bench.process.row(Kind::dma_copy, Buffer::socket_buffer, Buffer::nic, {Bytes(0), kib(64)})));
  EXPECT_EQ(bench.engine.now(), ns(8'192)); // 65,536 B at 8 GB/s
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(lane_of(rows, 0), "dma.nic");
  EXPECT_EQ(rows.name(rows[1]), "nic");
}

} // namespace
} // namespace copyscope::machine::test
