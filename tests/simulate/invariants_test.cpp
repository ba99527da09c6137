// What holds at the level `linux` whatever the machine, the method, the workload and the mechanisms
// (MODEL.md's list, by its numbers).
#include "sim/analysis/duration.h"
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "sim/trace/builder.h"
#include "tests/sanitized.h"
#include "tests/simulate/linux_case.h"
#include "tests/simulate/shrink.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

namespace copyscope {
namespace {

using trace::Buffer;
using trace::Kind;
using trace::Span;
using trace::Trace;

std::vector<Span> rows_of(const Trace& trace) {
  std::vector<Span> rows;
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    rows.push_back(trace[row]);
  return rows;
}

// 1. Every byte reaches the card exactly once and in order, for each client.
void expect_bytes_in_order(const Trace& trace, const scenario::Workload& workload) {
  std::map<trace::FlowId, std::int64_t> sent;
  for (const Span& row : rows_of(trace)) {
    if (row.target != Buffer::nic || !row.has_range) continue;
    EXPECT_EQ(row.range().offset.count(), sent[row.flow]) << "flow " << row.flow;
    sent[row.flow] += row.range().bytes.count();
  }
  for (std::int64_t client = 0; client < workload.clients; ++client)
    EXPECT_EQ(sent[static_cast<trace::FlowId>(client)], workload.file_size.count());
}

// 2. Rows have an end, not before their begin; on a CPU they nest or are apart; a DMA engine does
// one thing at a time, a disk at most what its queue holds.
void expect_no_overlap(const Trace& trace, const scenario::Machine& machine) {
  std::map<trace::LaneId, std::vector<Span>> lanes;
  for (const Span& row : rows_of(trace)) {
    ASSERT_NE(row.end, Span::open) << name_of(row.kind);
    ASSERT_LE(row.begin, row.end);
    lanes[row.lane].push_back(row);
  }
  for (const auto& [lane, rows] : lanes) {
    const trace::LaneKind kind = trace.lanes()[lane].kind;
    std::vector<Time> under_way;
    for (const Span& row : rows) {
      std::erase_if(under_way, [&](Time end) { return end <= row.begin; });
      if (kind == trace::LaneKind::cpu && !under_way.empty()) {
        EXPECT_LE(row.end, *std::min_element(under_way.begin(), under_way.end()))
            << name_of(row.kind) << " at " << to_string(row.begin);
      }
      if (row.begin != row.end) under_way.push_back(row.end);
      const auto busy = static_cast<std::int64_t>(under_way.size());
      const std::int64_t most = kind == trace::LaneKind::dma    ? 1
                                : kind == trace::LaneKind::disk ? machine.disk.queue_depth
                                                                : INT64_MAX;
      EXPECT_LE(busy, most);
    }
  }
}

// 3 and 4. No buffer holds more than it can, nor less than nothing.
void expect_buffers_within_their_bounds(const Trace& trace) {
  std::vector<Time> moments;
  for (const Span& row : rows_of(trace)) {
    moments.push_back(row.begin);
    moments.push_back(row.end);
  }
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  const std::size_t stride = std::max<std::size_t>(1, moments.size() / 60);
  for (std::size_t i = 0; i < moments.size(); i += stride)
    for (trace::ObjectId object = 0; object < trace.tables().objects.size(); ++object) {
      const trace::Object& what = trace.tables().objects[object];
      const std::int64_t held = trace.held(object, trace.cursor_at(moments[i]));
      EXPECT_GE(held, 0) << name_of(what.kind) << " at " << to_string(moments[i]);
      EXPECT_LE(held, what.capacity.count())
          << name_of(what.kind) << " at " << to_string(moments[i]);
    }
}

// 5. No CPU works more than all the time.
void expect_utilization_of_one_at_most(const Trace& trace, const scenario::Machine& machine) {
  const trace::Ledger& all = trace.final_ledger();
  EXPECT_LE((all.kernel + all.user).ps(), trace.end().ps() * machine.cpu.cores);
}

// What CPUs were at work on is CPU time, whatever it was: the ledger has all of it, and once.
void expect_cpu_time_to_be_that_of_the_cpus(const Trace& trace) {
  std::map<trace::LaneId, Time> reached;
  Time at_work;
  for (const Span& row : rows_of(trace)) {
    if (trace.lanes()[row.lane].kind != trace::LaneKind::cpu) continue;
    Time& until = reached[row.lane];
    if (row.end > until) at_work += row.end - std::max(until, row.begin);
    until = std::max(until, row.end);
  }
  const trace::Ledger& all = trace.final_ledger();
  EXPECT_EQ(all.kernel + all.user, at_work);
}

// A completion follows from what happened last to the last of its bytes; who lets go of its CPU
// does so in a call.
void expect_causes(const Trace& trace) {
  const std::vector<Span> rows = rows_of(trace);
  std::map<trace::FlowId, std::map<std::int64_t, trace::SpanId>> latest; // by the end of its range
  for (trace::SpanId id = 0; id < rows.size(); ++id) {
    const Span& row = rows[id];
    const bool is_about_bytes = row.has_range && row.range().bytes > Bytes(0);
    const std::int64_t end = is_about_bytes ? (row.range().offset + row.range().bytes).count() : 0;
    if (row.kind == Kind::completion && is_about_bytes) {
      const auto found = latest[row.flow].find(end);
      ASSERT_NE(found, latest[row.flow].end());
      EXPECT_EQ(row.cause, found->second) << "row " << id;
    }
    if (row.kind == Kind::context_switch && !row.continued) {
      ASSERT_NE(row.cause, trace::no_span) << "row " << id;
      EXPECT_EQ(rows[row.cause].kind, Kind::mode_switch) << "row " << id;
    }
    if (is_about_bytes) latest[row.flow][end] = id;
  }
}

bool is_one_of(Kind kind, trace::KindSet kinds) {
  return (kinds & trace::set_of(kind)) != 0;
}

// Nothing follows from what has not happened yet: a cause is over when its effect begins. But
// who waits in a run queue does so since another waits there already.
void expect_causes_to_come_before(const Trace& trace) {
  const std::vector<Span> rows = rows_of(trace);
  for (trace::SpanId id = 0; id < rows.size(); ++id) {
    if (rows[id].cause == trace::no_span) continue;
    ASSERT_LT(rows[id].cause, id);
    const Span& cause = rows[rows[id].cause];
    if (rows[id].kind != Kind::wait || cause.kind != Kind::wait) {
      EXPECT_LE(cause.end, rows[id].begin)
          << "row " << id << ", " << name_of(rows[id].kind) << " because of " << rows[id].cause;
    }
  }
}

// Who has waited was woken: by a transfer, of whomever, about which an interrupt has told before.
void expect_wakers(const Trace& trace) {
  const std::vector<Span> rows = rows_of(trace);
  std::map<trace::SpanId, Time> told; // of transfers
  std::map<trace::TaskId, bool> waits;
  constexpr trace::KindSet wakers =
      trace::set_of(Kind::dma_copy) | trace::set_of(Kind::pio_copy) | trace::set_of(Kind::transmit);
  for (trace::SpanId id = 0; id < rows.size(); ++id) {
    const Span& row = rows[id];
    if (row.kind == Kind::interrupt) told.emplace(row.cause, row.end);
    if (row.kind == Kind::wait) {
      waits[row.task] = trace.name(row) != "run queue"; // out of it the core is handed on
      EXPECT_NE(row.cause, trace::no_span) << "wait " << trace.name(row) << ", row " << id;
    }
    if (row.kind == Kind::mode_switch) waits[row.task] = false;
    if (row.kind != Kind::context_switch || !row.continued || !waits[row.task]) continue;
    ASSERT_NE(row.cause, trace::no_span) << "row " << id;
    const Kind waker = rows[row.cause].kind;
    EXPECT_TRUE(is_one_of(waker, wakers)) << "row " << id << ": " << name_of(waker);
    const auto interrupt = told.find(row.cause);
    if (waker == Kind::dma_copy) {
      ASSERT_NE(interrupt, told.end()) << "row " << id;
      EXPECT_LE(interrupt->second, row.begin) << "row " << id;
    }
  }
}

// The run has taken its time when the last call has returned and the last byte is in the card;
// without mechanisms when nothing more happens, as in the textbook.
void expect_to_end_with_the_last_byte(const Trace& run, const scenario::Machine& machine) {
  Time last;
  for (trace::SpanId row = 0; row < run.size(); ++row)
    if (run[row].kind == Kind::syscall || run[row].target == Buffer::nic)
      last = std::max(last, run[row].end);
  const bool is_textbook = machine.mechanism == scenario::Machine::Mechanism{};
  EXPECT_EQ(analysis::duration_of(run), is_textbook ? run.end() : last);
}

// All that holds of a run; `again`: it is made twice.
void expect_what_always_holds(const scenario::Scenario& scenario, bool again) {
  const scenario::Case& which = scenario.cases[0];
  trace::TraceBuilder builder;
  simulate::Simulation run(scenario, which, methods::all_methods(), builder);
  ASSERT_TRUE(run.step(2'000'000)) << "it does not come to its end";
  const Trace trace = builder.take();
  expect_bytes_in_order(trace, which.workload);
  expect_no_overlap(trace, which.machine);
  expect_buffers_within_their_bounds(trace);
  expect_utilization_of_one_at_most(trace, which.machine);
  expect_cpu_time_to_be_that_of_the_cpus(trace);
  expect_causes(trace);
  expect_causes_to_come_before(trace);
  expect_wakers(trace);
  expect_to_end_with_the_last_byte(trace, which.machine);
  // Who does without DMA does without it at this level too.
  if (which.method == "pio-read-write") {
    EXPECT_EQ(trace.final_ledger().copies.dma, 0);
  }
  // 7. The same scenario gives the same run.
  if (again) {
    const simulate::Outcome outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    EXPECT_EQ(outcome.ledger, trace.final_ledger());
    EXPECT_EQ(outcome.duration, analysis::duration_of(trace));
  }
}

TEST(LinuxLevel, keeps_what_always_holds) {
  RandomLinuxCases random(16);
  for (int i = 0; i < test::tries(3000); ++i) {
    SCOPED_TRACE(i);
    if (!holds(random.next(), [i](const scenario::Scenario& each) {
          expect_what_always_holds(each, i % 10 == 0);
        }))
      return;
  }
}

} // namespace
} // namespace copyscope
