#include "sim/trace/lane_time.h"

#include "sim/trace/partition.h"

#include <algorithm>
#include <limits>

namespace copyscope::trace {

namespace {

constexpr std::uint32_t most_records = 8; // after one that is kept whole

} // namespace

void LaneTime::add(const Spans& spans, SpanId id) {
  if (rows_ == next_) {
    keep(spans);
    next_ = rows_ + std::max(block, static_cast<std::uint32_t>(sum_.lane.open.size()));
  }
  ++rows_;
  sum_.add(spans, id);
}

void LaneTime::finish() {
  wholes_.shrink_to_fit();
  sums_.shrink_to_fit();
  words_.shrink_to_fit();
}

void LaneTime::keep(const Spans& spans) {
  sum_.lane.forget_ended(spans);
  KindSet seen = 0;
  for (int kind = 0; kind < kind_count; ++kind)
    if (sum_.busy[static_cast<std::size_t>(kind)] > Time()) seen |= set_of(static_cast<Kind>(kind));
  if (seen != seen_ || wholes_.empty() || records_ == most_records || !fits()) {
    for (int kind = 0; kind < kind_count; ++kind)
      if ((seen & ~seen_ & set_of(static_cast<Kind>(kind))) != 0)
        kinds_.push_back(static_cast<Kind>(kind));
    seen_ = seen;
    keep_whole();
  }
  keep_record();
}

// No kind was added more time than has passed.
bool LaneTime::fits() const {
  return sum_.lane.now - wholes_.back().now <=
         Time::from_ps(std::int64_t{std::numeric_limits<std::uint32_t>::max()});
}

void LaneTime::keep_whole() {
  wholes_.push_back({sum_.lane.now, rows_, static_cast<std::uint32_t>(sums_.size()),
                     static_cast<std::uint32_t>(words_.size()),
                     static_cast<std::uint32_t>(kinds_.size())});
  for (const Kind kind : kinds_)
    sums_.push_back(sum_.busy[static_cast<std::size_t>(kind)]);
  since_ = sum_.busy;
  records_ = 0;
}

void LaneTime::keep_record() {
  const Whole& whole = wholes_.back();
  words_.push_back(rows_ - whole.rows);
  words_.push_back(static_cast<std::uint32_t>(sum_.lane.open.size()));
  words_.push_back(static_cast<std::uint32_t>((sum_.lane.now - whole.now).ps()));
  for (const Kind kind : kinds_) {
    const auto place = static_cast<std::size_t>(kind);
    words_.push_back(static_cast<std::uint32_t>((sum_.busy[place] - since_[place]).ps()));
  }
  words_.insert(words_.end(), sum_.lane.open.begin(), sum_.lane.open.end());
  ++records_;
}

TimeByKind LaneTime::busy_of(const Record& at) const {
  TimeByKind busy{};
  const std::uint32_t added = at.word + opening;
  for (std::uint32_t i = 0; i < at.whole->kinds; ++i)
    busy[static_cast<std::size_t>(kinds_[i])] =
        sums_[at.whole->sums + i] + Time::from_ps(std::int64_t{words_[added + i]});
  return busy;
}

LaneTime::Sum LaneTime::sum_of(const Record& at) const {
  const auto open = words_.begin() + at.word + opening + at.whole->kinds;
  return {{now_of(at), {open, open + open_of(at)}}, busy_of(at)};
}

bool LaneTime::go_on(Record& at) const {
  const std::uint32_t next = at.word + opening + at.whole->kinds + open_of(at);
  if (next == words_.size()) return false;
  const bool is_last = at.whole == &wholes_.back();
  if (!is_last && next == (at.whole + 1)->words) ++at.whole;
  at.word = next;
  return true;
}

LaneTime::Record LaneTime::last_before(std::uint32_t begun) const {
  const auto size = static_cast<std::uint32_t>(wholes_.size());
  const auto guess = static_cast<std::uint32_t>(std::uint64_t{begun} * size / (rows_ + 1));
  const std::uint32_t after =
      partition_near(guess, size, [&](std::uint32_t i) { return wholes_[i].rows >= begun; });
  Record last{&wholes_[after - 1], wholes_[after - 1].words};
  for (Record next = last; go_on(next) && rows_of(next) < begun;)
    last = next;
  return last;
}

TimeByKind LaneTime::until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const {
  if (begun == 0) return {};
  const Record at = last_before(begun);
  const std::uint32_t first = rows_of(at);
  for (std::uint32_t i = first; i < begun; ++i) // all at once is quicker than one by one
    __builtin_prefetch(&spans[ids[i]]);
  Sum sum = sum_of(at);
  for (std::uint32_t i = first; i < begun; ++i)
    sum.add(spans, ids[i]);
  sum.go_to(spans, t);
  return sum.busy;
}

std::optional<KeptTime> LaneTime::kept_near(Time t, std::uint32_t begun) const {
  if (begun == 0) return std::nullopt;
  Record near = last_before(begun);
  Record next = near;
  if (go_on(next) && now_of(next) - t < t - now_of(near)) near = next;
  return KeptTime{now_of(near), busy_of(near)};
}

} // namespace copyscope::trace
