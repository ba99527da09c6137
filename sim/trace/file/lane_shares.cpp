#include "sim/trace/file/lane_shares.h"

#include <algorithm>

namespace copyscope::trace::file {

// One share a lane that has rows, in order of the lanes.
void LaneShares::begin_shares(std::uint64_t segment, std::span<const Span> rows) {
  std::vector<std::uint64_t> count;
  for (const Span& row : rows) {
    if (row.lane >= count.size()) count.resize(row.lane + std::size_t{1});
    ++count[row.lane];
  }
  if (count.size() > lanes_.size()) lanes_.resize(count.size());
  for (std::size_t lane = 0; lane < count.size(); ++lane) {
    if (count[lane] == 0) continue;
    lanes_[lane].share = shares_.size();
    shares_.push_back({segment, lane, count[lane], Time()});
  }
}

void LaneShares::add(std::uint64_t segment, SpanId first, std::span<const Span> rows) {
  if (rows.empty()) return;
  begin_shares(segment, rows);
  const Time last = rows.back().begin;
  std::erase_if(under_way_, [last](const auto& each) { return each.second.end < last; });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SpanId id = first + static_cast<SpanId>(i);
    add(id, rows[i]);
    if (rows[i].end >= last) under_way_.emplace(id, UnderWay{rows[i].lane, rows[i].end});
  }
}

void LaneShares::add(SpanId id, const Span& row) {
  Lane& lane = lanes_[row.lane];
  lane.endless += row.end == Span::open ? 1 : 0;
  const Row added{id, row.begin, row.end, lane.share};
  if (lane.endless == 0)
    count(lane, added);
  else
    lane.rows.push_back(added);
}

void LaneShares::count(Lane& lane, const Row& row) {
  if (row.end <= lane.until) return;
  shares_[row.share].busy += row.end - std::max(row.begin, lane.until);
  lane.until = row.end;
}

void LaneShares::count_all(Lane& lane) {
  for (const Row& row : lane.rows)
    count(lane, row);
  lane.rows.clear();
}

void LaneShares::amend(std::span<const std::pair<SpanId, Time>> ends) {
  for (const auto& [id, end] : ends) {
    const auto found = under_way_.find(id);
    if (found == under_way_.end()) continue;
    Lane& lane = lanes_[found->second.lane];
    const auto row = std::ranges::lower_bound(lane.rows, id, {}, &Row::id);
    if (row != lane.rows.end() && row->id == id) {
      lane.endless -= row->end == Span::open ? 1 : 0;
      row->end = end;
      if (lane.endless == 0) count_all(lane);
    } else { // it has been counted, and nothing has begun in its lane after its former end
      count(lane, {id, lane.until, end, lane.share});
    }
    found->second.end = end;
  }
}

void LaneShares::finish(Time end) {
  for (Lane& lane : lanes_) {
    for (Row& row : lane.rows)
      if (row.end == Span::open) row.end = end;
    count_all(lane);
  }
}

} // namespace copyscope::trace::file
