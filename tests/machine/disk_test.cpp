// The disk: its access time, whatever is fetched, on a lane of its own.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

trace::Span transfer_of(const Workbench& bench, trace::Range range) {
  return bench.process.row(trace::Kind::dma_copy, Buffer::disk, Buffer::page_cache, range);
}

TEST(Disk, takes_its_access_time_whatever_is_fetched) {
  for (const Bytes bytes : {Bytes(1), kib(64)}) {
    Workbench bench;
    trace::Span transfer = transfer_of(bench, {Bytes(0), bytes});
    bench.run(bench.machine.disk.access(transfer));
    EXPECT_EQ(bench.engine.now(), ns(100'000)) << bytes.count();
  }
}

TEST(Disk, says_which_bytes_it_looks_for_and_occupies_no_cpu) {
  Workbench bench;
  trace::Span transfer = transfer_of(bench, {kib(4), kib(8)});
  bench.run(bench.machine.disk.access(transfer));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, trace::Kind::disk_access);
  EXPECT_EQ(lane_of(rows, 0), "disk");
  EXPECT_EQ(rows[0].source, Buffer::disk);
  EXPECT_EQ(rows[0].target, Buffer::none);
  EXPECT_EQ(rows[0].range(), (trace::Range{kib(4), kib(8)}));
  EXPECT_EQ(rows.final_ledger().kernel, Time());
  EXPECT_EQ(transfer.cause, 0u); // the transfer follows from it
}

TEST(Disk, reads_then_interrupts_the_cpu) {
  Workbench bench;
  trace::Ticket ticket = trace::no_ticket;
  bench.run(bench.machine.disk.read(transfer_of(bench, {Bytes(0), kib(64)}), kib(64), &ticket));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(ticket, 1u);
  EXPECT_EQ(rows[1].kind, trace::Kind::dma_copy);
  EXPECT_EQ(rows[2].kind, trace::Kind::interrupt);
  EXPECT_EQ(lane_of(rows, 2), "cpu0");
  EXPECT_EQ(rows.name(rows[2]), "disk");
  EXPECT_EQ(rows[2].begin, rows[1].end);
  EXPECT_EQ(rows[2].cause, 1u);
}

} // namespace
} // namespace copyscope::machine::test
