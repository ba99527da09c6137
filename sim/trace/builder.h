// The two sinks: TraceBuilder keeps every row and builds the index while the run goes; LedgerSink
// only counts, in constant memory.
#pragma once

#include "sim/trace/asides.h"
#include "sim/trace/registry.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace {

/// Throws std::length_error at 2^32 − 2 rows or where a table is full, std::logic_error where a row
/// breaks the rules of TraceSink. Rows come in order of begin, so their tickets are their ids.
class TraceBuilder final : public TraceSink {
public:
  /// `memory` holds the rows.
  explicit TraceBuilder(BlockMemory memory = {});
  TraceBuilder(const TraceBuilder&) = delete;
  TraceBuilder& operator=(const TraceBuilder&) = delete;

  using TraceSink::lane;
  void start(const Header& header) override;
  /// The same for a trace that was saved: with all its tables, whose entries fit each other.
  /// Nothing is interned or described afterwards.
  void start(const Header& header, Tables tables);
  LaneId lane(const Lane& lane) override { return registry_.lane(lane); }
  StringId name(std::string_view text) override { return registry_.name(text); }
  StringId label(std::string_view text) override { return registry_.label(text); }
  TaskId task(const Task& task) override { return registry_.task(task); }
  ObjectId object(const Object& object) override { return registry_.object(object); }
  FlowId flow(const Flow& flow) override { return registry_.flow(flow); }
  CallId call(const Call& call) override;
  void end_call(CallId call, Time end, std::int64_t result) override;
  Ticket add(const Span& span) override;
  void end(Ticket row, Time end) override;
  void finish(Time end) override;

  bool finished() const { return finished_; }
  std::uint32_t size() const { return trace_.size(); }
  /// Rows under way when the last one began.
  std::size_t under_way() const { return fold_.open().size(); }

  /// What is known only at the end: another header for the same run.
  void revise(const Header& header) { trace_.header_ = header; }

  /// The finished trace. Once, and only after finish().
  Trace take();

private:
  void describe_call(const Span& span);

  Trace trace_;
  Registry registry_;
  LedgerFold fold_;
  Nesting nesting_;
  Contents contents_;
  std::vector<Taking> takings_; ///< of the row that is being added
  Time last_begin_;
  bool finished_ = false;
};

class LedgerSink final : public TraceSink {
public:
  LedgerSink() : registry_(tables_), fold_(&tables_) {}
  LedgerSink(const LedgerSink&) = delete;
  LedgerSink& operator=(const LedgerSink&) = delete;

  using TraceSink::lane;
  void start(const Header& header) override;
  LaneId lane(const Lane& lane) override { return registry_.lane(lane); }
  StringId name(std::string_view text) override { return registry_.name(text); }
  StringId label(std::string_view text) override { return registry_.label(text); }
  TaskId task(const Task& task) override { return registry_.task(task); }
  ObjectId object(const Object& object) override { return registry_.object(object); }
  FlowId flow(const Flow& flow) override { return registry_.flow(flow); }
  CallId call(const Call&) override { return ++calls_; }
  void end_call(CallId, Time, std::int64_t) override {}
  Ticket add(const Span& span) override;
  void end(Ticket row, Time end) override;
  void finish(Time end) override;

  /// Rows that a TraceBuilder would have by now.
  std::int64_t rows() const { return rows_; }
  /// The ledger at `now`, which is not before the latest row's begin.
  Ledger ledger(Time now) const { return fold_.at(now); }
  const std::vector<std::string>& names() const { return tables_.names; }
  /// The rows that had not ended when the latest one began.
  const std::vector<LedgerFold::Open>& under_way() const { return fold_.open(); }
  Time end_time() const { return end_; }
  /// How long the run took, as Header::duration has it, once it has finished.
  Time duration() const { return duration_; }

  /// True where no row is under way at `now` but calls that have not returned: nothing then grows.
  bool quiet(Time now);
  /// Goes on as if what added `delta` and `rows` had been added `times` more. Only while quiet.
  void repeat(const Ledger& delta, std::int64_t rows, std::int64_t times);

private:
  Tables tables_;
  Registry registry_;
  LedgerFold fold_;
  Nesting nesting_;
  Contents contents_;
  std::vector<Taking> takings_;
  std::int64_t rows_ = 0;
  CallId calls_ = 0;
  SpanId next_ = 0;
  Time end_, duration_;
  bool ends_on_arrival_ = false;
};

} // namespace copyscope::trace
