#include "figure/timeline/flow_time.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

bool takes_time(const trace::Span& row) {
  return row.evidence != trace::Evidence::inferred && row.end > row.begin;
}

/// One row's stretches: what is left of it beside what began later on its lane.
class Remains {
public:
  Remains(const trace::Trace& trace, trace::SpanId row, std::vector<BusyStretch>& stretches)
      : row_(trace[row]), end_(std::min(row_.end, trace.end())), at_(row_.begin),
        stretches_(stretches) {}

  /// False once a row begins after this one has ended.
  bool give_way(const trace::Span& later) {
    if (later.begin >= end_) return false;
    if (!takes_time(later)) return true;
    add_until(later.begin);
    at_ = std::max(at_, later.end);
    return true;
  }
  void finish() { add_until(end_); }

private:
  void add_until(Time t) {
    if (at_ < t) stretches_.push_back({at_, t, row_.kind});
    at_ = std::max(at_, t);
  }

  const trace::Span row_;
  Time end_, at_;
  std::vector<BusyStretch>& stretches_;
};

} // namespace

FlowRows rows_of_flow(const trace::Trace& trace, trace::FlowId flow, trace::Cursor from,
                      trace::Cursor to, std::size_t most) {
  FlowRows found;
  found.until = to.time;
  for (const trace::SpanId row : trace.open_spans(from))
    if (trace[row].flow == flow) found.rows.push_back(row);
  const std::size_t reaching = found.rows.size();
  for (trace::SpanId row = trace.next_of_flow(flow, from.begun); row < to.begun;
       row = trace.next_of_flow(flow, row + 1)) {
    if (found.rows.size() - reaching == most) {
      found.until = trace[row].begin;
      found.is_whole = false;
      break;
    }
    found.rows.push_back(row);
  }
  return found;
}

std::vector<BusyStretch> busy_stretches(const trace::Trace& trace,
                                        std::span<const trace::SpanId> rows,
                                        std::span<const trace::LaneId> lanes) {
  std::vector<BusyStretch> stretches;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const trace::Span row = trace[rows[i]];
    if (!takes_time(row) || std::ranges::find(lanes, row.lane) == lanes.end()) continue;
    Remains remains(trace, rows[i], stretches);
    if (trace.lane(row).kind == trace::LaneKind::cpu) {
      for (trace::SpanId later = trace.next_in_lane(row.lane, rows[i] + 1);
           later != trace::no_span && remains.give_way(trace[later]);
           later = trace.next_in_lane(row.lane, later + 1)) {
      }
    } else {
      for (std::size_t later = i + 1; later < rows.size(); ++later) {
        const trace::Span other = trace[rows[later]];
        if (other.begin >= row.end) break;
        if (other.lane == row.lane) remains.give_way(other);
      }
    }
    remains.finish();
  }
  std::ranges::stable_sort(stretches, {}, &BusyStretch::begin);
  return stretches;
}

std::vector<trace::Busy> busy_between(const std::vector<BusyStretch>& stretches,
                                      const std::vector<Time>& moments) {
  std::vector<trace::Busy> all(moments.empty() ? 0 : moments.size() - 1);
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i].whole = moments[i + 1] - moments[i];
  for (const BusyStretch& stretch : stretches) {
    // The part in which it begins, or the first.
    const auto after = std::ranges::upper_bound(moments, stretch.begin);
    auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - moments.begin() - 1));
    for (; i < all.size() && moments[i] < stretch.end; ++i) {
      const Time begin = std::max(stretch.begin, moments[i]);
      const Time end = std::min(stretch.end, moments[i + 1]);
      if (begin < end) all[i].by_kind[static_cast<std::size_t>(stretch.kind)] += end - begin;
    }
  }
  return all;
}

} // namespace copyscope::figure
