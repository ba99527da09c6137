// A core: who has it, who waits for it, and the interrupts that take its time.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace copyscope::machine::test {
namespace {

using trace::Kind;
using trace::Span;
using trace::Trace;

scenario::Machine one_core() {
  scenario::Machine machine = textbook();
  machine.fidelity = scenario::Fidelity::linux;
  machine.cpu.interrupt = ns(250);
  machine.cpu.context_switch = ns(500);
  machine.cpu.quantum = ns(4'000);
  machine.mechanism.blocking = true;
  return machine;
}

scenario::Workload two_clients() {
  scenario::Workload workload = one_chunk();
  workload.clients = 2;
  return workload;
}

struct TwoThreads : Workbench {
  explicit TwoThreads(const scenario::Machine& given = one_core())
      : Workbench(given, two_clients()), other(recorder, machine, two_clients(), 1, nullptr) {}
  Process other;

  void start(engine::Task task) { engine.spawn(std::move(task)); }
  Trace done() {
    engine.run();
    return rows();
  }
};

engine::Task interrupt_at(Workbench& bench, Time at) {
  co_await bench.engine.delay(at);
  Span transfer;
  transfer.flow = 0;
  co_await bench.machine.cpu.interrupt("nic", transfer, trace::no_ticket);
}

engine::Task copy_at(Workbench& bench, Time at) {
  co_await bench.engine.delay(at);
  co_await bench.machine.cpu.copy(Buffer::page_cache, Buffer::user_buffer, bench.whole());
}

// A thread that arrives, does rows of work of 1 us, and ends.
engine::Task works(TwoThreads& bench, Thread& thread, Time at, int rows) {
  co_await bench.engine.delay(at);
  co_await bench.machine.cpu.begin(thread);
  for (int i = 0; i < rows; ++i)
    co_await bench.machine.cpu.kernel_work(thread, "work", ns(1'000));
  co_await bench.machine.cpu.end(thread);
}

std::vector<Span> of_kind(const Trace& trace, Kind kind) {
  std::vector<Span> rows;
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    if (trace[row].kind == kind) rows.push_back(trace[row]);
  return rows;
}

void expect_from_to(const Span& row, Time begin, Time end) {
  EXPECT_EQ(row.begin, begin);
  EXPECT_EQ(row.end, end);
}

TEST(Core, an_interrupt_lies_within_the_row_that_it_stops_and_puts_its_end_off_by_its_own_time) {
  Workbench bench(one_core());
  bench.engine.spawn(interrupt_at(bench, ns(1'000)));
  bench.run(copy_at(bench, Time())); // 65,536 B at 10 GB/s
  const Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 2u);
  expect_from_to(rows[0], Time(), Time::from_ps(6'553'600 + 250'000));
  EXPECT_EQ(rows[1].kind, Kind::interrupt);
  EXPECT_EQ(rows[1].lane, rows[0].lane);
  expect_from_to(rows[1], ns(1'000), ns(1'250));
}

TEST(Core, it_is_so_on_a_shared_bus_too_and_for_work_that_moves_nothing) {
  scenario::Machine machine = one_core();
  machine.mechanism.bus = true;
  machine.memory.bandwidth = Bandwidth::from_bytes(10'000'000'000); // a copy goes at half of it
  Workbench bench(machine);
  for (const std::int64_t at : {1'000, 2'000, 14'000}) // the last while nothing is moved
    bench.engine.spawn(interrupt_at(bench, ns(at)));
  const auto copies_and_works = [](Workbench& b) -> engine::Task {
    co_await copy_at(b, Time());
    co_await b.machine.cpu.kernel_work(b.process, "work", ns(1'000));
  };
  bench.run(copies_and_works(bench));
  const Trace trace = bench.rows();
  EXPECT_EQ(length_of(of_kind(trace, Kind::cpu_copy)[0]), Time::from_ps(2 * 6'553'600 + 500'000));
  EXPECT_EQ(length_of(of_kind(trace, Kind::kernel_work)[0]), ns(1'250));
}

TEST(Core, alone_a_copy_takes_what_its_pages_and_its_bytes_take_to_the_picosecond) {
  for (const bool shared : {false, true})
    for (const std::int64_t rate : {1'000'000'007L, 9'999'999'967L, 10'000'000'000L})
      for (const std::int64_t beside : {1, 7, 10'000, 123'457}) {
        scenario::Machine machine = one_core();
        machine.mechanism.pages = true;
        machine.mechanism.bus = shared;
        machine.memory.bandwidth = Bandwidth::from_bytes(100'000'000'000);
        machine.cpu.copy_bandwidth = Bandwidth::from_bytes(rate);
        machine.cpu.per_page = Time::from_ps(beside);
        Workbench bench(machine);
        bench.run(copy_at(bench, Time()));
        EXPECT_EQ(bench.engine.now(),
                  transfer_time(kib(64), machine.cpu.copy_bandwidth) + Time::from_ps(16 * beside));
      }
}

TEST(Core, interrupts_that_come_at_once_are_served_one_after_the_other) {
  Workbench bench(one_core());
  for (int i = 0; i < 3; ++i)
    bench.engine.spawn(interrupt_at(bench, ns(1'000)));
  bench.engine.spawn(interrupt_at(bench, ns(1'100))); // while the first is served
  bench.run(copy_at(bench, Time()));
  const Trace trace = bench.rows();
  const std::vector<Span> served = of_kind(trace, Kind::interrupt);
  ASSERT_EQ(served.size(), 4u);
  for (std::size_t i = 0; i < served.size(); ++i)
    expect_from_to(served[i], ns(1'000) + ns(250) * static_cast<std::int64_t>(i),
                   ns(1'250) + ns(250) * static_cast<std::int64_t>(i));
  EXPECT_EQ(length_of(of_kind(trace, Kind::cpu_copy)[0]), Time::from_ps(6'553'600 + 1'000'000));
}

TEST(Core, work_that_would_begin_during_an_interrupt_begins_after_it) {
  Workbench bench(one_core());
  bench.engine.spawn(interrupt_at(bench, ns(1'000)));
  bench.run(copy_at(bench, ns(1'100)));
  const Trace trace = bench.rows();
  expect_from_to(of_kind(trace, Kind::cpu_copy)[0], ns(1'250),
                 Time::from_ps(1'250'000 + 6'553'600));
}

TEST(Core, a_wait_is_one_context_switch_that_counts_and_one_back_from_idle_that_does_not) {
  TwoThreads bench;
  Awaited event(bench.engine);
  const auto set = [](TwoThreads& b, Awaited& e) -> engine::Task {
    co_await b.engine.delay(ns(9'000));
    e.set(trace::no_ticket);
  };
  const auto waits = [](TwoThreads& b, Awaited& e) -> engine::Task {
    co_await b.machine.cpu.begin(b.process);
    co_await b.machine.cpu.wait_for(b.process, e, "disk");
    co_await b.machine.cpu.end(b.process);
  };
  bench.start(waits(bench, event));
  bench.start(set(bench, event));
  const Trace trace = bench.done();
  const std::vector<Span> switches = of_kind(trace, Kind::context_switch);
  ASSERT_EQ(switches.size(), 2u);
  expect_from_to(switches[0], Time(), ns(500));
  expect_from_to(switches[1], ns(9'000), ns(9'500));
  EXPECT_FALSE(switches[0].continued);
  EXPECT_TRUE(switches[1].continued);
  EXPECT_EQ(trace.final_ledger().context_switches, 1);
  const std::vector<Span> slept = of_kind(trace, Kind::wait);
  ASSERT_EQ(slept.size(), 1u);
  expect_from_to(slept[0], Time(), ns(9'500));
  EXPECT_EQ(trace.name(slept[0]), "disk");
}

TEST(Core, from_one_thread_to_another_it_switches_once) {
  TwoThreads bench;
  Awaited event(bench.engine);
  const auto waits = [](TwoThreads& b, Awaited& e) -> engine::Task {
    co_await b.machine.cpu.begin(b.process);
    co_await b.machine.cpu.wait_for(b.process, e, "disk");
    co_await b.machine.cpu.end(b.process);
  };
  const auto sets = [](TwoThreads& b, Awaited& e) -> engine::Task {
    co_await works(b, b.other, Time(), 3);
    e.set(trace::no_ticket);
  };
  bench.start(waits(bench, event));
  bench.start(sets(bench, event));
  const Trace trace = bench.done();
  const std::vector<Span> switches = of_kind(trace, Kind::context_switch);
  // The first thread leaves and the second has the core; that ends, and nobody waits; then the
  // first comes back to an idle core.
  ASSERT_EQ(switches.size(), 2u);
  EXPECT_EQ(switches[0].task, 0u);
  expect_from_to(of_kind(trace, Kind::kernel_work)[0], ns(500), ns(1'500));
  EXPECT_TRUE(switches[1].continued);
  EXPECT_EQ(switches[1].begin, ns(3'500));
  EXPECT_EQ(trace.final_ledger().context_switches, 1);
}

TEST(Core, who_ends_while_another_waits_hands_over_with_a_switch_that_is_not_counted) {
  TwoThreads bench;
  bench.start(works(bench, bench.process, Time(), 1));
  bench.start(works(bench, bench.other, Time(), 1));
  const Trace trace = bench.done();
  const std::vector<Span> switches = of_kind(trace, Kind::context_switch);
  ASSERT_EQ(switches.size(), 1u);
  EXPECT_TRUE(switches[0].continued);
  EXPECT_EQ(trace.final_ledger().context_switches, 0);
  EXPECT_EQ(trace.end(), ns(2'500));
}

// "0 0 0 1": the thread of each row of work, in order.
std::string order_of(const Trace& trace) {
  std::string order;
  for (const Span& row : of_kind(trace, Kind::kernel_work))
    order += std::to_string(row.task);
  return order;
}

TEST(Core, gives_way_after_its_quantum_between_two_rows_and_first_come_is_first_served) {
  TwoThreads bench;
  bench.start(works(bench, bench.process, Time(), 10));
  bench.start(works(bench, bench.other, ns(2'500), 6));
  const Trace trace = bench.done();
  EXPECT_EQ(order_of(trace), "0000111100001100");
  const std::vector<Span> waits = of_kind(trace, Kind::wait);
  ASSERT_EQ(waits.size(), 3u);
  for (const Span& each : waits)
    EXPECT_EQ(trace.name(each), "run queue");
  expect_from_to(waits[0], ns(4'000), ns(9'000)); // 0.5 us to switch there, 4 us, 0.5 us back
  EXPECT_EQ(trace.final_ledger().context_switches, 3);
}

TEST(Core, keeps_what_it_does_while_nobody_waits_and_quanta_follow_one_another) {
  TwoThreads bench;
  bench.start(works(bench, bench.process, Time(), 14));
  bench.start(works(bench, bench.other, ns(9'300), 1)); // in the third quantum, which ends at 12
  const Trace trace = bench.done();
  EXPECT_EQ(order_of(trace), "000000000000100");
  EXPECT_EQ(trace.final_ledger().context_switches, 1);
}

TEST(Core, a_row_that_is_longer_than_the_quantum_is_not_cut) {
  scenario::Machine machine = one_core();
  machine.cpu.quantum = ns(100);
  TwoThreads bench(machine);
  bench.start(works(bench, bench.process, Time(), 2));
  bench.start(works(bench, bench.other, ns(50), 2));
  const Trace trace = bench.done();
  EXPECT_EQ(order_of(trace), "0101");
  for (const Span& row : of_kind(trace, Kind::kernel_work))
    EXPECT_EQ(length_of(row), ns(1'000));
}

TEST(Core, the_time_of_an_interrupt_is_not_taken_from_the_quantum) {
  TwoThreads bench;
  bench.start(works(bench, bench.process, Time(), 6));
  bench.start(works(bench, bench.other, ns(100), 1));
  bench.start(interrupt_at(bench, ns(500)));
  bench.start(interrupt_at(bench, ns(1'500)));
  const Trace trace = bench.done();
  EXPECT_EQ(order_of(trace), "0000100"); // four rows, 4 us without the interrupts
  EXPECT_EQ(of_kind(trace, Kind::wait)[0].begin, ns(4'500));
}

TEST(Core, without_blocking_a_thread_keeps_its_core_to_its_end) {
  scenario::Machine machine = one_core();
  machine.mechanism.blocking = false;
  TwoThreads bench(machine);
  bench.start(works(bench, bench.process, Time(), 10));
  bench.start(works(bench, bench.other, ns(1'000), 2));
  EXPECT_EQ(order_of(bench.done()), "000000000011");
}

TEST(Core, threads_on_two_cores_do_not_wait_for_each_other) {
  scenario::Machine machine = one_core();
  machine.cpu.cores = 2;
  TwoThreads bench(machine);
  bench.start(works(bench, bench.process, Time(), 5));
  bench.start(works(bench, bench.other, Time(), 5));
  const Trace trace = bench.done();
  EXPECT_EQ(trace.end(), ns(5'000));
  EXPECT_TRUE(of_kind(trace, Kind::context_switch).empty());
  EXPECT_TRUE(of_kind(trace, Kind::wait).empty());
}

} // namespace
} // namespace copyscope::machine::test
