#include "sim/trace/reordering_sink.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace copyscope::trace {

LaneId ReorderingSink::lane(const Lane& lane) {
  const LaneId id = to_.lane(lane);
  if (id >= is_cpu_.size()) is_cpu_.resize(id + std::size_t{1});
  is_cpu_[id] = lane.kind == LaneKind::cpu;
  return id;
}

Ticket ReorderingSink::add(const Span& span) {
  if (span.begin < passed_until_)
    throw std::logic_error("a row comes later than the window of the sink that sorts");
  const Ticket ticket = passed_.size();
  begins_.push_back(span.begin);
  passed_.push_back(no_ticket);
  waiting_.emplace(Key{span.begin, ticket}, span);
  latest_ = std::max(latest_, span.begin);
  pass_on(latest_ - window_);
  return ticket;
}

void ReorderingSink::end(Ticket row, Time end) {
  if (row >= passed_.size()) throw std::logic_error("only a row that is there can be given an end");
  if (passed_[row] != no_ticket) return to_.end(passed_[row], end);
  waiting_.at({begins_[row], row}).end = end;
}

void ReorderingSink::finish(Time end) {
  pass_on(Time::max());
  to_.finish(end);
}

// Rows that begin before a time, those that begin together at once.
void ReorderingSink::pass_on(Time before) {
  while (!waiting_.empty() && waiting_.begin()->first.first < before) {
    const Time begin = waiting_.begin()->first.first;
    const auto last = waiting_.lower_bound({begin + Time::from_ps(1), 0});
    pass_on_together(waiting_.begin(), last);
    waiting_.erase(waiting_.begin(), last);
    passed_until_ = begin + Time::from_ps(1);
  }
}

void ReorderingSink::pass_on_together(std::map<Key, Span>::iterator first,
                                      std::map<Key, Span>::iterator last) {
  std::vector<std::map<Key, Span>::iterator> order;
  for (auto each = first; each != last; ++each) {
    // Before the first shorter one on its CPU: that runs within it.
    const Span& row = each->second;
    auto place = order.end();
    if (is_cpu_[row.lane])
      place = std::find_if(order.begin(), order.end(), [&](const auto& other) {
        const Span& inner = other->second;
        return inner.lane == row.lane && inner.end > inner.begin && inner.end < row.end;
      });
    order.insert(place, each);
  }
  for (const auto& each : order) {
    Span& row = each->second;
    if (row.cause != no_ticket) {
      if (row.cause >= passed_.size() || passed_[row.cause] == no_ticket)
        throw std::logic_error("a row's cause begins before it");
      row.cause = passed_[row.cause];
    }
    passed_[each->first.second] = to_.add(row);
  }
}

} // namespace copyscope::trace
