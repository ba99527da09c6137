// A random producer: several CPUs, many flows that interleave, rows that nest, block, go on and are
// handed in late. For tests of what a trace answers.
#pragma once

#include "sim/trace/builder.h"
#include "sim/trace/reordering_sink.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace copyscope::trace::test {

struct Plan {
  int cpus = 4;
  int flows = 64;
  int calls = 100'000;
  std::uint32_t seed = 1;
  Header header = {};
};

/// Each flow reads and writes chunk after chunk: one task, its own buffers, a page cache and a card
/// that all share.
class ManyFlows {
public:
  ManyFlows(const Plan& plan, TraceSink& sink)
      : plan_(plan), sink_(sink), random_(plan.seed),
        cpu_free_(static_cast<std::size_t>(plan.cpus)),
        flows_(static_cast<std::size_t>(plan.flows)) {
    sink_.start(plan.header);
    describe_lanes();
    const ObjectId cache = sink_.object(
        {Buffer::page_cache, Discipline::keeps, "file", Bytes(1 << 30), Bytes(123'456)});
    const ObjectId card = sink_.object({Buffer::nic, Discipline::fifo});
    for (std::size_t i = 0; i < flows_.size(); ++i)
      describe(i, cache, card);
  }

  void run() {
    for (int i = 0; i < plan_.calls; ++i)
      call(below(static_cast<std::uint32_t>(plan_.flows)));
    sink_.finish(end_ + ps(10));
  }

  /// No row is handed in later than so long after one that began later.
  static constexpr Time lateness() { return Time::from_ps(40'000); }

private:
  struct State {
    TaskId task = 0;
    FlowId flow = 0;
    LaneId lane = 0;
    Time free;                   ///< its task is free from then on
    std::int64_t offset = 0;     ///< of the chunk
    bool has_read = false;       ///< what it reads it writes next
    Ticket transfer = no_ticket; ///< latest of the card's
    CallId transfer_call = 0;
    Time transfer_begin;
  };

  static constexpr Time ps(std::int64_t count) { return Time::from_ps(count); }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

  void describe_lanes() {
    for (int i = 0; i < plan_.cpus; ++i)
      cpus_.push_back(sink_.lane("cpu" + std::to_string(i)));
    card_ = sink_.lane("dma.nic");
    read_ = sink_.name("read");
    write_ = sink_.name("write");
    labels_[0] = sink_.label("read");
    labels_[1] = sink_.label("write");
  }

  void describe(std::size_t i, ObjectId cache, ObjectId card) {
    State& state = flows_[i];
    state.task = sink_.task({"worker" + std::to_string(i)});
    state.lane = sink_.lane("process" + std::to_string(i));
    Flow flow;
    flow.task = state.task;
    flow.objects[2] = cache;
    flow.objects[3] = sink_.object({Buffer::user_buffer, Discipline::replaces});
    flow.objects[5] = sink_.object({Buffer::socket_buffer, Discipline::fifo});
    flow.objects[6] = card;
    state.flow = sink_.flow(flow);
  }

  Span row(const State& state, Kind kind, Time begin, Time length) const {
    Span span;
    span.kind = kind;
    span.begin = begin;
    span.end = begin + length;
    span.flow = state.flow & no_flow;
    span.task = state.task;
    span.call = call_;
    return span;
  }

  Ticket put(Span span) {
    end_ = std::max(end_, span.end);
    return sink_.add(span);
  }

  /// Interrupts in the middle of a stretch of a CPU: a soft interrupt for two flows, or a plain
  /// one.
  void interrupt(LaneId cpu, Time begin, Time length) {
    if (length < ps(60) || below(3) != 0) return;
    State& one = flows_[below(static_cast<std::uint32_t>(plan_.flows))];
    State& other = flows_[below(static_cast<std::uint32_t>(plan_.flows))];
    const bool soft = below(2) == 0;
    Span around = row(one, soft ? Kind::softirq : Kind::interrupt, begin + ps(20), ps(30));
    around.lane = cpu;
    around.task = no_task;
    around.call = soft ? 0 : one.transfer_call;
    if (soft) around.flow = no_flow;
    if (!soft) around.cause = transfer_before(one, around.begin);
    if (!soft || below(2) == 0)
      put(around);
    else
      late_ = around; // handed in after what runs within it
    if (!soft) return;
    for (const State* each : {&one, &other}) {
      Span part = row(*each, Kind::kernel_work, around.begin + ps(each == &one ? 0 : 15), ps(10));
      part.lane = cpu;
      part.task = no_task;
      part.call = each->transfer_call;
      part.cause = transfer_before(*each, part.begin);
      put(part);
    }
    if (late_.kind == Kind::softirq) put(late_);
    late_ = Span();
  }

  void call(std::uint32_t which) {
    State& state = flows_[which];
    const auto cpu = static_cast<std::size_t>(std::min_element(cpu_free_.begin(), cpu_free_.end()) -
                                              cpu_free_.begin());
    Time now = std::max(
        {cpu_free_[cpu], state.free, *std::min_element(cpu_free_.begin(), cpu_free_.end())});
    Call made;
    made.begin = now;
    made.flow = state.flow;
    made.task = state.task;
    made.name = state.has_read ? write_ : read_;
    made.label = labels_[state.has_read ? 1 : 0];
    call_ = sink_.call(made);
    Span whole = row(state, Kind::syscall, now, Time());
    whole.end = Span::open;
    whole.lane = state.lane;
    whole.name = made.name;
    const Ticket open = put_open(whole);
    now = crossing(state, cpus_[cpu], now, WellKnown::to_kernel);
    const std::int64_t bytes = 1 + below(5000);
    now = copy(state, cpu, now, bytes);
    now = crossing(state, cpus_[cpu_], now, WellKnown::to_user);
    sink_.end(open, now);
    sink_.end_call(call_, now, bytes);
    cpu_free_[cpu_] = now;
    state.free = now;
    if (state.has_read) {
      transfer(state, now, bytes);
      state.offset += bytes;
    }
    state.has_read = !state.has_read;
  }

  /// What a CPU is told of: a transfer that another CPU has begun by then.
  static Ticket transfer_before(const State& state, Time begin) {
    return state.transfer_begin <= begin ? state.transfer : no_ticket;
  }

  Ticket put_open(const Span& span) { return sink_.add(span); }

  Time crossing(State& state, LaneId cpu, Time now, StringId name) {
    Span span = row(state, Kind::mode_switch, now, ps(5));
    span.lane = cpu;
    span.name = name;
    entry_ = put(span);
    return span.end;
  }

  /// In one piece, or in two with a wait between them, on another CPU perhaps.
  Time copy(State& state, std::size_t cpu, Time now, std::int64_t bytes) {
    cpu_ = cpu;
    const std::int64_t first = below(4) == 0 ? bytes / 2 : bytes;
    Span part = row(state, Kind::cpu_copy, now, ps(30 + below(100)));
    part.lane = cpus_[cpu];
    part.cause = entry_;
    part.set_way(state.has_read ? Buffer::user_buffer : Buffer::page_cache,
                 state.has_read ? Buffer::socket_buffer : Buffer::user_buffer);
    part.set_range({Bytes(state.offset), Bytes(first)});
    if (below(20) == 0) part.evidence = Evidence::inferred;
    put(part);
    if (part.evidence != Evidence::inferred)
      interrupt(part.lane, part.begin, part.end - part.begin);
    if (first == bytes) return part.end;
    cpu_free_[cpu] = part.end;
    Span wait = row(state, Kind::wait, part.end, ps(1 + below(300)));
    wait.lane = state.lane;
    put(wait);
    cpu_ = below(static_cast<std::uint32_t>(plan_.cpus));
    Span rest = part;
    rest.begin = std::max(wait.end, cpu_free_[cpu_]);
    rest.end = rest.begin + ps(30);
    rest.lane = cpus_[cpu_];
    rest.continued = true;
    rest.replaces_target = false;
    rest.set_range({Bytes(state.offset + first), Bytes(bytes - first)});
    put(rest);
    return rest.end;
  }

  void transfer(State& state, Time now, std::int64_t bytes) {
    Span span = row(state, Kind::dma_copy, now, ps(1 + below(500)));
    span.lane = card_;
    span.task = no_task;
    span.set_way(Buffer::socket_buffer, Buffer::nic);
    span.set_range({Bytes(state.offset), Bytes(bytes)});
    state.transfer = put(span);
    state.transfer_begin = now;
    state.transfer_call = call_;
  }

  const Plan plan_;
  TraceSink& sink_;
  std::mt19937 random_;
  std::vector<LaneId> cpus_;
  std::vector<Time> cpu_free_;
  std::vector<State> flows_;
  LaneId card_ = 0;
  StringId read_ = 0, write_ = 0, labels_[2] = {};
  CallId call_ = 0;
  std::size_t cpu_ = 0; ///< on which the call goes on
  Ticket entry_ = no_ticket;
  Span late_;
  Time end_;
};

inline Trace many_flows(const Plan& plan) {
  TraceBuilder builder;
  ReorderingSink sorted(builder, ManyFlows::lateness());
  ManyFlows(plan, sorted).run();
  return builder.take();
}

} // namespace copyscope::trace::test
