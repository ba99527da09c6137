#include "sim/trace/joint_time.h"

#include "sim/trace/partition.h"

#include <algorithm>
#include <array>

namespace copyscope::trace {

namespace {

std::size_t place(Kind kind) {
  return static_cast<std::size_t>(kind);
}

/// Adds up the time that counts.
struct Spend {
  const JointItems& items;
  TimeByKind& sums;

  void operator()(const Span& row, Time time) const {
    if (items.counts(row)) sums[place(row.kind)] += time;
  }
};

} // namespace

/// All lanes at once, from checkpoint to checkpoint. A checkpoint is written when the next one is
/// reached: which lanes nothing happens on until then is known only there.
class JointTime::Maker {
public:
  Maker(JointTime& to, const Spans& spans, const JointItems& items, std::size_t lanes)
      : to_(to), spans_(spans), items_(items), lanes_(lanes) {}

  void add(SpanId id) {
    const Span& row = spans_[id];
    const bool is_own = items_.counts(row);
    if (since_ >= rows_between + active_.size() / 16 || !has_checkpoint_) keep(id, row.begin);
    ++since_;
    if (has_time(row)) {
      Lane& lane = lanes_[row.lane];
      if (!lane.is_active) active_.push_back(row.lane);
      lane.is_active = true;
      save(lane);
      lane.rows.add(spans_, id, Spend{items_, sums_});
    }
    ++(is_own ? own_ : others_);
  }

  void finish() {
    if (has_checkpoint_) write(Time::max());
  }

private:
  struct Lane {
    LaneStack rows; ///< as at the checkpoint, until something begins on it
    bool is_active = false, is_saved = false;
  };

  /// What is under way on a lane at the checkpoint, before that changes.
  void save(Lane& lane) {
    if (lane.is_saved) return;
    lane.is_saved = true;
    to_.under_way_.insert(to_.under_way_.end(), lane.rows.open.begin(), lane.rows.open.end());
  }

  void keep(SpanId row, Time at) {
    if (has_checkpoint_) write(at);
    has_checkpoint_ = true;
    since_ = 0;
    for (const LaneId each : active_) {
      Lane& lane = lanes_[each];
      lane.rows.go_to(spans_, at, Spend{items_, sums_});
      lane.rows.forget_ended(spans_);
      lane.is_active = !lane.rows.open.empty();
      lane.is_saved = false;
    }
    std::erase_if(active_, [&](LaneId each) { return !lanes_[each].is_active; });
    next_ = {at, row, own_, others_, 0, static_cast<std::uint32_t>(to_.under_way_.size()), 0};
    at_checkpoint_ = sums_;
  }

  /// The checkpoint, up to the next one.
  void write(Time next) {
    std::array<std::uint32_t, kind_count> going_on{};
    for (const LaneId each : active_) {
      Lane& lane = lanes_[each];
      if (lane.is_saved || lane.rows.open.empty()) continue;
      const Span& inner = spans_[lane.rows.open.back()];
      if (inner.end <= next)
        save(lane);
      else if (items_.counts(inner))
        ++going_on[place(inner.kind)];
    }
    for (int i = 0; i < kind_count; ++i) {
      const Kind kind = static_cast<Kind>(i);
      const bool is_there = at_checkpoint_[place(kind)] > Time() || going_on[place(kind)] > 0;
      if (is_there && std::ranges::find(to_.kinds_, kind) == to_.kinds_.end())
        to_.kinds_.push_back(kind);
    }
    next_.sums = static_cast<std::uint32_t>(to_.sums_.size());
    next_.kinds = static_cast<std::uint32_t>(to_.kinds_.size());
    for (const Kind kind : to_.kinds_) {
      to_.sums_.push_back(at_checkpoint_[place(kind)]);
      to_.going_on_.push_back(going_on[place(kind)]);
    }
    to_.checkpoints_.push_back(next_);
  }

  JointTime& to_;
  const Spans& spans_;
  const JointItems& items_;
  std::vector<Lane> lanes_;    ///< by LaneId
  std::vector<LaneId> active_; ///< on which something may be under way
  TimeByKind sums_{}, at_checkpoint_{};
  bool has_checkpoint_ = false;
  Checkpoint next_;         ///< the one that is not written yet
  std::uint32_t since_ = 0; ///< rows since then
  std::uint32_t own_ = 0, others_ = 0;
};

JointTime::JointTime(const Spans& spans, const JointItems& items, std::size_t lanes) {
  Maker maker(*this, spans, items, lanes);
  items.each(0, items.own.size(), 0, no_span, [&](SpanId row) { maker.add(row); });
  maker.finish();
}

std::uint32_t JointTime::checkpoints_before(SpanId begun) const {
  return partition(0, static_cast<std::uint32_t>(checkpoints_.size()),
                   [&](std::uint32_t i) { return checkpoints_[i].row >= begun; });
}

const JointTime::Checkpoint* JointTime::checkpoint_before(SpanId begun) const {
  const std::uint32_t before = checkpoints_before(begun);
  return before == 0 ? nullptr : &checkpoints_[before - 1];
}

TimeByKind JointTime::sums_at(const Checkpoint& at) const {
  TimeByKind sums{};
  for (std::uint32_t i = 0; i < at.kinds; ++i)
    sums[place(kinds_[i])] = sums_[at.sums + i];
  return sums;
}

LaneStack& JointTime::Reader::rows_on(LaneId lane, Time now) {
  for (std::size_t i = 0; i < used_; ++i)
    if (lanes_[i].lane == lane) return lanes_[i].rows;
  if (used_ == lanes_.size()) lanes_.emplace_back();
  OnLane& made = lanes_[used_++];
  made.lane = lane;
  made.rows.now = now;
  made.rows.open.clear();
  return made.rows;
}

TimeByKind JointTime::Reader::until(Cursor at, std::uint32_t begun) {
  const Checkpoint* const from = time_.checkpoint_before(at.begun);
  if (from == nullptr) return {};
  for (std::uint32_t i = from->own; i < begun; ++i) // all at once is quicker than one by one
    __builtin_prefetch(&spans_[items_.own[i]]);
  TimeByKind busy = time_.sums_at(*from);
  for (std::uint32_t i = 0; i < from->kinds; ++i)
    busy[place(time_.kinds_[i])] +=
        Time::from_ps((at.time - from->at).ps() * time_.going_on_[from->sums + i]);
  const Spend spend{items_, busy};
  used_ = 0;
  const bool is_last = from == &time_.checkpoints_.back();
  const std::size_t end = is_last ? time_.under_way_.size() : (from + 1)->under_way;
  for (std::size_t i = from->under_way; i < end; ++i) {
    const SpanId row = time_.under_way_[i];
    rows_on(spans_[row].lane, from->at).open.push_back(row);
  }
  items_.each(from->own, begun, from->others, at.begun, [&](SpanId row) {
    if (has_time(spans_[row])) rows_on(spans_[row].lane, from->at).add(spans_, row, spend);
  });
  for (std::size_t i = 0; i < used_; ++i)
    lanes_[i].rows.go_to(spans_, at.time, spend);
  return busy;
}

std::optional<KeptTime> JointTime::Reader::kept_near(Cursor at, std::uint32_t) const {
  const std::uint32_t next = time_.checkpoints_before(at.begun);
  if (next == 0) return std::nullopt;
  const Checkpoint* near = &time_.checkpoints_[next - 1];
  const bool is_last = next == time_.checkpoints_.size();
  if (!is_last && (near + 1)->at - at.time < at.time - near->at) ++near;
  return KeptTime{near->at, time_.sums_at(*near)};
}

} // namespace copyscope::trace
