// A socket with a size, and the card's queue behind it.
#include "tests/machine/workbench.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace copyscope::machine::test {
namespace {

using trace::Kind;
using trace::Range;
using trace::Span;
using trace::Trace;

// A card that fetches a byte in a nanosecond, and a CPU that copies ten in it.
scenario::Machine with_a_small_socket(bool nonblocking = false) {
  scenario::Machine machine = textbook();
  machine.fidelity = scenario::Fidelity::linux;
  machine.cpu.quantum = ns(1'000'000);
  machine.dma.bandwidth = Bandwidth::from_bytes(1'000'000'000);
  machine.socket.send_buffer = Bytes(30'000);
  machine.socket.nonblocking = nonblocking;
  machine.mechanism.blocking = true;
  machine.mechanism.send_buffer = true;
  return machine;
}

std::vector<Span> rows_of_kind(const Trace& trace, Kind kind) {
  std::vector<Span> rows;
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    if (trace[row].kind == kind) rows.push_back(trace[row]);
  return rows;
}

std::int64_t most_in_socket(const Trace& trace) {
  std::int64_t most = 0;
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    for (const Time at : {trace[row].begin, trace[row].end})
      most =
          std::max(most, trace.ledger(trace.cursor_at(at)).held_by(trace::Buffer::socket_buffer));
  return most;
}

engine::Task sends(Workbench& bench, std::vector<std::int64_t> pieces) {
  co_await bench.machine.cpu.begin(bench.process);
  Chunk rest = bench.whole();
  for (const std::int64_t bytes : pieces) {
    co_await bench.process.socket.copy(Buffer::user_buffer, rest.first(Bytes(bytes)));
    rest = rest.after(Bytes(bytes));
  }
  co_await bench.machine.cpu.end(bench.process);
}

TEST(LimitedSocket, who_finds_it_full_sleeps_until_a_third_is_free) {
  Workbench bench(with_a_small_socket());
  bench.run(sends(bench, {9'000, 9'000, 12'000, 9'000}));
  const Trace trace = bench.rows();
  const std::vector<Span> waits = rows_of_kind(trace, Kind::wait);
  ASSERT_EQ(waits.size(), 1u);
  EXPECT_EQ(trace.name(waits[0]), "socket buffer");
  EXPECT_EQ(waits[0].begin, ns(3'000)); // 30,000 B are copied
  // The first 9,000 B leave at 9,900 ns, which is less than a third; the next 9,000 ns later.
  EXPECT_EQ(waits[0].end, ns(18'900));
  EXPECT_EQ(rows_of_kind(trace, Kind::cpu_copy).back().begin, ns(18'900));
  EXPECT_EQ(rows_of_kind(trace, Kind::cpu_copy).size(), 4u);
}

TEST(LimitedSocket, exactly_a_third_is_enough) {
  Workbench bench(with_a_small_socket());
  bench.run(sends(bench, {10'000, 10'000, 10'000, 9'000}));
  EXPECT_EQ(rows_of_kind(bench.rows(), Kind::wait)[0].end, ns(11'000));
}

TEST(LimitedSocket, takes_what_fits_piece_by_piece_and_never_holds_more_than_its_size) {
  Workbench bench(with_a_small_socket());
  bench.run(sends(bench, {65'536}));
  const Trace trace = bench.rows();
  const std::vector<Span> copies = rows_of_kind(trace, Kind::cpu_copy);
  ASSERT_EQ(copies.size(), 3u);
  EXPECT_EQ(copies[0].range(), (Range{Bytes(0), Bytes(30'000)}));
  EXPECT_EQ(copies[1].range(), (Range{Bytes(30'000), Bytes(30'000)}));
  EXPECT_EQ(copies[2].range(), (Range{Bytes(60'000), Bytes(5'536)}));
  EXPECT_TRUE(copies[1].continued);
  EXPECT_EQ(trace.final_ledger().copies.cpu, 1); // of one call
  EXPECT_EQ(most_in_socket(trace), 30'000);
}

engine::Task writes_all(Workbench& bench, std::vector<std::int64_t>& taken) {
  Process& p = bench.process;
  co_await bench.machine.cpu.begin(p);
  for (Chunk rest = bench.whole(); rest.left(); rest = rest.after(p.socket.taken())) {
    co_await p.enter("write");
    co_await p.socket.copy(Buffer::user_buffer, rest);
    co_await p.leave();
    taken.push_back(p.socket.taken().count());
    co_await bench.machine.nic.transmit(p.socket);
    co_await p.until_writable();
  }
  co_await bench.machine.cpu.end(p);
}

TEST(LimitedSocket, where_it_does_not_block_writes_are_short_and_poll_waits_for_room) {
  Workbench bench(with_a_small_socket(true));
  std::vector<std::int64_t> taken;
  bench.run(writes_all(bench, taken));
  EXPECT_EQ(taken, (std::vector<std::int64_t>{30'000, 30'000, 5'536}));
  const Trace trace = bench.rows();
  std::string calls;
  for (const Span& call : rows_of_kind(trace, Kind::syscall))
    calls += std::string(trace.name(call)) + " ";
  EXPECT_EQ(calls, "write poll write poll write ");
  std::int64_t offset = 0; // no byte twice, none lost
  for (const Span& fetch : rows_of_kind(trace, Kind::dma_copy)) {
    EXPECT_EQ(fetch.range().offset.count(), offset);
    offset += fetch.range().bytes.count();
  }
  EXPECT_EQ(offset, 65'536);
}

TEST(LimitedSocket, where_it_does_not_block_and_is_full_it_takes_nothing) {
  Workbench bench(with_a_small_socket(true));
  const auto two_writes = [](Workbench& b) -> engine::Task {
    Process& p = b.process;
    for (int i = 0; i < 2; ++i) {
      co_await p.enter("write");
      co_await p.socket.copy(Buffer::user_buffer, b.whole());
      co_await p.leave();
    }
    EXPECT_EQ(p.socket.taken(), Bytes(0)); // EAGAIN
  };
  bench.run(two_writes(bench));
  EXPECT_EQ(rows_of_kind(bench.rows(), Kind::cpu_copy).size(), 1u);
}

TEST(LimitedSocket, who_says_so_waits_on_a_nonblocking_one_too) {
  Workbench bench(with_a_small_socket(true));
  bench.run(bench.process.socket.copy(Buffer::user_buffer, bench.whole(), Socket::waits));
  EXPECT_EQ(bench.process.socket.taken(), kib(64));
}

TEST(LimitedSocket, without_dma_the_cpu_feeds_the_card_within_the_call_and_nobody_waits) {
  scenario::Machine machine = with_a_small_socket(true);
  machine.cpu.pio_word = Bytes(1'000);
  Workbench bench(machine);
  bench.run(bench.process.socket.copy(Buffer::user_buffer, bench.whole(), Socket::as_set,
                                      Socket::by_pio));
  EXPECT_EQ(bench.process.socket.taken(), kib(64));
  const Trace trace = bench.rows();
  EXPECT_TRUE(rows_of_kind(trace, Kind::dma_copy).empty());
  EXPECT_TRUE(rows_of_kind(trace, Kind::wait).empty());
  std::vector<std::int64_t> fed;
  for (const Span& row : rows_of_kind(trace, Kind::pio_copy))
    fed.push_back(row.range().bytes.count());
  EXPECT_EQ(fed, (std::vector<std::int64_t>{30'000, 30'000, 5'536}));
  EXPECT_EQ(rows_of_kind(trace, Kind::interrupt).size(), 3u);
}

// What a connection gives to the card, in packets of 1,000 bytes.
class Packets final : public Nic::Sender {
public:
  Packets(Workbench& bench, int count) : bench_(bench), left_(count) {}

  bool next(Span& row) override {
    if (left_ == 0) return false;
    --left_;
    row = bench_.process.row(Kind::dma_copy, Buffer::user_buffer, Buffer::nic,
                             {Bytes(offset_), Bytes(1'000)});
    offset_ += 1'000;
    return true;
  }
  void sent(const Span& row, trace::Ticket) override {
    done.push_back({row.range().offset.count(), bench_.engine.now()});
  }

  std::vector<std::pair<std::int64_t, Time>> done;

private:
  Workbench& bench_;
  int left_;
  std::int64_t offset_ = 0;
};

TEST(NicQueue, takes_all_at_once_and_works_through_it_in_order_while_the_caller_goes_on) {
  scenario::Machine machine = with_a_small_socket();
  machine.cpu.interrupt = ns(300);
  machine.cpu.softirq = ns(200);
  Workbench bench(machine);
  Packets packets(bench, 3);
  const auto transmits = [](Workbench& b, Packets& p) -> engine::Task {
    co_await b.machine.nic.transmit(p);
    EXPECT_EQ(b.engine.now(), Time());
    EXPECT_TRUE(p.done.empty());
  };
  bench.run(transmits(bench, packets));
  // Fetched back to back; each is told of by an interrupt, and let go of by the softirq after it.
  EXPECT_EQ(packets.done, (std::vector<std::pair<std::int64_t, Time>>{
                              {0, ns(1'500)}, {1'000, ns(2'500)}, {2'000, ns(3'500)}}));
  const Trace trace = bench.rows();
  const std::vector<Span> fetches = rows_of_kind(trace, Kind::dma_copy);
  const std::vector<Span> softirqs = rows_of_kind(trace, Kind::softirq);
  ASSERT_EQ(fetches.size(), 3u);
  ASSERT_EQ(softirqs.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(fetches[i].begin, ns(1'000) * static_cast<std::int64_t>(i));
    EXPECT_EQ(softirqs[i].begin, fetches[i].end + ns(300));
  }
}

TEST(NicQueue, completions_come_in_order_where_interrupts_take_longer_than_packets_too) {
  scenario::Machine machine = with_a_small_socket();
  machine.cpu.interrupt = ns(2'700);
  machine.cpu.softirq = ns(1'900);
  Workbench bench(machine);
  Packets packets(bench, 5);
  bench.run(bench.machine.nic.transmit(packets));
  ASSERT_EQ(packets.done.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_EQ(packets.done[i].first, 1'000 * static_cast<std::int64_t>(i));
  // The core is at it without a pause.
  EXPECT_EQ(packets.done[4].second, ns(1'000 + 5 * (2'700 + 1'900)));
}

} // namespace
} // namespace copyscope::machine::test
