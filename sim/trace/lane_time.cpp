#include "sim/trace/lane_time.h"

#include <algorithm>

namespace copyscope::trace {

LaneTime::LaneTime(const Spans& spans, const Ids& ids) {
  Sum sum;
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    if (i % block == 0) checkpoints_.push_back(sum);
    add(sum, spans, ids[i]);
  }
}

void LaneTime::go_to(Sum& sum, const Spans& spans, Time t) {
  while (!sum.open.empty()) {
    const Span& inner = spans[sum.open.back()];
    const Time end = std::min(inner.end, t);
    if (end > sum.now) {
      sum.busy[static_cast<std::size_t>(inner.kind)] += end - sum.now;
      sum.now = end;
    }
    if (inner.end > t) break;
    sum.open.pop_back();
  }
  sum.now = std::max(sum.now, t);
}

void LaneTime::add(Sum& sum, const Spans& spans, SpanId id) {
  const Span& span = spans[id];
  go_to(sum, spans, span.begin);
  if (span.evidence != Evidence::inferred && span.end > span.begin) sum.open.push_back(id);
}

TimeByKind LaneTime::until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const {
  if (begun == 0) return {};
  const std::uint32_t at = (begun - 1) / block;
  Sum sum = checkpoints_[at];
  for (std::uint32_t i = at * block; i < begun; ++i)
    add(sum, spans, ids[i]);
  go_to(sum, spans, t);
  return sum.busy;
}

} // namespace copyscope::trace
