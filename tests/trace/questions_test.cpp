// Every question to a trace against an answer found along all rows, at random moments, in a trace
// of many flows that interleave.
#include "tests/trace/many_flows.h"

#include <gtest/gtest.h>

namespace copyscope::trace {
namespace {

const Trace& trace() {
  static const Trace made = test::many_flows({});
  return made;
}

class Questions : public testing::Test {
protected:
  static constexpr int moments = 12;

  Cursor somewhere() {
    if (random_() % 3 == 0) return trace().cursor_on(row());
    return trace().cursor_at(Time::from_ps(static_cast<std::int64_t>(
        std::uint64_t{random_()} * 7919 % static_cast<std::uint64_t>(trace().end().ps() + 1))));
  }
  SpanId row() { return static_cast<SpanId>(random_() % trace().size()); }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

  template <class Wanted> static SpanId next_by_hand(SpanId from, Wanted wanted) {
    for (; from < trace().size(); ++from)
      if (wanted(trace()[from])) return from;
    return no_span;
  }
  template <class Wanted> static SpanId previous_by_hand(SpanId before, Wanted wanted) {
    for (; before > 0; --before)
      if (wanted(trace()[before - 1])) return before - 1;
    return no_span;
  }

  std::mt19937 random_{7};
};

bool is_under_way(const Span& span, Time now) {
  return span.begin <= now && span.end > now;
}

std::int64_t moved_by_hand(const Span& span, Time now) {
  if (span.end <= now) return static_cast<std::int64_t>(span.bytes);
  const std::int64_t length = (span.end - span.begin).ps(), gone = (now - span.begin).ps();
  return static_cast<std::int64_t>(Int128{static_cast<std::int64_t>(span.bytes)} * gone / length);
}

/// CPU time that each row took up to the cursor: on each CPU the row under way that began last has
/// it, from one begin or end to the next.
std::vector<Time> own_times(Cursor at) {
  std::vector<Time> own(at.begun);
  for (std::size_t lane = 0; lane < trace().lanes().size(); ++lane) {
    if (trace().lanes()[lane].kind != LaneKind::cpu) continue;
    std::vector<SpanId> under_way;
    Time now;
    const auto go_to = [&](Time until) {
      while (now < until) {
        std::erase_if(under_way, [&](SpanId id) { return trace()[id].end <= now; });
        if (under_way.empty()) break;
        Time next = until;
        for (const SpanId id : under_way)
          next = std::min(next, trace()[id].end);
        own[under_way.back()] += next - now;
        now = next;
      }
      now = until;
    };
    for (SpanId id = 0; id < at.begun; ++id) {
      const Span span = trace()[id];
      if (span.lane != lane || span.evidence == Evidence::inferred) continue;
      go_to(span.begin);
      under_way.push_back(id);
    }
    go_to(at.time);
  }
  return own;
}

/// The ledger of the rows that are wanted, without what objects hold.
template <class Wanted>
Ledger ledger_by_hand(Cursor at, const std::vector<Time>& own, Wanted wanted) {
  Ledger sum;
  for (SpanId id = 0; id < at.begun; ++id) {
    const Span span = trace()[id];
    if (!wanted(span)) continue;
    const bool inferred = span.evidence == Evidence::inferred;
    sum.steps += is_step(span.kind);
    if (!inferred && (set_of(span.kind) & kernel_kinds) != 0) sum.kernel += own[id];
    Ledger::ByMover& bytes = inferred ? sum.inferred_bytes : sum.bytes_copied;
    if (span.kind == Kind::cpu_copy) bytes.cpu += moved_by_hand(span, at.time);
    if (span.kind == Kind::dma_copy) bytes.dma += moved_by_hand(span, at.time);
    if (span.continued) continue;
    Ledger::ByMover& copies = inferred ? sum.inferred_copies : sum.copies;
    copies.cpu += span.kind == Kind::cpu_copy;
    copies.dma += span.kind == Kind::dma_copy;
    sum.syscalls += span.kind == Kind::syscall;
    sum.mode_switches += span.kind == Kind::mode_switch;
    sum.interrupts += span.kind == Kind::interrupt;
  }
  return sum;
}

/// Calls by name and what is held are compared apart.
Ledger costs(Ledger ledger) {
  ledger.held = {};
  ledger.call_name = {};
  ledger.calls_by_name = {};
  return ledger;
}

std::int64_t held_by_hand(ObjectId object, FlowId flow, Cursor at) {
  std::int64_t held = 0;
  for (SpanId id = 0; id < at.begun; ++id) {
    const Span span = trace()[id];
    if (flow != no_flow && span.flow != flow) continue;
    const Tables& tables = trace().tables();
    const bool comes = tables.object_at(span.flow, span.target) == object &&
                       (set_of(span.kind) & filling_kinds) != 0;
    if (comes && span.replaces_target) held = 0;
    if (comes) held += moved_by_hand(span, at.time);
    if (span.releases_source && tables.object_at(span.flow, span.source) == object)
      held -= moved_by_hand(span, at.time);
  }
  return held;
}

TEST_F(Questions, ledgers_of_the_run_of_flows_and_of_tasks_are_sums_over_their_rows) {
  for (int i = 0; i < moments; ++i) {
    const Cursor at = somewhere();
    const std::vector<Time> own = own_times(at);
    EXPECT_EQ(costs(trace().ledger(at)), ledger_by_hand(at, own, [](const Span&) { return true; }));
    for (int j = 0; j < 4; ++j) {
      const std::uint32_t key = below(64);
      EXPECT_EQ(costs(trace().flow_ledger(key, at)),
                ledger_by_hand(at, own, [&](const Span& span) { return span.flow == key; }));
      EXPECT_EQ(costs(trace().task_ledger(static_cast<TaskId>(key), at)),
                ledger_by_hand(at, own, [&](const Span& span) { return span.task == key; }));
    }
  }
}

TEST_F(Questions, the_ledger_of_a_call_is_the_sum_over_its_rows) {
  const Cursor end{trace().end(), trace().size()};
  const std::vector<Time> own = own_times(end);
  for (int i = 0; i < moments; ++i) {
    const CallId call = 1 + below(trace().tables().calls.size());
    EXPECT_EQ(costs(trace().call_ledger(call)),
              ledger_by_hand(end, own, [&](const Span& span) { return span.call == call; }));
  }
}

TEST_F(Questions, cpus_are_never_busier_than_all_the_time) {
  const Ledger all = trace().final_ledger();
  EXPECT_LE((all.kernel + all.user).ps(), 4 * trace().end().ps());
  EXPECT_GT(all.kernel, Time());
}

TEST_F(Questions, copies_are_counted_once_across_a_wait) {
  const Ledger all = trace().final_ledger();
  EXPECT_EQ(all.copies.cpu + all.inferred_copies.cpu, 100'000);
  EXPECT_EQ(all.syscalls, 100'000);
}

TEST_F(Questions, what_objects_hold_is_what_came_and_has_not_gone) {
  for (int i = 0; i < moments; ++i) {
    const Cursor at = somewhere();
    const FlowId flow = below(64);
    for (const Buffer place :
         {Buffer::page_cache, Buffer::user_buffer, Buffer::socket_buffer, Buffer::nic}) {
      const ObjectId object = trace().tables().object_at(flow, place);
      EXPECT_EQ(trace().held(object, flow, at), held_by_hand(object, flow, at));
      EXPECT_EQ(trace().held(object, at), held_by_hand(object, no_flow, at) +
                                              trace().tables().objects[object].initial.count());
    }
  }
}

TEST_F(Questions, the_ranges_in_an_object_are_the_latest_that_came) {
  for (int i = 0; i < 4 * moments; ++i) {
    const Cursor at = somewhere();
    const FlowId flow = below(64);
    for (const Buffer place : {Buffer::user_buffer, Buffer::socket_buffer}) {
      const ObjectId object = trace().tables().object_at(flow, place);
      const std::vector<Range> ranges = trace().ranges(object, flow, at);
      Bytes sum;
      for (const Range& range : ranges)
        sum += range.bytes;
      EXPECT_EQ(sum.count(), trace().held(object, flow, at));
      const SpanId latest = previous_by_hand(at.begun, [&](const Span& span) {
        return span.flow == flow && span.target == place && moved_by_hand(span, at.time) > 0;
      });
      if (ranges.empty()) continue;
      const Span span = trace()[latest];
      EXPECT_EQ(ranges.back().offset + ranges.back().bytes,
                span.range().offset + Bytes(moved_by_hand(span, at.time)));
    }
  }
}

TEST_F(Questions, neighbours_of_a_lane_a_flow_a_task_a_call_and_a_label_are_the_nearest) {
  for (int i = 0; i < moments; ++i) {
    const SpanId from = row();
    const auto lane =
        static_cast<LaneId>(below(static_cast<std::uint32_t>(trace().lanes().size())));
    const std::uint32_t key = below(64);
    const CallId call = 1 + below(trace().tables().calls.size());
    const auto label = static_cast<StringId>(1 + below(2));
    const auto in_lane = [&](const Span& span) { return span.lane == lane; };
    const auto of_flow = [&](const Span& span) { return span.flow == key; };
    const auto of_task = [&](const Span& span) { return span.task == key; };
    const auto of_call = [&](const Span& span) { return span.call == call; };
    const auto labelled = [&](const Span& span) { return trace().label_id(span) == label; };
    EXPECT_EQ(trace().next_in_lane(lane, from), next_by_hand(from, in_lane));
    EXPECT_EQ(trace().previous_in_lane(lane, from), previous_by_hand(from, in_lane));
    EXPECT_EQ(trace().next_of_flow(key, from), next_by_hand(from, of_flow));
    EXPECT_EQ(trace().previous_of_flow(key, from), previous_by_hand(from, of_flow));
    const auto task = static_cast<TaskId>(key);
    EXPECT_EQ(trace().next_of_task(task, from), next_by_hand(from, of_task));
    EXPECT_EQ(trace().previous_of_task(task, from), previous_by_hand(from, of_task));
    EXPECT_EQ(trace().next_of_call(call, from), next_by_hand(from, of_call));
    EXPECT_EQ(trace().previous_of_call(call, from), previous_by_hand(from, of_call));
    EXPECT_EQ(trace().next_labelled(label, from), next_by_hand(from, labelled));
    EXPECT_EQ(trace().previous_labelled(label, from), previous_by_hand(from, labelled));
  }
}

TEST_F(Questions, the_latest_and_next_row_into_an_object_are_the_nearest) {
  constexpr KindSet kinds = set_of(Kind::cpu_copy) | set_of(Kind::dma_copy);
  for (int i = 0; i < moments; ++i) {
    const SpanId from = row();
    const FlowId flow = below(64);
    for (const Buffer place : {Buffer::user_buffer, Buffer::socket_buffer, Buffer::nic}) {
      const ObjectId object = trace().tables().object_at(flow, place);
      const auto into = [&](const Span& span) {
        return (set_of(span.kind) & kinds) != 0 &&
               trace().tables().object_at(span.flow, span.target) == object;
      };
      EXPECT_EQ(trace().latest_into(object, kinds, from), previous_by_hand(from, into));
      EXPECT_EQ(trace().next_into(object, kinds, from), next_by_hand(from, into));
    }
  }
}

TEST_F(Questions, the_effects_of_a_row_are_those_that_name_it_as_their_cause) {
  for (int i = 0; i < 4 * moments; ++i) {
    const SpanId from = row();
    const SpanId cause = trace()[from].cause == no_span ? from : trace()[from].cause;
    std::vector<SpanId> expected;
    for (SpanId id = 0; id < trace().size(); ++id)
      if (trace()[id].cause == cause) expected.push_back(id);
    EXPECT_EQ(trace().effects(cause), expected);
    expected.resize(std::min<std::size_t>(expected.size(), 1));
    EXPECT_EQ(trace().effects(cause, 0, 1), expected);
  }
}

TEST_F(Questions, causes_come_before_their_effects_also_where_rows_were_handed_in_late) {
  for (SpanId id = 0; id < trace().size(); ++id) {
    const Span span = trace()[id];
    ASSERT_LE(trace()[id == 0 ? 0 : id - 1].begin, span.begin);
    if (span.cause == no_span) continue;
    ASSERT_LT(span.cause, id);
    if (span.kind == Kind::interrupt) {
      EXPECT_EQ(trace()[span.cause].kind, Kind::dma_copy);
      EXPECT_EQ(trace()[span.cause].flow, span.flow);
      EXPECT_EQ(trace()[span.cause].call, span.call);
    }
  }
}

TEST_F(Questions, who_runs_on_a_cpu_and_what_a_task_does) {
  for (int i = 0; i < moments; ++i) {
    const Cursor at = trace().cursor_at(somewhere().time);
    for (LaneId cpu = 0; cpu < 4; ++cpu) {
      const SpanId running = previous_by_hand(at.begun, [&](const Span& span) {
        return span.lane == cpu && span.task != no_task && is_under_way(span, at.time);
      });
      EXPECT_EQ(trace().task_on(cpu, at), running == no_span ? no_task : trace()[running].task);
    }
    const auto task = static_cast<TaskId>(below(64));
    const auto does = [&](auto wanted) {
      return previous_by_hand(at.begun, [&](const Span& span) {
        return span.task == task && is_under_way(span, at.time) && wanted(span);
      });
    };
    const Doing doing = trace().doing(task, at);
    EXPECT_EQ(doing.row, does([](const Span&) { return true; }));
    EXPECT_EQ(doing.wait, does([](const Span& span) { return span.kind == Kind::wait; }));
    const SpanId call = does([](const Span& span) { return span.kind == Kind::syscall; });
    EXPECT_EQ(doing.call, call == no_span ? 0 : trace()[call].call);
  }
}

TEST_F(Questions, slots_of_a_cpu_say_how_long_it_was_busy_with_each_kind) {
  for (int i = 0; i < 3; ++i) {
    const LaneId cpu = static_cast<LaneId>(below(4));
    const Time a = somewhere().time, b = somewhere().time;
    const Time from = std::min(a, b), to = std::max(a, b) + Time::from_ps(1);
    const std::vector<Slot> slots = trace().slots(cpu, from, to, 7);
    std::array<Time, kind_count> sum{};
    for (const Slot& slot : slots)
      for (std::size_t kind = 0; kind < sum.size(); ++kind)
        sum[kind] += slot.busy[kind];
    for (const Kind kind : {Kind::cpu_copy, Kind::softirq, Kind::kernel_work, Kind::interrupt}) {
      const auto until = [&](Time t) {
        const Cursor at = trace().cursor_at(t);
        const std::vector<Time> own = own_times(at);
        Time busy;
        for (SpanId id = 0; id < at.begun; ++id)
          if (trace()[id].lane == cpu && trace()[id].kind == kind) busy += own[id];
        return busy;
      };
      EXPECT_EQ(sum[static_cast<std::size_t>(kind)], until(to) - until(from));
    }
  }
}

} // namespace
} // namespace copyscope::trace
