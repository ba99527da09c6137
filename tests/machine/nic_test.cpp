// The network card: fetches what the socket has queued, by DMA or fed by the CPU, then interrupts.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

using trace::Kind;

TEST(Nic, fetches_what_is_queued_and_says_for_which_call) {
  Workbench bench;
  bench.run(bench.process.enter("write"));
  bench.run(bench.process.socket.copy(Buffer::user_buffer, bench.whole()));
  bench.run(bench.process.leave());
  const Time returned = bench.engine.now();
  bench.run(bench.machine.nic.transmit(bench.process.socket));
  EXPECT_EQ(bench.engine.now() - returned, ns(8'192));
  const trace::Trace rows = bench.rows();
  const trace::Span& fetch = rows[rows.size() - 2];
  EXPECT_EQ(fetch.kind, Kind::dma_copy);
  EXPECT_EQ(fetch.source, Buffer::socket_buffer);
  EXPECT_EQ(fetch.target, Buffer::nic);
  EXPECT_EQ(fetch.begin, returned);
  EXPECT_EQ(fetch.call, 1u);
  const trace::Span& interrupt = rows[rows.size() - 1];
  EXPECT_EQ(interrupt.kind, Kind::interrupt);
  EXPECT_EQ(interrupt.call, 1u);
}

TEST(Nic, gathers_from_the_page_cache_what_was_described) {
  scenario::Machine machine = textbook();
  machine.nic.scatter_gather = true;
  Workbench bench(machine);
  bench.run(bench.process.socket.append(Buffer::page_cache, bench.whole()));
  bench.run(bench.machine.nic.transmit(bench.process.socket));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].source, Buffer::page_cache);
  EXPECT_EQ(rows[1].target, Buffer::nic);
}

TEST(Nic, without_dma_is_fed_word_by_word_and_then_interrupts) {
  Workbench bench;
  bench.run(bench.process.socket.copy(Buffer::user_buffer, bench.whole()));
  bench.run(bench.machine.nic.transmit_by_pio(bench.process, bench.process.socket));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].kind, Kind::pio_copy);
  EXPECT_EQ(rows[1].target, Buffer::nic);
  EXPECT_EQ(length_of(rows[1]), ns(100) * 16'384);
  EXPECT_EQ(rows[2].kind, Kind::interrupt);
  EXPECT_EQ(rows.name(rows[2]), "nic");
}

} // namespace
} // namespace copyscope::machine::test
