// Every byte once and in order; nothing leaves a buffer that did not enter it; the CPU does one
// thing at a time; and the order of rows is MODEL.md's.
#include "sim/simulate/simulation.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace copyscope {
namespace {

using trace::Buffer;
using trace::Kind;
using trace::Span;
using trace::Trace;

template <class Check> void for_random_traces(std::uint32_t seed, int how_many, Check check) {
  RandomCases cases(seed);
  for (int i = 0; i < how_many && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = cases.next();
    const scenario::Case& which = scenario.cases[0];
    SCOPED_TRACE(which.method + ", " + to_string(which.workload.file_size) + " by " +
                 to_string(which.workload.chunk));
    check(simulate::trace_of(scenario, which, methods::all_methods()));
  }
}

bool moves_bytes(Kind kind) {
  return trace::is_copy(kind) || kind == Kind::map;
}

TEST(Conservation, bytes_into_each_buffer_cover_the_file_once_and_in_order) {
  for_random_traces(21, 1500, [](const Trace& trace) {
    const auto& workload = trace.header().current_case().workload;
    std::map<Buffer, std::int64_t> next; // the byte that each buffer gets next
    if (trace.header().method != "direct-io")
      next[Buffer::page_cache] = scenario::resident_prefix(workload).count();
    for (trace::SpanId id = 0; id < trace.size(); ++id) {
      const Span& span = trace[id];
      if (!moves_bytes(span.kind)) continue;
      const trace::Range range = span.range();
      EXPECT_EQ(range.offset.count(), next[span.target]) << name_of(span.target);
      next[span.target] = (range.offset + range.bytes).count();
    }
    for (const auto& [buffer, beyond] : next)
      EXPECT_EQ(beyond, workload.file_size.count()) << name_of(buffer);
    EXPECT_EQ(next[Buffer::nic], workload.file_size.count());
  });
}

TEST(Conservation, nothing_leaves_a_buffer_that_did_not_enter_it) {
  for_random_traces(22, 1500, [](const Trace& trace) {
    std::map<Buffer, std::int64_t> arrived; // the first byte that has not come in yet
    const auto& workload = trace.header().current_case().workload;
    arrived[Buffer::disk] = workload.file_size.count();
    arrived[Buffer::page_cache] = scenario::resident_prefix(workload).count();
    for (trace::SpanId id = 0; id < trace.size(); ++id) {
      const Span& span = trace[id];
      if (!span.has_range || span.kind == Kind::completion) continue;
      const std::int64_t end = (span.range().offset + span.range().bytes).count();
      EXPECT_LE(end, arrived[span.source]) << "from " << name_of(span.source);
      if (span.target != Buffer::none) arrived[span.target] = std::max(arrived[span.target], end);
    }
  });
}

TEST(Conservation, what_calls_return_is_what_they_have_moved) {
  for_random_traces(24, 500, [](const Trace& trace) {
    std::map<std::pair<trace::StringId, trace::StringId>, std::int64_t> moved; // by name and line
    for (std::uint32_t i = 0; i < trace.tables().calls.size(); ++i) {
      const trace::Call& call = trace.tables().calls[i];
      if (call.result == trace::Call::no_result) continue;
      EXPECT_LE(0, call.result);
      EXPECT_LE(call.result, call.asked);
      moved[{call.name, call.label}] += call.result;
    }
    for (const auto& [made, bytes] : moved)
      EXPECT_EQ(bytes, trace.header().current_case().workload.file_size.count())
          << trace.names()[made.first];
    const std::string& method = trace.header().method;
    if (!method.starts_with("io-uring") && trace.size() > 0) { // whose requests are no calls
      EXPECT_FALSE(moved.empty() && trace.final_ledger().copies.dma > 0);
    }
  });
}

TEST(Conservation, no_buffer_holds_more_than_its_capacity_or_less_than_nothing) {
  for_random_traces(23, 300, [](const Trace& trace) {
    for (trace::SpanId id = 0; id < trace.size(); ++id) {
      const Span& span = trace[id];
      const Time middle = Time::from_ps(span.begin.ps() + (span.end - span.begin).ps() / 2);
      for (const Time t : {span.begin, middle, span.end}) {
        const trace::Ledger ledger = trace.ledger(trace.cursor_at(t));
        for (const trace::BufferInfo& info : trace.header().buffers) {
          EXPECT_GE(ledger.held_by(info.buffer), 0) << name_of(info.buffer);
          EXPECT_LE(ledger.held_by(info.buffer), info.capacity.count()) << name_of(info.buffer);
        }
      }
    }
    const trace::Ledger end = trace.final_ledger();
    EXPECT_EQ(end.held_by(Buffer::nic), trace.header().current_case().workload.file_size.count());
    EXPECT_EQ(end.held_by(Buffer::socket_buffer), 0);
    EXPECT_EQ(end.held_by(Buffer::pipe), 0);
  });
}

TEST(Conservation, rows_of_a_lane_nest_or_are_apart) {
  for_random_traces(24, 1000, [](const Trace& trace) {
    for (std::size_t id = 0; id < trace.lanes().size(); ++id) {
      const auto lane = static_cast<trace::LaneId>(id);
      std::vector<Time> under_way; // ends
      for (std::uint32_t i = 0; i < trace.lane_size(lane); ++i) {
        const Span& span = trace[trace.lane_span(lane, i)];
        while (!under_way.empty() && under_way.back() <= span.begin)
          under_way.pop_back();
        if (!under_way.empty()) {
          EXPECT_LE(span.end, under_way.back());
        }
        under_way.push_back(span.end);
      }
    }
  });
}

TEST(Conservation, nothing_overlaps_at_the_textbook_level_but_a_call_and_what_it_does) {
  for_random_traces(25, 1000, [](const Trace& trace) {
    Time last_end;
    for (trace::SpanId id = 0; id < trace.size(); ++id) {
      if (trace[id].kind == Kind::syscall) continue;
      EXPECT_EQ(trace[id].begin, last_end) << "one row begins where the last has ended";
      last_end = trace[id].end;
    }
    EXPECT_EQ(last_end, trace.end());
  });
}

TEST(Conservation, the_same_case_gives_the_same_trace_twice) {
  for_random_traces(26, 200, [](const Trace& trace) {
    EXPECT_TRUE(trace == simulate::trace_of(trace.header().scenario, trace.header().current_case(),
                                            methods::all_methods()));
  });
}

} // namespace
} // namespace copyscope
