// The DMA engines: each moves bytes at its rate on its own lane.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

using trace::Kind;

trace::Span from_disk(const Workbench& bench) {
  return bench.process.row(Kind::dma_copy, Buffer::disk, Buffer::page_cache, {Bytes(0), kib(64)});
}

void move(Workbench& bench, Dma& dma, const trace::Span& row) {
  bench.run(dma.transfer(row, row.range().bytes));
}

TEST(Dma, moves_bytes_on_its_lane) {
  Workbench bench;
  move(bench, bench.machine.disk_dma, from_disk(bench));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::dma_copy);
  EXPECT_EQ(lane_of(rows, 0), "dma.disk");
}

TEST(Dma, is_as_fast_as_the_slower_of_disk_and_engine) {
  Workbench slow_disk;
  move(slow_disk, slow_disk.machine.disk_dma, from_disk(slow_disk));
  EXPECT_EQ(slow_disk.engine.now(), ns(32'768)); // 65,536 B at the disk's 2 GB/s

  scenario::Machine machine = textbook();
  machine.dma.bandwidth = Bandwidth::from_bytes(1'000'000'000);
  Workbench slow_engine(machine);
  move(slow_engine, slow_engine.machine.disk_dma, from_disk(slow_engine));
  EXPECT_EQ(slow_engine.engine.now(), ns(65'536));
}

TEST(Dma, of_the_card_runs_at_its_own_rate) {
  Workbench bench;
  move(bench, bench.machine.nic_dma,
       bench.process.row(Kind::dma_copy, Buffer::socket_buffer, Buffer::nic, {Bytes(0), kib(64)}));
  EXPECT_EQ(bench.engine.now(), ns(8'192)); // 65,536 B at 8 GB/s
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(lane_of(rows, 0), "dma.nic");
}

} // namespace
} // namespace copyscope::machine::test
