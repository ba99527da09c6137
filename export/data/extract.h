// Which part of a run goes into an export, and how: what every format is told.
#pragma once

#include "assets/assets.h"
#include "export/data/writer.h"
#include "sim/trace/trace.h"

#include <algorithm>

namespace copyscope::exports {

/// A trace's part [from, to], both included.
struct Extract {
  const trace::Trace& trace;
  Time from, to = Time::max();
  const Progress* progress = nullptr; ///< or nobody wants to know

  /// Whether a row is in it: it overlaps, or touches it.
  bool holds(const trace::Span& span) const { return span.begin <= to && end_of(span) >= from; }
  /// Where a row ends; the run's end for one of a real run that never did.
  Time end_of(const trace::Span& span) const {
    return span.end == trace::Span::open ? std::max(trace.end(), span.begin) : span.end;
  }
  Time end() const { return std::min(to, trace.end()); }

  static constexpr std::size_t rows_untold =
      4096; ///< rows, or moments, from one tell() to the next
  /// Work has come that far; where it goes through the rows several times, in that one of them.
  void tell(Time reached, std::size_t pass = 0, std::size_t passes = 1) const {
    if (!progress || !*progress) return;
    const auto whole = static_cast<double>((end() - from).ps());
    const auto done = static_cast<double>((reached - from).ps());
    const double share = whole > 0 ? std::clamp(done / whole, 0.0, 1.0) : 0;
    (*progress)((static_cast<double>(pass) + share) / static_cast<double>(passes));
  }
};

} // namespace copyscope::exports
