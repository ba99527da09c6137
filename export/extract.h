// Which part of a run goes into an export, and how: what every format is told.
#pragma once

#include "assets/assets.h"
#include "sim/trace/trace.h"

namespace copyscope::exports {

/// A trace's part [from, to], both included.
struct Extract {
  const trace::Trace& trace;
  Time from, to = Time::max();

  /// Whether a row is in it: it overlaps, or touches it.
  bool holds(const trace::Span& span) const { return span.begin <= to && end_of(span) >= from; }
  /// Where a row ends; the run's end for one of a real run that never did.
  Time end_of(const trace::Span& span) const {
    return span.end == trace::Span::open ? std::max(trace.end(), span.begin) : span.end;
  }
  Time end() const { return std::min(to, trace.end()); }
};

} // namespace copyscope::exports
