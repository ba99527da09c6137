#include "figure/timeline/line_rows.h"
#include "sim/trace/partition.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace copyscope::figure {

namespace {

using trace::Kind;

constexpr float same_place = 0.05F;  // where two lines are one
constexpr float same_share = 0.002F; // less than a tenth of a pixel apart
constexpr std::uint32_t dozens = 64, thousand = 1024;

/// From below: what moves bytes, then the kernel's other work, then the program's own.
constexpr std::array stacked = {Kind::cpu_copy,   Kind::pio_copy,    Kind::dma_copy,
                                Kind::transmit,   Kind::receive,     Kind::bus_transfer,
                                Kind::checksum,   Kind::descriptor,  Kind::page_reference,
                                Kind::map,        Kind::unmap,       Kind::page_fault,
                                Kind::pin,        Kind::kernel_work, Kind::softirq,
                                Kind::interrupt,  Kind::mode_switch, Kind::context_switch,
                                Kind::completion, Kind::ack,         Kind::free,
                                Kind::evict,      Kind::disk_access, Kind::user,
                                Kind::syscall,    Kind::wait,        Kind::lost,
                                Kind::other};
static_assert(stacked.size() == trace::kind_count);

bool look_the_same(const TimelineColumn& a, const TimelineColumn& b) {
  return std::ranges::equal(a.shares, b.shares, [](const auto& mine, const auto& other) {
    return mine.first == other.first && std::abs(mine.second - other.second) < same_share;
  });
}

TimeShares shares_in(const trace::Busy& busy, const LineRows& rows) {
  return rows.flow() == trace::no_flow ? shares_of(busy) : shares_among(busy, 1);
}

void tell_shares(const TimelineScale& scale, ColumnGrid& grid, const LineRows& rows,
                 TimelineBar& bar) {
  const ColumnEdges edges = edges_of(scale, grid, bar.begin, bar.end);
  const auto told = [&](const trace::Busy& busy) {
    return busy.whole > Time() ? shares_in(busy, rows)
                               : TimeShares{{scale.trace()[bar.row].kind, 1.0F}};
  };
  trace::Busy all;
  std::size_t i = 0;
  for (const trace::Busy& busy : rows.busy(edges.at)) {
    append(bar.columns, {edges.x[i], edges.x[i + 1], told(busy)});
    add_to(all, busy);
    ++i;
  }
  bar.shares = told(all);
}

} // namespace

TimeShares shares_of(const trace::Busy& busy) {
  TimeShares shares;
  for (const Kind kind : stacked) {
    const Time time = busy.by_kind[static_cast<std::size_t>(kind)];
    if (time > Time())
      shares.emplace_back(kind, static_cast<float>(static_cast<double>(time.ps()) /
                                                   static_cast<double>(busy.whole.ps())));
  }
  return shares;
}

TimeShares shares_among(const trace::Busy& busy, std::size_t lanes) {
  TimeShares shares = busy.whole > Time() ? shares_of(busy) : TimeShares();
  float all = 0;
  for (auto& [kind, share] : shares)
    all += share /= static_cast<float>(lanes);
  if (all > 1)
    for (auto& [kind, share] : shares)
      share /= all;
  return shares;
}

void add_to(trace::Busy& sum, const trace::Busy& more) {
  sum.whole += more.whole;
  for (std::size_t kind = 0; kind < sum.by_kind.size(); ++kind)
    sum.by_kind[kind] += more.by_kind[kind];
}

void append(std::vector<TimelineColumn>& columns, TimelineColumn column) {
  if (!columns.empty() && look_the_same(columns.back(), column))
    columns.back().end = column.end;
  else
    columns.push_back(std::move(column));
}

void ColumnEdges::add(float place, const trace::Cursor& moment) {
  const bool goes_back = !at.empty() && moment.time < at.back().time;
  at.push_back(goes_back ? at.back() : moment);
  x.push_back(place);
}

ColumnEdges edges_of(const TimelineScale& scale, ColumnGrid& grid, float begin, float end) {
  ColumnEdges edges;
  const auto add_own = [&](float x) { edges.add(x, scale.cursor_at(scale.place_of(x))); };
  int line = grid.after(begin - same_place);
  if (line > grid.slots() || grid.x(line) > begin + same_place) add_own(begin);
  for (; line <= grid.slots() && grid.x(line) <= end + same_place; ++line)
    edges.add(grid.x(line), grid.at(line));
  if (edges.x.back() < end - same_place) add_own(end);
  edges.x.front() = begin;
  edges.x.back() = end;
  return edges;
}

ColumnGrid::ColumnGrid(const TimelineScale& scale) : scale_(&scale) {
  const float whole = scale.right() - scale.left();
  const int slots = std::max(1, static_cast<int>(whole / narrowest_bar));
  width_ = whole / static_cast<float>(slots);
  moments_.resize(static_cast<std::size_t>(slots) + 1);
  rows_between_ = (scale.end_row() - scale.first_row()) / static_cast<std::uint32_t>(slots);
}

int ColumnGrid::after(float x) const {
  return std::max(0, static_cast<int>(std::floor((x - scale_->left()) / width_)) + 1);
}

double ColumnGrid::place(int line) const {
  return scale_->range().begin + scale_->range().width() * line / slots();
}

// The last row before the place up to which a story keeps the sum of all widths: no row has to be
// looked at. With more than a thousand rows between two lines it is near enough.
trace::SpanId ColumnGrid::kept_row_before(double place, trace::SpanId from) const {
  constexpr trace::SpanId each = trace::Trace::checkpoint_rows;
  const Story& story = scale_->story();
  const trace::SpanId after =
      trace::partition_near((from + rows_between_) / each, scale_->end_row() / each + 1,
                            [&](trace::SpanId i) { return story.sum_before(i * each) > place; });
  return std::max(from, after == 0 ? 0 : (after - 1) * each);
}

const std::vector<trace::SpanId>& ColumnGrid::rows() {
  if (!rows_.empty()) return rows_;
  rows_.push_back(scale_->first_row());
  const bool are_many = scale_->range().in_story && rows_between_ >= thousand;
  for (int i = 1; i < slots(); ++i)
    rows_.push_back(are_many ? kept_row_before(place(i), rows_.back())
                             : scale_->rows_before(place(i)));
  rows_.push_back(scale_->end_row());
  return rows_;
}

Time ColumnGrid::next_begin(int line) {
  const trace::Trace& trace = scale_->trace();
  if (begins_.empty())
    for (const trace::SpanId row : rows())
      begins_.push_back(row < trace.size() ? trace[row].begin : trace.end());
  return begins_[static_cast<std::size_t>(line)];
}

const trace::Cursor& ColumnGrid::at(int line) {
  std::optional<trace::Cursor>& moment = moments_[static_cast<std::size_t>(line)];
  if (moment) return *moment;
  const bool in_story = scale_->range().in_story;
  if (rows_between_ < (in_story ? thousand : dozens))
    return moment.emplace(scale_->cursor_at(scale_->place_of(x(line))));
  const trace::SpanId row = rows()[static_cast<std::size_t>(line)];
  const Time time = in_story ? next_begin(line) : scale_->time_at(place(line));
  return moment.emplace(trace::Cursor{time, row});
}

void tell_shares(const TimelineScale& scale, ColumnGrid& grid, const LineRows& rows,
                 TimelineLane& line) {
  for (TimelineBar& bar : line.bars)
    if (bar.what == TimelineBar::What::folded) tell_shares(scale, grid, rows, bar);
}

} // namespace copyscope::figure
