// The page cache: brings in what a chunk lacks, once, and nothing where all of it is there.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>
#include <vector>

namespace copyscope::machine::test {
namespace {

using trace::Kind;
using Kinds = std::vector<Kind>;

Kinds kinds_of(const trace::Trace& rows) {
  Kinds kinds;
  for (trace::SpanId row = 0; row < rows.size(); ++row)
    kinds.push_back(rows[row].kind);
  return kinds;
}

scenario::Workload with_share(const char* share) {
  scenario::Workload workload = one_chunk();
  workload.page_cache = {parse_decimal(share)};
  return workload;
}

TEST(PageCache, brings_in_a_cold_chunk_by_access_transfer_and_interrupt) {
  Workbench bench;
  bench.run(bench.machine.page_cache.bring_in(bench.whole()));
  EXPECT_EQ(bench.engine.now(), ns(100'000) + ns(32'768));
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(kinds_of(rows), (Kinds{Kind::disk_access, Kind::dma_copy, Kind::interrupt}));
  EXPECT_EQ(rows[1].source, Buffer::disk);
  EXPECT_EQ(rows[1].target, Buffer::page_cache);
}

TEST(PageCache, does_nothing_for_a_chunk_that_is_there) {
  Workbench bench(textbook(), with_share("1"));
  bench.run(bench.machine.page_cache.bring_in(bench.whole()));
  bench.run(bench.machine.page_cache.bring_in_by_pio(bench.whole()));
  EXPECT_EQ(bench.rows().size(), 0u);
}

TEST(PageCache, fetches_just_what_lies_past_the_resident_prefix) {
  Workbench bench(textbook(), with_share("0.25"));
  bench.run(bench.machine.page_cache.bring_in(bench.whole()));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].range(), (trace::Range{kib(16), kib(48)}));
  EXPECT_EQ(rows[1].range(), (trace::Range{kib(16), kib(48)}));
  EXPECT_EQ(length_of(rows[1]), ns(24'576)); // 49,152 B at 2 GB/s
}

TEST(PageCache, without_dma_is_interrupted_and_then_fetches_word_by_word) {
  Workbench bench;
  bench.run(bench.machine.page_cache.bring_in_by_pio(bench.whole()));
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(kinds_of(rows), (Kinds{Kind::disk_access, Kind::interrupt, Kind::pio_copy}));
  EXPECT_EQ(length_of(rows[2]), ns(100) * 16'384); // words of 4 B
}

TEST(PageCache, is_bypassed_into_the_user_buffer_whatever_it_holds) {
  Workbench bench(textbook(), with_share("1"));
  bench.run(bench.machine.page_cache.bypass(bench.whole()));
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(kinds_of(rows), (Kinds{Kind::disk_access, Kind::dma_copy, Kind::interrupt}));
  EXPECT_EQ(rows[1].target, Buffer::user_buffer);
  EXPECT_EQ(rows[1].range(), (trace::Range{Bytes(0), kib(64)}));
}

} // namespace
} // namespace copyscope::machine::test
