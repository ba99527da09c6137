// The bars of grouped lanes: of a flow's line, and of the head of a group.
#include "figure/timeline/flow_time.h"
#include "figure/timeline/lane_groups.h"
#include "figure/timeline/timeline_shares.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::LaneId;
using trace::LaneKind;
using trace::SpanId;

constexpr std::size_t most_rows_of_flow = 40'000; // in sight; of more a part of each column is read
constexpr std::size_t most_in_column = 64;
constexpr std::size_t most_lanes_summed = 128; // of a part; of more every second one, or third …
constexpr float narrowest_drawn = 2, gap_within = 2;

bool is_of_calls(const trace::Trace& trace, const LaneLine& line) {
  return trace.lanes()[line.lanes.front()].kind == LaneKind::task;
}

TimelineLane::Role role_of_line(const trace::Trace& trace, const LaneLine& line) {
  const LaneKind kind = trace.lanes()[line.lanes.front()].kind;
  return kind == LaneKind::task  ? TimelineLane::Role::calls
         : kind == LaneKind::cpu ? TimelineLane::Role::cpu
                                 : TimelineLane::Role::device;
}

std::vector<Time> times_of(const ColumnEdges& edges) {
  std::vector<Time> times;
  for (const trace::Cursor& at : edges.at)
    times.push_back(at.time);
  return times;
}

/// A part that several lanes share, of each of which so much time passed.
TimeShares shares_among(trace::Busy busy, std::size_t lanes) {
  TimeShares shares = busy.whole > Time() ? shares_of(busy) : TimeShares();
  float all = 0;
  for (auto& [kind, share] : shares)
    all += share /= static_cast<float>(lanes);
  // Two CPUs may work for one flow at once; more than all of the time is all of it.
  if (all > 1)
    for (auto& [kind, share] : shares)
      share /= all;
  return shares;
}

/// What a flow has on the scale: its rows, and the time that they take.
class FlowInSight {
public:
  FlowInSight(const TimelineScale& scale, trace::FlowId flow)
      : trace_(scale.trace()), flow_(flow),
        rows_(rows_of_flow(trace_, flow, scale.cursor_at(scale.range().begin),
                           scale.cursor_at(scale.range().end), most_rows_of_flow)) {}

  const FlowRows& rows() const { return rows_; }

  std::vector<trace::Busy> busy(const std::vector<LaneId>& lanes, const ColumnEdges& edges) const {
    if (rows_.is_whole)
      return busy_between(busy_stretches(trace_, rows_.rows, lanes), times_of(edges));
    std::vector<trace::Busy> all;
    for (std::size_t i = 0; i + 1 < edges.at.size(); ++i)
      all.push_back(nearly_busy(lanes, edges.at[i], edges.at[i + 1]));
    return all;
  }

private:
  /// As far as its first rows tell.
  trace::Busy nearly_busy(const std::vector<LaneId>& lanes, trace::Cursor from,
                          trace::Cursor to) const {
    const FlowRows some = rows_of_flow(trace_, flow_, from, to, most_in_column);
    const Time until = std::max(from.time, some.until);
    return busy_between(busy_stretches(trace_, some.rows, lanes), {from.time, until}).front();
  }

  const trace::Trace& trace_;
  trace::FlowId flow_;
  FlowRows rows_;
};

/// The bars of a flow's line. Rows too narrow to be drawn apart are folded, as on a lane.
class FlowLine {
public:
  FlowLine(const TimelineScale& scale, ColumnGrid& grid, const FlowInSight& flow,
           const LaneLine& line)
      : scale_(scale), trace_(scale.trace()), grid_(grid), flow_(flow), line_(line) {
    result_.lane = line.lanes.front();
    result_.joined.assign(line.lanes.begin() + 1, line.lanes.end());
    result_.role = role_of_line(trace_, line);
    result_.flow = line.flow;
  }

  TimelineLane lay_out() {
    if (flow_.rows().is_whole) {
      for (const SpanId row : flow_.rows().rows)
        if (std::ranges::find(line_.lanes, trace_[row].lane) != line_.lanes.end()) add(row);
      flush();
    } else {
      add_whole_width();
    }
    std::ranges::stable_sort(result_.bars, {}, &TimelineBar::begin);
    for (TimelineBar& bar : result_.bars)
      if (bar.what == TimelineBar::What::folded) tell(bar);
    return std::move(result_);
  }

private:
  float cut(double place) const {
    constexpr float outside = 8;
    return std::clamp(scale_.x_of(std::clamp(place, scale_.range().begin - scale_.range().width(),
                                             scale_.range().end + scale_.range().width())),
                      scale_.left() - outside, scale_.right() + outside);
  }

  void add(SpanId row) {
    const TimelineScale::Stretch place = scale_.place(row);
    if (place.end < scale_.range().begin || place.begin > scale_.range().end) return;
    TimelineBar bar;
    bar.begin = cut(place.begin);
    bar.end = cut(place.end);
    bar.row = row;
    if (bar.width() >= narrowest_bar) {
      result_.bars.push_back(std::move(bar));
      return;
    }
    bar.end = std::max(bar.end, bar.begin + narrowest_drawn);
    fold(bar);
  }

  void fold(const TimelineBar& narrow) {
    if (folded_ && narrow.begin <= folded_->end + gap_within) {
      folded_->what = TimelineBar::What::folded;
      ++folded_->count;
      folded_->end = std::max(folded_->end, narrow.end);
      if (length(narrow.row) > length(folded_->row)) folded_->row = narrow.row;
    } else {
      flush();
      folded_ = narrow;
    }
  }
  void flush() {
    if (folded_) result_.bars.push_back(std::move(*folded_));
    folded_.reset();
  }
  Time length(SpanId row) const { return trace_[row].end - trace_[row].begin; }

  void add_whole_width() {
    const auto is_on_line = [&](SpanId row) {
      return std::ranges::find(line_.lanes, trace_[row].lane) != line_.lanes.end();
    };
    const std::vector<SpanId>& rows = flow_.rows().rows;
    const auto first = std::ranges::find_if(rows, is_on_line);
    if (first == rows.end()) return;
    TimelineBar bar;
    bar.what = TimelineBar::What::folded;
    bar.begin = scale_.left();
    bar.end = scale_.right();
    bar.row = *first;
    bar.count = static_cast<std::uint32_t>(std::ranges::count_if(rows, is_on_line));
    result_.bars.push_back(std::move(bar));
  }

  void tell(TimelineBar& bar) const {
    const ColumnEdges edges = edges_of(scale_, grid_, bar.begin, bar.end);
    trace::Busy all;
    std::size_t i = 0;
    for (const trace::Busy& busy : flow_.busy(line_.lanes, edges)) {
      append(bar.columns, {edges.x[i], edges.x[i + 1], shares_in(busy, bar)});
      all.whole += busy.whole;
      for (std::size_t kind = 0; kind < all.by_kind.size(); ++kind)
        all.by_kind[kind] += busy.by_kind[kind];
      ++i;
    }
    bar.shares = shares_in(all, bar);
  }
  TimeShares shares_in(const trace::Busy& busy, const TimelineBar& bar) const {
    return busy.whole > Time() ? shares_among(busy, 1) : TimeShares{{trace_[bar.row].kind, 1.0F}};
  }

  const TimelineScale& scale_;
  const trace::Trace& trace_;
  ColumnGrid& grid_;
  const FlowInSight& flow_;
  const LaneLine& line_;
  TimelineLane result_;
  std::optional<TimelineBar> folded_;
};

/// A group's one bar: from edge to edge, each column with what all of its lines come to.
class HeadLine {
public:
  HeadLine(const TimelineScale& scale, ColumnGrid& grid, const LaneGroup& group, bool folded)
      : trace_(scale.trace()), group_(group),
        edges_(edges_of(scale, grid, scale.left(), scale.right())) {
    result_.lane = group.lines.front().lanes.front();
    result_.flow = group.flow;
    result_.role = role_of_line(trace_, group.lines.front());
    result_.head = TimelineLane::Head{group.key, group.lines.size(), folded};
  }

  TimelineLane of_part() {
    const std::size_t every = (group_.lines.size() + most_lanes_summed - 1) / most_lanes_summed;
    std::vector<trace::Busy> sums(edges_.x.size() - 1);
    for (std::size_t i = 0; i < group_.lines.size(); i += every)
      add(sums, trace_.busy(group_.lines[i].lanes.front(), edges_.at, true));
    return made(sums, 1);
  }

  /// Its calls are no work of their own.
  TimelineLane of_flow(const FlowInSight& flow) {
    std::vector<LaneId> lanes;
    std::size_t parts = 0;
    for (const LaneLine& line : group_.lines) {
      if (is_of_calls(trace_, line)) continue;
      lanes.insert(lanes.end(), line.lanes.begin(), line.lanes.end());
      ++parts;
    }
    return made(flow.busy(lanes, edges_), std::max<std::size_t>(parts, 1));
  }

private:
  static void add(std::vector<trace::Busy>& sums, const std::vector<trace::Busy>& some) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      sums[i].whole += some[i].whole;
      for (std::size_t kind = 0; kind < sums[i].by_kind.size(); ++kind)
        sums[i].by_kind[kind] += some[i].by_kind[kind];
    }
  }

  TimelineLane made(const std::vector<trace::Busy>& columns, std::size_t lanes) {
    TimelineBar bar;
    bar.what = TimelineBar::What::folded;
    bar.begin = edges_.x.front();
    bar.end = edges_.x.back();
    trace::Busy all;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      append(bar.columns, {edges_.x[i], edges_.x[i + 1], shares_among(columns[i], lanes)});
      all.whole += columns[i].whole;
      for (std::size_t kind = 0; kind < all.by_kind.size(); ++kind)
        all.by_kind[kind] += columns[i].by_kind[kind];
    }
    bar.shares = shares_among(all, lanes);
    result_.bars.push_back(std::move(bar));
    return std::move(result_);
  }

  const trace::Trace& trace_;
  const LaneGroup& group_;
  ColumnEdges edges_;
  TimelineLane result_;
};

} // namespace

std::vector<TimelineLane> lay_out_flow(const TimelineScale& scale, trace::FlowId flow) {
  const std::vector<LaneGroup> groups = lane_groups(scale.trace(), true);
  const auto group = std::ranges::find(groups, flow, &LaneGroup::flow);
  std::vector<TimelineLane> lanes;
  if (group == groups.end()) return lanes;
  ColumnGrid grid(scale);
  const FlowInSight in_sight(scale, flow);
  for (const LaneLine& line : group->lines)
    lanes.push_back(FlowLine(scale, grid, in_sight, line).lay_out());
  return lanes;
}

std::vector<TimelineLane> lay_out_groups(const TimelineScale& scale,
                                         const LaneArrangement& arrangement, std::size_t most) {
  const trace::Trace& trace = scale.trace();
  const std::vector<LaneGroup> groups = lane_groups(trace, arrangement.by_flow);
  const std::vector<ShownLine> lines = shown_lines(groups, arrangement);
  ColumnGrid grid(scale);
  std::optional<FlowInSight> flow; // of the lines that follow one another
  std::optional<std::size_t> flows_group;
  std::vector<TimelineLane> lanes;
  const std::size_t first =
      std::min(arrangement.first, lines.size() - std::min(most, lines.size()));
  for (std::size_t i = first; i < lines.size() && lanes.size() < most; ++i) {
    const LaneGroup& group = groups[lines[i].group];
    if (group.flow != trace::no_flow && flows_group != lines[i].group) {
      flow.emplace(scale, group.flow);
      flows_group = lines[i].group;
    }
    const LaneLine& line = group.lines[lines[i].line];
    if (lines[i].is_head) {
      HeadLine head(scale, grid, group, is_folded(group, arrangement));
      lanes.push_back(group.flow == trace::no_flow ? head.of_part() : head.of_flow(*flow));
      continue;
    }
    lanes.push_back(group.flow == trace::no_flow ? lay_out_lane(scale, line.lanes.front())
                                                 : FlowLine(scale, grid, *flow, line).lay_out());
    lanes.back().is_in_group = group.has_head();
  }
  return lanes;
}

} // namespace copyscope::figure
