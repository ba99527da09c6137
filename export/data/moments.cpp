#include "export/data/moments.h"

namespace copyscope::exports {

namespace {

bool moves_bytes(const trace::Span& span) {
  return span.target != trace::Buffer::none;
}

} // namespace

Moments::Moments(const Extract& extract) : extract_(extract), fold_(&extract.trace.tables()) {
  fold_.start(extract.trace.header());
}

bool Moments::next() {
  const trace::Trace& trace = extract_.trace;
  if (!started_) {
    started_ = true;
    go_to(std::min(extract_.from, extract_.end()));
    first_ = 0;
    bytes_moved_ = true;
    return true;
  }
  const Time begin = next_ < trace.size() ? trace[next_].begin : Time::max();
  const Time time = std::min(begin, earliest_end_);
  if (time > extract_.end() || time == Time::max()) return false;
  go_to(time);
  return true;
}

void Moments::go_to(Time time) {
  const trace::Trace& trace = extract_.trace;
  if (gone_++ % Extract::rows_untold == 0) extract_.tell(time);
  time_ = time;
  first_ = next_;
  bytes_moved_ = false;
  for (const auto& open : fold_.open())
    bytes_moved_ = bytes_moved_ || open.target != trace::Buffer::none;
  for (; next_ < trace.size() && trace[next_].begin <= time; ++next_) {
    trace::Span span = trace[next_];
    span.end = extract_.end_of(span);
    bytes_moved_ = bytes_moved_ || moves_bytes(span);
    trace.add_to(fold_, next_, span);
  }
  fold_.retire(time);
  earliest_end_ = Time::max();
  for (const auto& open : fold_.open())
    earliest_end_ = std::min(earliest_end_, open.end);
}

} // namespace copyscope::exports
