// Where producers write, and what a producer is.
//
// A producer (the simulator, or real mode) turns a case of a Scenario into spans. It writes them
// into a TraceSink in order of begin, each at the moment at which it begins. TraceBuilder keeps
// them and makes a Trace; LedgerSink only counts.
#pragma once

#include "sim/trace/header.h"
#include "sim/trace/span.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace copyscope::trace {

class TraceSink {
public:
  virtual ~TraceSink() = default;

  /// Called once, before any span.
  virtual void start(const Header& header) = 0;

  /// Interning: the same text gives the same id. At most 255 names and labels, 65,535 lanes.
  virtual LaneId lane(std::string_view name) = 0;
  virtual StringId name(std::string_view text) = 0;
  virtual StringId label(std::string_view text) = 0;

  /// Adds a row. Its begin is never before that of the row added last. Where its end is
  /// Span::open, end() gives it later.
  virtual SpanId add(const Span& span) = 0;

  /// Gives a span its end: for one that was open, or that turned out longer than was thought. Not
  /// before its begin, and only while the span has not ended at the time of the latest row.
  virtual void end(SpanId span, Time end) = 0;

  /// Called once, after the last row: `end` is where the run ended; nothing ends later.
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
