// A Trace: every row of a run, immutable, and the index that answers what was true at a moment.
//
// Where to begin: cursor_at(t) turns a time into a Cursor; ledger(cursor) and open_spans(cursor)
// tell what was true there; next and previous move it. Each look-up is a binary search and at most
// 64 rows replayed, so going back costs what going forward does. No reader looks back along rows
// by itself: what a producer knew, the trace tells.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/header.h"
#include "sim/trace/ledger.h"
#include "sim/trace/span.h"
#include "sim/trace/tables.h"
#include "sim/trace/wanted.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::trace {

class Index;     // sim/trace/index.h
class JointRows; // sim/trace/joint_rows.h
class RowList;   // sim/trace/row_list.h

/// A moment of a run: a time, and how many rows have begun (equal begins are separate steps).
struct Cursor {
  Time time;
  std::uint32_t begun = 0; ///< rows 0 … begun − 1 have begun

  friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// Who is at work in a row.
enum class Actor : std::uint8_t { cpu, disk, disk_dma, nic_dma, nic, wire, memory_bus, receiver };

/// What a task does at a moment.
struct Doing {
  SpanId row = no_span;  ///< the latest begun of its rows under way, waits and calls among them
  SpanId wait = no_span; ///< what it waits in, where it waits
  CallId call = 0;       ///< the call it is in
};

/// A way that bytes, or references to them, take in a run.
struct Way {
  Kind kind = Kind::cpu_copy;
  Buffer source = Buffer::none, target = Buffer::none; ///< kinds of objects
  SpanId first = no_span;                              ///< the row that takes it first

  friend bool operator==(const Way&, const Way&) = default;
};

/// Of rows that nest, the innermost alone.
using TimeByKind = std::array<Time, kind_count>;

/// What a lane was busy with for a while.
struct Busy {
  Time whole; ///< how long that was
  TimeByKind by_kind{};
};

/// A part of a lane's time.
struct Slot {
  SpanId longest = no_span; ///< of the rows that overlap it, the earliest of the longest
  TimeByKind busy{};
};

/// Of some rows, the earliest of the longest.
struct Longest {
  SpanId row = no_span;
  Kind kind = Kind::user;          ///< its
  Time length = Time::from_ps(-1); ///< its
  Time last_end;                   ///< of all of them
};

class Trace {
public:
  explicit Trace(BlockMemory memory = {});
  /// One that was moved from may be assigned to or destroyed, and nothing else.
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;
  ~Trace();

  const Header& header() const { return header_; }
  std::uint32_t size() const { return spans_.size(); } ///< rows
  Span operator[](SpanId span) const { return spans_[span]; }
  Time end() const { return end_; } ///< where the run ended

  /// The rows segment by segment: `segment(i)` are rows i × segment_rows and those after it.
  std::uint32_t segments() const { return (size() + segment_rows - 1) / segment_rows; }
  std::span<const Span> segment(std::uint32_t i) const;

  const Tables& tables() const { return tables_; }
  const std::vector<Lane>& lanes() const { return tables_.lanes; }
  const Lane& lane(const Span& span) const { return tables_.lanes[span.lane]; }
  const std::string& name(const Span& span) const { return tables_.names[span.name]; }
  /// As the file of a newer version calls it, where this one knows no better.
  std::string_view kind_name(SpanId row) const;
  /// The label of the line of the listing that made the row's call; 0 where there is none.
  StringId label_id(const Span& span) const {
    return span.call == 0 ? StringId{0} : tables_.calls[span.call - 1].label;
  }
  const std::string& label(const Span& span) const { return tables_.labels[label_id(span)]; }
  const std::vector<std::string>& names() const { return tables_.names; }
  const std::vector<std::string>& labels() const { return tables_.labels; }

  /// After all rows that begin at t or earlier.
  Cursor cursor_at(Time t) const;
  /// Just after the row has begun.
  Cursor cursor_on(SpanId span) const { return {spans_[span].begin, span + 1}; }

  /// The rows under way at the cursor, in order of begin: begun, and not ended at its time. A row
  /// of length 0 is under way only for the cursor that stands on it.
  std::vector<SpanId> open_spans(Cursor at) const;

  /// Every count, and the bytes in each buffer, at the cursor.
  Ledger ledger(Cursor at) const;
  Ledger final_ledger() const { return ledger({end_, size()}); }
  /// Adds a row to a fold of the whole run, to which all rows before it were added: within whom it
  /// runs, and what is gone when it begins. `as` is the row, or the row with another end.
  void add_to(LedgerFold& fold, SpanId row, const Span& as) const;
  /// For sums over counts: the counts just before row i × checkpoint_rows began, 0 ≤ i <
  /// checkpoints(). Amounts (bytes, times) are those of the rows that had ended by then.
  static constexpr std::uint32_t checkpoint_rows = 64;
  std::uint32_t checkpoints() const;
  Ledger counts_at_checkpoint(std::uint32_t i) const;

  /// The calls made so far by name, in order of first use; `ledger` is one of the whole run.
  std::vector<std::pair<std::string, std::int64_t>> calls_by_name(const Ledger& ledger) const;

  /// The next row at or after `from` whose kind is in the set, or no_span.
  SpanId next(SpanId from, KindSet kinds) const;
  /// The last row before `before` whose kind is in the set, or no_span.
  SpanId previous(SpanId before, KindSet kinds) const;

  /// Steps count from 1. How many steps have begun at the cursor; which row the nth step is.
  std::int64_t steps() const { return steps_; }
  std::int64_t step_number(Cursor at) const;
  SpanId step(std::int64_t number) const; ///< no_span outside 1 … steps()

  /// The journey of one byte: every row of that flow whose range holds the offset, in order.
  std::vector<SpanId> journey(FlowId flow, Bytes offset) const;

  /// The call of a row, or of a CallId from 1 on.
  Call call(CallId id) const { return tables_.calls[id - 1]; }
  /// The name of the call that a row belongs to; empty for none.
  const std::string& call_name(const Span& span) const {
    return tables_.names[span.call == 0 ? 0 : tables_.calls[span.call - 1].name];
  }
  /// The ways that rows take from an object to an object, in the order of the first that does.
  const std::vector<Way>& ways() const;
  Actor actor(const Span& span) const;
  /// What kind of object a row takes bytes from, and puts them into.
  Buffer source(const Span& span) const { return tables_.kind_at(span.flow, span.source); }
  Buffer target(const Span& span) const { return tables_.kind_at(span.flow, span.target); }
  /// The rows that this one caused, in order: at or after `from`, `most` at the most.
  std::vector<SpanId> effects(SpanId row, SpanId from = 0, std::size_t most = no_span) const;

  /// The next row at or after `from`, or the last before `before`, or no_span.
  SpanId next_in_lane(LaneId lane, SpanId from) const;
  SpanId previous_in_lane(LaneId lane, SpanId before) const;
  SpanId next_labelled(StringId label, SpanId from) const;
  SpanId previous_labelled(StringId label, SpanId before) const;
  /// The same among the rows of a flow, a task, a call: any, or of some kinds alone, however many
  /// others lie between.
  SpanId next_of_flow(FlowId flow, SpanId from, Wanted wanted = {}) const;
  SpanId previous_of_flow(FlowId flow, SpanId before, Wanted wanted = {}) const;
  SpanId next_of_task(TaskId task, SpanId from, Wanted wanted = {}) const;
  SpanId previous_of_task(TaskId task, SpanId before, Wanted wanted = {}) const;
  SpanId next_of_call(CallId call, SpanId from, Wanted wanted = {}) const;
  SpanId previous_of_call(CallId call, SpanId before, Wanted wanted = {}) const;

  /// What a flow, or a task, has cost at the cursor. `held` of a flow are its own bytes alone: what
  /// an object held at the start is of no flow. Tasks hold nothing.
  Ledger flow_ledger(FlowId flow, Cursor at) const;
  Ledger task_ledger(TaskId task, Cursor at) const;
  /// What a call that has ended has cost, its rows that follow its return among it.
  Ledger call_ledger(CallId call) const;

  /// Bytes in an object at the cursor, of all flows or of one.
  std::int64_t held(ObjectId object, Cursor at) const;
  std::int64_t held(ObjectId object, FlowId flow, Cursor at) const;
  /// Which bytes of a flow an object holds, in order of arrival, neighbours joined. Nothing for an
  /// object that keeps all, where it cannot be told.
  std::vector<Range> ranges(ObjectId object, FlowId flow, Cursor at) const;
  /// The last row before `before` of these kinds that brings something into the object, or no_span.
  SpanId latest_into(ObjectId object, KindSet kinds, SpanId before) const;
  /// The first at or after `from`.
  SpanId next_into(ObjectId object, KindSet kinds, SpanId from) const;

  /// Who runs on a CPU, the task that an interrupt interrupts too; no_task where it idles.
  TaskId task_on(LaneId cpu, Cursor at) const;
  Doing doing(TaskId task, Cursor at) const;

  /// Of a lane, for each of `slots` equal parts of [from, to[, the longest row and the time by
  /// kind.
  std::vector<Slot> slots(LaneId lane, Time from, Time to, int slots) const;
  /// What a lane was busy with between each of the moments, which ascend, and the next. `nearly`:
  /// where there are hundreds of its rows between two of them, the moments are moved to where sums
  /// are kept, by a hundredth of the time between them at the most: no row has to be looked at.
  std::vector<Busy> busy(LaneId lane, const std::vector<Cursor>& moments,
                         bool nearly = false) const;

  /// The rows of some lanes taken together, of all flows or of one alone, and how busy the lanes
  /// were with them. Found when it is first asked for them; kept from then on.
  JointRows joint(const std::vector<LaneId>& lanes, FlowId flow = no_flow) const;

  /// For a lane, the longest row that overlaps each of `slots` equal parts of [from, to[; no_span
  /// where nothing does. Where rows are equally long, the earlier one.
  std::vector<SpanId> longest(LaneId lane, Time from, Time to, int slots) const;

  /// The rows of a lane, in order of begin.
  std::uint32_t lane_size(LaneId lane) const;
  SpanId lane_span(LaneId lane, std::uint32_t i) const;
  /// How many of a lane's rows come before a row of the trace, size() included. A guess makes it
  /// faster: near the answer it touches only what lies between.
  std::uint32_t lane_rows_before(LaneId lane, SpanId row, std::uint32_t guess = 0) const;
  /// The same, or fewer by lane_block at the most: a multiple of it, found without the rows.
  static constexpr std::uint32_t lane_block = 32;
  std::uint32_t lane_blocks_before(LaneId lane, SpanId row, std::uint32_t guess = 0) const;
  /// The longest of a lane's rows first … end − 1, as lane_span counts them. Quickest where both
  /// are multiples of lane_block.
  Longest longest_of(LaneId lane, std::uint32_t first, std::uint32_t end) const;
  /// Of a lane's rows before `first`, those that end after t, latest first; `most` at the most.
  std::vector<SpanId> reaching(LaneId lane, std::uint32_t first, Time t, std::size_t most) const;

  friend bool operator==(const Trace& a, const Trace& b);

private:
  friend class TraceBuilder;

  const RowList& rows_of(LaneId lane) const;

  Header header_;
  Spans spans_;
  std::unique_ptr<Index> index_;
  Tables tables_;
  std::int64_t steps_ = 0;
  Time end_;
};

} // namespace copyscope::trace
