#include "sim/trace/lane_time.h"

#include <algorithm>

namespace copyscope::trace {

void LaneTime::Sum::go_to(const Spans& spans, Time t) {
  while (!open.empty()) {
    const Span& inner = spans[open.back()];
    const Time end = std::min(inner.end, t);
    if (end > now) {
      busy[static_cast<std::size_t>(inner.kind)] += end - now;
      now = end;
    }
    if (inner.end > t) break;
    open.pop_back();
  }
  now = std::max(now, t);
}

void LaneTime::Sum::add(const Spans& spans, SpanId id) {
  const Span& span = spans[id];
  go_to(spans, span.begin);
  if (span.evidence != Evidence::inferred && span.end > span.begin) open.push_back(id);
}

void LaneTime::add(const Spans& spans, SpanId id) {
  if (rows_ % block == 0) checkpoints_.push_back(sum_);
  ++rows_;
  sum_.add(spans, id);
}

TimeByKind LaneTime::until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const {
  if (begun == 0) return {};
  const std::uint32_t at = (begun - 1) / block;
  Sum sum = checkpoints_[at];
  for (std::uint32_t i = at * block; i < begun; ++i)
    sum.add(spans, ids[i]);
  sum.go_to(spans, t);
  return sum.busy;
}

// A sum that is kept ends with the row before: what was under way then has its part up to the next.
LaneTime::Kept LaneTime::kept_before(const Spans& spans, const Ids& ids,
                                     std::uint32_t begun) const {
  if (begun == 0) return {};
  const std::uint32_t at = (begun - 1) / block;
  Sum sum = checkpoints_[at];
  sum.go_to(spans, spans[ids[at * block]].begin);
  return {sum.now, sum.busy};
}

} // namespace copyscope::trace
