// The socket buffer: bytes that the CPU copied, or descriptors where the card can gather.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

using trace::Kind;

scenario::Machine with_a_card_that_gathers() {
  scenario::Machine machine = textbook();
  machine.nic.scatter_gather = true;
  return machine;
}

trace::Span first_queued(Workbench& bench) {
  trace::Span row;
  EXPECT_TRUE(bench.process.socket.next(row));
  return row;
}

TEST(Socket, copies_where_the_card_cannot_gather) {
  Workbench bench;
  bench.run(bench.process.socket.append(Buffer::page_cache, bench.whole()));
  EXPECT_EQ(first_queued(bench).source, Buffer::socket_buffer);
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::cpu_copy);
  EXPECT_EQ(rows[0].target, Buffer::socket_buffer);
}

TEST(Socket, only_describes_where_the_card_gathers_and_queues_the_bytes_where_they_lie) {
  Workbench bench(with_a_card_that_gathers());
  bench.run(bench.process.socket.append(Buffer::page_cache, bench.whole()));
  const trace::Span queued = first_queued(bench);
  EXPECT_EQ(queued.kind, Kind::dma_copy);
  EXPECT_EQ(queued.source, Buffer::page_cache);
  EXPECT_EQ(queued.target, Buffer::nic);
  EXPECT_EQ(queued.range(), (trace::Range{Bytes(0), kib(64)}));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].kind, Kind::descriptor);
}

TEST(Socket, copies_what_write_gives_it_even_where_the_card_gathers) {
  Workbench bench(with_a_card_that_gathers());
  bench.run(bench.process.socket.copy(Buffer::user_buffer, bench.whole()));
  EXPECT_EQ(first_queued(bench).source, Buffer::socket_buffer);
  EXPECT_EQ(bench.rows()[0].kind, Kind::cpu_copy);
}

} // namespace
} // namespace copyscope::machine::test
