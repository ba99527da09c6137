// The disk: its access time, whatever is fetched, on a lane of its own.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

TEST(Disk, takes_its_access_time_whatever_is_fetched) {
  for (const Bytes bytes : {Bytes(1), kib(64)}) {
    Workbench bench;
    bench.run(bench.machine.disk.access({Bytes(0), bytes}, bench.process));
    EXPECT_EQ(bench.engine.now(), ns(100'000)) << bytes.count();
  }
}

TEST(Disk, says_which_bytes_it_looks_for_and_occupies_no_cpu) {
  Workbench bench;
  bench.run(bench.machine.disk.access({kib(4), kib(8)}, bench.process));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, trace::Kind::disk_access);
  EXPECT_EQ(lane_of(rows, 0), "disk");
  EXPECT_EQ(rows[0].source, Buffer::disk);
  EXPECT_EQ(rows[0].target, Buffer::none);
  EXPECT_EQ(rows[0].range(), (trace::Range{kib(4), kib(8)}));
  EXPECT_EQ(rows.final_ledger().kernel, Time());
}

} // namespace
} // namespace copyscope::machine::test
