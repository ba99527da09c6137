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

// Rows that ended while others within which they did not begin went on: of no use any more.
void LaneTime::Sum::forget_ended(const Spans& spans) {
  std::erase_if(open, [&](SpanId row) { return spans[row].end <= now; });
}

void LaneTime::Sum::add(const Spans& spans, SpanId id) {
  const Span& span = spans[id];
  go_to(spans, span.begin);
  if (span.evidence != Evidence::inferred && span.end > span.begin) open.push_back(id);
}

void LaneTime::add(const Spans& spans, SpanId id) {
  if (rows_ == next_) {
    keep(spans);
    next_ = rows_ + std::max(block, static_cast<std::uint32_t>(sum_.open.size()));
  }
  ++rows_;
  sum_.add(spans, id);
}

void LaneTime::keep(const Spans& spans) {
  for (std::size_t kind = 0; kind < sum_.busy.size(); ++kind)
    if (sum_.busy[kind] > Time() &&
        std::find(kinds_.begin(), kinds_.end(), static_cast<Kind>(kind)) == kinds_.end())
      kinds_.push_back(static_cast<Kind>(kind));
  sum_.forget_ended(spans);
  checkpoints_.push_back({sum_.now, rows_, static_cast<std::uint32_t>(busy_.size()),
                          static_cast<std::uint32_t>(open_.size()),
                          static_cast<std::uint32_t>(kinds_.size())});
  for (const Kind kind : kinds_)
    busy_.push_back(sum_.busy[static_cast<std::size_t>(kind)]);
  open_.insert(open_.end(), sum_.open.begin(), sum_.open.end());
}

const LaneTime::Checkpoint& LaneTime::checkpoint_before(std::uint32_t begun) const {
  const auto after =
      std::partition_point(checkpoints_.begin(), checkpoints_.end(),
                           [&](const Checkpoint& each) { return each.rows < begun; });
  return *std::prev(after);
}

LaneTime::Sum LaneTime::sum_at(const Checkpoint& at) const {
  const std::size_t open_end = &at == &checkpoints_.back() ? open_.size() : (&at + 1)->open;
  Sum sum{
      at.now, {}, {open_.begin() + at.open, open_.begin() + static_cast<std::ptrdiff_t>(open_end)}};
  for (std::size_t i = 0; i < at.kinds; ++i)
    sum.busy[static_cast<std::size_t>(kinds_[i])] = busy_[at.busy + i];
  return sum;
}

TimeByKind LaneTime::until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const {
  if (begun == 0) return {};
  const Checkpoint& at = checkpoint_before(begun);
  Sum sum = sum_at(at);
  for (std::uint32_t i = at.rows; i < begun; ++i)
    sum.add(spans, ids[i]);
  sum.go_to(spans, t);
  return sum.busy;
}

// A sum that is kept ends with the row before: what was under way then has its part up to the next.
LaneTime::Kept LaneTime::kept_before(const Spans& spans, const Ids& ids,
                                     std::uint32_t begun) const {
  if (begun == 0) return {};
  const Checkpoint& at = checkpoint_before(begun);
  Sum sum = sum_at(at);
  sum.go_to(spans, spans[ids[at.rows]].begin);
  return {sum.now, sum.busy};
}

} // namespace copyscope::trace
