// What is under way on one lane: of rows that overlap, the one that began last has the time.
#pragma once

#include "sim/trace/span.h"
#include "sim/trace/trace.h"

#include <algorithm>
#include <vector>

namespace copyscope::trace {

/// Whether a row takes time of its lane: not one that nobody saw.
inline bool has_time(const Span& row) {
  return row.evidence != Evidence::inferred && row.end > row.begin;
}

struct LaneStack {
  Time now;
  std::vector<SpanId> open; ///< the innermost last, and among them some that have ended

  /// Calls spend(row, time) for what each row has from `now` to t.
  template <class Spend> void go_to(const Spans& spans, Time t, Spend spend) {
    while (!open.empty()) {
      const Span& inner = spans[open.back()];
      const Time end = std::min(inner.end, t);
      if (end > now) {
        spend(inner, end - now);
        now = end;
      }
      if (inner.end > t) break;
      open.pop_back();
    }
    now = std::max(now, t);
  }

  template <class Spend> void add(const Spans& spans, SpanId id, Spend spend) {
    const Span& span = spans[id];
    go_to(spans, span.begin, spend);
    if (has_time(span)) open.push_back(id);
  }

  /// Rows that ended while others within which they did not begin went on: of no use any more.
  void forget_ended(const Spans& spans) {
    std::erase_if(open, [&](SpanId row) { return spans[row].end <= now; });
  }
};

/// Sums as they are kept: the time by kind from 0 to a moment.
struct KeptTime {
  Time at;
  TimeByKind busy{};
};

} // namespace copyscope::trace
