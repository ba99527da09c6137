// Where producers write, and what a producer is.
//
// A producer (the simulator, real mode, an observer, an importer) writes spans into a TraceSink,
// each at the moment at which it begins, in order of begin; for those who learn of rows late there
// is ReorderingSink (reordering_sink.h). What rows name by number it describes before: lanes,
// tasks, objects, flows, calls. TraceBuilder keeps all and makes a Trace; LedgerSink only counts.
#pragma once

#include "sim/trace/header.h"
#include "sim/trace/span.h"
#include "sim/trace/tables.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace copyscope::trace {

/// A row while it is on its way into a trace: its number in the order in which rows are handed in.
/// Rows have their SpanId only in the trace.
using Ticket = std::uint32_t;
constexpr Ticket no_ticket = no_span;

class TraceSink {
public:
  virtual ~TraceSink() = default;

  /// Called once, before all else. Where the header has a scenario, there are then tasks and flows
  /// for its clients, of the numbers from 0 on, and the objects that the header's buffers name.
  virtual void start(const Header& header) = 0;

  /// Interning: the same name gives the same id. At most 65,535 lanes, 32,767 names and labels.
  virtual LaneId lane(const Lane& lane) = 0;
  LaneId lane(std::string_view name) { return lane(lane_named(name)); }
  virtual StringId name(std::string_view text) = 0;
  virtual StringId label(std::string_view text) = 0;

  /// One more of each; they are numbered in the order in which they are described.
  virtual TaskId task(const Task& task) = 0;
  virtual ObjectId object(const Object& object) = 0;
  virtual FlowId flow(const Flow& flow) = 0;
  virtual CallId call(const Call& call) = 0;
  /// A call has returned; `result` may be Call::no_result.
  virtual void end_call(CallId call, Time end, std::int64_t result) = 0;

  /// Adds a row. Its begin is never before that of the row added last. Where its end is
  /// Span::open, end() gives it later. Its cause is the ticket of a row that was added before. A
  /// call that was not described is described by its row of kind `syscall`.
  virtual Ticket add(const Span& span) = 0;

  /// Gives a row its end: for one that was open, at any time; for one that turned out longer than
  /// was thought, while it has not ended at the time of the latest row. Not before its begin.
  virtual void end(Ticket row, Time end) = 0;

  /// Called once, after the last row: `end` is where the run ended; nothing ends later. Rows that
  /// are still open have no known end.
  virtual void finish(Time end) = 0;
};

/// A run under way. Dropping it cancels it; the sink then never sees finish().
class Run {
public:
  virtual ~Run() = default;

  /// Works for about `budget` events (a real run: system calls). True once the run has finished.
  virtual bool step(std::uint64_t budget) = 0;

  /// How much of the work is done: 0 to 1.
  virtual double progress() const = 0;
};

/// The simulator and real mode, as those who cannot import them see them.
class Producer {
public:
  virtual ~Producer() = default;

  /// Begins the run of one case of the scenario; the sink must outlive the run. Throws
  /// scenario::InputError where the case cannot be run.
  virtual std::unique_ptr<Run> start(const scenario::Scenario& scenario,
                                     const scenario::Case& which, TraceSink& sink) = 0;
};

} // namespace copyscope::trace
