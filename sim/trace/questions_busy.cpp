// The trace's answers about time: how busy a lane was, some lanes together, or a flow on them.
#include "sim/trace/busy_between.h"
#include "sim/trace/index.h"
#include "sim/trace/joint_rows.h"
#include "sim/trace/trace.h"

namespace copyscope::trace {

namespace {

class LaneReader {
public:
  LaneReader(const LaneIndex* lane, const Spans& spans) : lane_(lane), spans_(spans) {}

  std::uint32_t rows_before(SpanId row, std::uint32_t guess) const {
    return lane_ ? lane_->rows().rows_before(row, guess) : 0;
  }
  static constexpr std::uint32_t many() { return 16 * LaneTime::block; }
  TimeByKind until(Cursor at, std::uint32_t begun) const {
    return lane_ ? lane_->busy_until(spans_, at.time, begun) : TimeByKind{};
  }
  std::optional<KeptTime> kept_near(Cursor at, std::uint32_t begun) const {
    return lane_->time().kept_near(at.time, begun);
  }

private:
  const LaneIndex* lane_;
  const Spans& spans_;
};

} // namespace

std::vector<Busy> Trace::busy(LaneId lane, const std::vector<Cursor>& moments, bool nearly) const {
  return busy_between(moments, nearly, LaneReader(index_->lane(lane), spans_));
}

JointRows Trace::joint(const std::vector<LaneId>& lanes, FlowId flow) const {
  const Joint::From from{spans_, tables_, index_->lanes(), index_->by_flow()};
  return {spans_, index_->late().joint(from, lanes, flow)};
}

std::uint32_t JointRows::size() const {
  return rows_->rows().size();
}
SpanId JointRows::operator[](std::uint32_t i) const {
  return rows_->rows()[i];
}
std::uint32_t JointRows::rows_before(SpanId row, std::uint32_t guess) const {
  return rows_->rows().rows_before(row, guess);
}
std::uint32_t JointRows::blocks_before(SpanId row, std::uint32_t guess) const {
  return rows_->rows().blocks_before(row, guess);
}
Longest JointRows::longest_of(std::uint32_t first, std::uint32_t end) const {
  return rows_->rows().longest_of(*spans_, first, end);
}
std::vector<SpanId> JointRows::reaching(std::uint32_t first, Time t, std::size_t most) const {
  return rows_->rows().reaching(*spans_, first, t, most);
}
std::vector<Busy> JointRows::busy(const std::vector<Cursor>& moments, bool nearly) const {
  return busy_between(moments, nearly, rows_->time(*spans_));
}

std::vector<Slot> Trace::slots(LaneId lane, Time from, Time to, int slots) const {
  std::vector<Slot> result(static_cast<std::size_t>(slots));
  if (index_->lane(lane) == nullptr || to <= from) return result;
  const std::vector<SpanId> rows = longest(lane, from, to, slots);
  std::vector<Cursor> moments;
  const Int128 range = (to - from).ps();
  for (int i = 0; i <= slots; ++i)
    moments.push_back(
        cursor_at(from + Time::from_ps(static_cast<std::int64_t>(range * i / slots))));
  const std::vector<Busy> times = busy(lane, moments);
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = {rows[i], times[i].by_kind};
  return result;
}

} // namespace copyscope::trace
