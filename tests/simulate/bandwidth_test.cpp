// MODEL.md's invariant 8: with one client, more bandwidth anywhere never makes a transfer slower by
// more than 1 %, beyond what the trace shows it to add.
//
// It can add something. A reader or a disk that is faster may find other pages gone, and a socket
// that is fuller or emptier: more waits, interrupts, faults, requests and pieces. Who is faster
// takes more of the memory bus, so that another's transfer takes longer. And a card that is done
// sooner may interrupt the program at work, where before it slept.
#include "sim/simulate/simulation.h"
#include "sim/trace/builder.h"
#include "tests/sanitized.h"
#include "tests/simulate/linux_case.h"
#include "tests/simulate/shrink.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

namespace copyscope {
namespace {

using trace::Kind;
using trace::Trace;

struct Result {
  Time took;
  Bytes from_disk;
  Time longest_wait;
  Time reading, fetching; ///< by the disk's DMA engine, and the card's
  Time stolen;            ///< by interrupts and softirqs, while the program does not sleep
  std::array<std::int64_t, trace::kind_count> rows{};
};

// The last row of the program's own.
Time end_of_program(const Trace& trace) {
  Time end;
  for (trace::SpanId id = 0; id < trace.size(); ++id)
    if (trace[id].task != trace::no_task) end = std::max(end, trace[id].end);
  return end;
}

Result result_of(const scenario::Scenario& scenario) {
  const Trace trace = simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
  const Time end = end_of_program(trace);
  Result result;
  result.took = trace.end();
  Time sleeps_until;
  for (trace::SpanId id = 0; id < trace.size(); ++id) {
    const trace::Span row = trace[id];
    ++result.rows[static_cast<std::size_t>(row.kind)];
    const bool at_work = sleeps_until <= row.begin && row.begin < end;
    switch (row.kind) {
    case Kind::wait:
      sleeps_until = row.end;
      result.longest_wait = std::max(result.longest_wait, row.end - row.begin);
      break;
    case Kind::interrupt:
    case Kind::softirq:
      if (at_work) result.stolen += row.end - row.begin;
      break;
    case Kind::dma_copy:
      if (row.source == trace::Buffer::disk) result.from_disk += row.range().bytes;
      (row.source == trace::Buffer::disk ? result.reading : result.fetching) += row.end - row.begin;
      break;
    default:
      break;
    }
  }
  return result;
}

// What the trace shows to have been added, at its cost.
Time of_what_was_added(const Result& before, const Result& after,
                       const scenario::Machine& machine) {
  const auto rows = [&](Kind kind, Time each) {
    const auto index = static_cast<std::size_t>(kind);
    return each * std::max<std::int64_t>(0, after.rows[index] - before.rows[index]);
  };
  Time at_the_bus;
  if (machine.mechanism.bus)
    at_the_bus = std::max(Time(), after.reading - before.reading) +
                 std::max(Time(), after.fetching - before.fetching);
  const Bytes read = std::max(Bytes(0), after.from_disk - before.from_disk);
  const Bandwidth rate =
      std::min({machine.disk.bandwidth, machine.dma.bandwidth, machine.memory.bandwidth});
  return rows(Kind::wait, after.longest_wait) +
         rows(Kind::context_switch, machine.cpu.context_switch) +
         rows(Kind::mode_switch, machine.cpu.mode_switch) +
         rows(Kind::interrupt, machine.cpu.interrupt) + rows(Kind::softirq, machine.cpu.softirq) +
         rows(Kind::page_fault, machine.mmap.fault) +
         rows(Kind::descriptor, machine.cpu.descriptor + machine.cpu.per_page) +
         rows(Kind::cpu_copy, machine.cpu.per_page) +
         rows(Kind::kernel_work, std::max(machine.cpu.per_call, machine.cpu.per_packet)) +
         rows(Kind::disk_access, machine.disk.access_time) + transfer_time(read, rate) +
         at_the_bus + std::max(Time(), after.stolen - before.stolen);
}

struct Pipe {
  const char* name;
  Bandwidth& (*of)(scenario::Machine&);
};

constexpr Pipe pipes[] = {
    {"disk", [](scenario::Machine& m) -> Bandwidth& { return m.disk.bandwidth; }},
    {"dma", [](scenario::Machine& m) -> Bandwidth& { return m.dma.bandwidth; }},
    {"copy", [](scenario::Machine& m) -> Bandwidth& { return m.cpu.copy_bandwidth; }},
    {"cold copy", [](scenario::Machine& m) -> Bandwidth& { return m.cpu.cold_copy_bandwidth; }},
    {"memory", [](scenario::Machine& m) -> Bandwidth& { return m.memory.bandwidth; }},
};

void expect_no_slower_with(const Pipe& pipe, std::int64_t tenths, scenario::Scenario scenario) {
  const Result before = result_of(scenario);
  Bandwidth& rate = pipe.of(scenario.cases[0].machine);
  rate = Bandwidth::from_bits(rate.bits() / rate.divisor() * tenths / 10 + 1);
  const Result after = result_of(scenario);
  const Time most = before.took + Time::from_ps(before.took.ps() / 100) +
                    of_what_was_added(before, after, scenario.cases[0].machine);
  EXPECT_LE(after.took, most) << "more " << pipe.name << ", now " << to_string(rate) << ": "
                              << to_string(before.took) << " before, " << to_string(after.took)
                              << " after";
}

TEST(MoreBandwidth, never_makes_one_client_slower) {
  RandomLinuxCases random(8);
  for (int i = 0; i < test::tries(600); ++i) {
    SCOPED_TRACE(i);
    scenario::Scenario scenario = random.next(20);
    scenario.cases[0].workload.clients = 1;
    for (const Pipe& pipe : pipes) {
      const auto tenths = static_cast<std::int64_t>(11 + random.upto(40));
      if (!holds(scenario, [&](const scenario::Scenario& each) {
            expect_no_slower_with(pipe, tenths, each);
          }))
        return;
    }
  }
}

} // namespace
} // namespace copyscope
