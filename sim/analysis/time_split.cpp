#include "sim/analysis/time_split.h"

#include "sim/analysis/duration.h"

#include <algorithm>
#include <array>

namespace copyscope::analysis {

namespace {

using trace::Kind;
using trace::Span;
using trace::Trace;

/// In the order in which they come first.
enum Worker : std::size_t { kernel, user, dma, disk, worker_count };

/// Who works in a row; worker_count where nobody of them does.
Worker worker_of(trace::LaneKind lane, Kind kind) {
  if (kind == Kind::lost) return worker_count;
  switch (lane) {
  case trace::LaneKind::cpu:
    return kind == Kind::user ? user : kernel;
  case trace::LaneKind::dma:
    return dma;
  case trace::LaneKind::disk:
    return disk;
  default:
    return worker_count;
  }
}

/// Divides the time as rows come in, in order of begin.
class Sweep {
public:
  /// Until when a worker is busy at least, from now on.
  void add(Worker worker, Time end) { until_[worker] = std::max(until_[worker], end); }

  void go_to(Time next) {
    while (now_ < next) {
      const auto busy = std::ranges::find_if(until_, [&](Time until) { return until > now_; });
      const auto who = static_cast<std::size_t>(busy - until_.begin());
      const Time end = who == worker_count ? next : std::min(*busy, next);
      times_[who] = times_[who] + (end - now_);
      now_ = end;
    }
  }

  TimeSplit split() const {
    return {times_[kernel], times_[user], times_[dma], times_[disk], times_[worker_count]};
  }

private:
  std::array<Time, worker_count> until_{};
  std::array<Time, worker_count + 1> times_{}; // the last is waiting
  Time now_;
};

} // namespace

TimeSplit time_split(const Trace& trace) {
  const Time whole = duration_of(trace);
  Sweep sweep;
  for (trace::SpanId row = 0; row < trace.size(); ++row) {
    const Span& span = trace[row];
    const Worker worker = worker_of(trace.lane(span).kind, span.kind);
    if (worker == worker_count) continue;
    sweep.go_to(std::min(span.begin, whole));
    sweep.add(worker, span.end); // beyond the run's end for one that never ended
  }
  sweep.go_to(whole);
  return sweep.split();
}

} // namespace copyscope::analysis
