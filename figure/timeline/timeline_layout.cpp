#include "figure/timeline/timeline_layout.h"

#include "figure/timeline/line_rows.h"

#include <algorithm>
#include <array>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::LaneId;
using trace::LaneKind;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;
using Bar = TimelineBar;

constexpr float least_width = 2;    // of what is drawn
constexpr float gap_that_folds = 2; // narrow rows nearer than this are one bar
constexpr float outside = 8;        // how far bars go on beyond the scale
constexpr float narrowest_idle = 6;

TimelineLane::Role role_of(const trace::Lane& lane) {
  if (lane.kind == LaneKind::task) return TimelineLane::Role::calls;
  return lane.kind == LaneKind::cpu ? TimelineLane::Role::cpu : TimelineLane::Role::device;
}

/// Narrow rows that are to become one bar.
struct Narrow {
  Bar bar;
  Kind kind{};  ///< of the longest
  Time longest; ///< how long that is
};

class LineLayout {
public:
  LineLayout(const TimelineScale& scale, ColumnGrid& grid, const LineRows& rows)
      : scale_(scale), trace_(scale.trace()), grid_(grid), rows_(rows) {
    result_.lane = rows.lanes().front();
    result_.joined.assign(rows.lanes().begin() + 1, rows.lanes().end());
    result_.role = role_of(trace_.lanes()[result_.lane]);
    result_.flow = rows.flow();
  }

  TimelineLane lay_out() {
    const std::uint32_t first = rows_.rows_before(scale_.first_row());
    const std::uint32_t end = rows_.rows_before(scale_.end_row(), first);
    add_reaching(first);
    const float width = scale_.right() - scale_.left();
    const bool are_few = static_cast<float>(end - first) <= std::max(500.0F, width * 1.5F);
    if (are_few)
      add_each(first, end);
    else
      add_by_slots(first, end);
    flush();
    std::ranges::stable_sort(bars(), {}, &Bar::begin);
    const bool is_cpu = result_.role == TimelineLane::Role::cpu && rows_.flow() == trace::no_flow;
    if (is_cpu && are_few) add_quiet();
    tell_shares(scale_, grid_, rows_, result_);
    return std::move(result_);
  }

private:
  std::vector<Bar>& bars() { return result_.bars; }

  float cut(double place) const {
    const double x = scale_.left() + (place - scale_.range().begin) * scale_.per_unit();
    return static_cast<float>(
        std::clamp(x, double{scale_.left()} - outside, double{scale_.right()} + outside));
  }

  // Rows that began before the range and last into it, earliest first.
  void add_reaching(std::uint32_t first) {
    const trace::Cursor begin = scale_.cursor_at(scale_.range().begin);
    std::vector<SpanId> rows = rows_.reaching(first, begin.time, first);
    std::ranges::reverse(rows);
    for (const SpanId row : rows)
      add(row);
  }

  void add_each(std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t i = first; i < end; ++i)
      add(rows_[i]);
  }

  // A row with its own place: a bar, or part of one.
  void add(SpanId row) {
    const TimelineScale::Stretch place = scale_.place(row);
    const float begin = cut(place.begin), end = cut(place.end);
    if (place.end < scale_.range().begin || place.begin > scale_.range().end) return;
    if (end - begin >= narrowest_bar) {
      bars().push_back({Bar::What::row, begin, end, row, 1, {}, {}});
      return;
    }
    const Span& span = trace_[row];
    fold({{Bar::What::row, begin, std::max(end, begin + least_width), row, 1, {}, {}},
          span.kind,
          span.end - span.begin});
  }

  // Narrow rows near one another become one bar.
  void fold(const Narrow& narrow) {
    if (folded_.bar.count == 0 || narrow.bar.begin > folded_.bar.end + gap_that_folds) {
      flush();
      folded_ = narrow;
      return;
    }
    folded_.bar.what = Bar::What::folded;
    folded_.bar.count += narrow.bar.count;
    folded_.bar.end = std::max(folded_.bar.end, narrow.bar.end);
    if (narrow.longest <= folded_.longest) return;
    folded_.bar.row = narrow.bar.row;
    folded_.kind = narrow.kind;
    folded_.longest = narrow.longest;
  }

  void flush() {
    if (folded_.bar.count > 0) bars().push_back(folded_.bar);
    folded_.bar.count = 0;
  }

  // Too many rows to look at each: what begins between two boundaries is told by the longest; the
  // first, the longest and the last may be wide enough for bars of their own.
  void add_by_slots(std::uint32_t first, std::uint32_t end) {
    const int slots = grid_.slots();
    const float width = (scale_.right() - scale_.left()) / static_cast<float>(slots);
    std::uint32_t from = first;
    std::uint32_t guess = first + (end - first) / static_cast<std::uint32_t>(slots);
    for (int slot = 0; slot < slots; ++slot) {
      const std::uint32_t to = slot + 1 == slots ? end : rows_before(slot + 1, from, guess);
      guess = to + (to - from);
      if (to <= from) continue;
      const float x = scale_.left() + width * static_cast<float>(slot);
      add_slot(from, to, x, x + width, slot + 1);
      from = to;
    }
  }

  // Of dozens of rows, whole blocks are near enough, and known without looking at the rows.
  std::uint32_t rows_before(int boundary, std::uint32_t from, std::uint32_t guess) {
    constexpr std::uint32_t dozens = 2 * Trace::lane_block;
    const SpanId row = grid_.rows()[static_cast<std::size_t>(boundary)];
    if (guess > from + dozens)
      if (const std::uint32_t to = rows_.blocks_before(row, guess); to > from + dozens) return to;
    const std::uint32_t to = rows_.rows_before(row, guess);
    return to > from + dozens ? to - to % Trace::lane_block : to;
  }

  void add_slot(std::uint32_t from, std::uint32_t to, float begin, float end, int boundary) {
    const trace::Longest longest = rows_.longest_of(from, to);
    std::uint32_t narrow = to - from;
    if (may_have_wide(longest, boundary)) narrow -= add_wide(from, to, longest.row, boundary);
    if (narrow == 0) return;
    fold_slot({{Bar::What::folded, begin, end, longest.row, narrow, {}, {}},
               longest.kind,
               longest.length});
  }

  // Returns how many.
  std::uint32_t add_wide(std::uint32_t from, std::uint32_t to, SpanId longest, int boundary) {
    const std::array candidates = {rows_[from], longest, rows_[to - 1]};
    const SpanId next = grid_.rows()[static_cast<std::size_t>(boundary)];
    SpanId before = no_span;
    std::uint32_t wide = 0;
    for (const SpanId row : candidates) {
      if (row == before || (row == candidates[0] && before != no_span)) continue;
      before = row;
      if (!may_be_wide(row, next)) continue;
      const TimelineScale::Stretch place = scale_.place(row);
      if (cut(place.end) - cut(place.begin) < narrowest_bar) continue;
      bars().push_back({Bar::What::row, cut(place.begin), cut(place.end), row, 1, {}, {}});
      ++wide;
    }
    return wide;
  }

  // Slots side by side are one bar as long as they are about the same kind.
  void fold_slot(const Narrow& slot) {
    const bool continues = folded_.bar.count > 0 && slot.bar.begin <= folded_.bar.end + 0.5F &&
                           slot.kind == folded_.kind;
    if (continues) return fold(slot);
    flush();
    folded_ = slot;
  }

  // From what is known of the rows together. Cheap: in story time, a row within which only few
  // others begin is narrow.
  bool may_have_wide(const trace::Longest& rows, int boundary) {
    if (!scale_.range().in_story)
      return static_cast<double>(rows.length.ps()) * scale_.per_unit() >= narrowest_bar;
    if (StoryWidths::copy * scale_.per_unit() >= narrowest_bar) return true;
    const bool is_all = grid_.rows()[static_cast<std::size_t>(boundary)] >= trace_.size();
    return is_all || grid_.next_begin(boundary) < rows.last_end;
  }

  bool may_be_wide(SpanId row, SpanId next_slot) const {
    const Span& span = trace_[row];
    if (!scale_.range().in_story)
      return static_cast<double>((span.end - span.begin).ps()) * scale_.per_unit() >= narrowest_bar;
    if (trace::is_step(span.kind))
      return Story::width_of(span.kind) * scale_.per_unit() >= narrowest_bar;
    if (next_slot < trace_.size() && trace_[next_slot].begin >= span.end) return false;
    constexpr double widest = 49; // of a row with what lies beside it
    const double rows = narrowest_bar / (widest * scale_.per_unit());
    const double beyond = static_cast<double>(row) + rows;
    return beyond >= trace_.size() || trace_[static_cast<SpanId>(beyond)].begin < span.end;
  }

  // On a CPU: the time in user mode that story time shows, and where it has nothing to do.
  void add_quiet() {
    std::vector<Bar> quiet;
    const bool has_own_time =
        trace_.next(0, set_of(Kind::user)) != no_span || !scale_.range().in_story;
    if (!has_own_time) add_user_time(quiet);
    bars().insert(bars().end(), quiet.begin(), quiet.end());
    std::ranges::stable_sort(bars(), {}, &Bar::begin);
    find_covered();
    // Whether the CPU had nothing to do in a real run was not observed.
    if (trace_.header().source != trace::Source::real) add_idle_time();
  }

  void find_covered() {
    for (std::size_t i = 0; i + 1 < bars().size(); ++i) {
      Bar& bar = bars()[i];
      const bool is_soft = bar.what == Bar::What::row && trace_[bar.row].soft_end;
      if (is_soft && bars()[i + 1].begin < bar.end) bar.covered_from = bars()[i + 1].begin;
    }
  }

  void add_user_time(std::vector<Bar>& quiet) const {
    for (const Bar& bar : result_.bars) {
      if (bar.what != Bar::What::row || trace_[bar.row].kind != Kind::mode_switch) continue;
      const Story::Stretch beside = scale_.story().user_beside(bar.row);
      float begin = cut(beside.begin);
      const float end = cut(beside.end);
      // A return whose end lies within a later step covers the time behind it.
      if (end > bar.begin) begin = std::max(begin, bar.end);
      if (end - begin < least_width) continue;
      // Between a return and the next entry it is one stretch.
      if (!quiet.empty() && begin <= quiet.back().end + 0.5F)
        quiet.back().end = end;
      else
        quiet.push_back({Bar::What::user, begin, end, bar.row, 1, {}, {}});
    }
  }

  void add_idle_time() {
    std::vector<Bar> idle;
    const double length =
        scale_.range().in_story ? scale_.story().length() : static_cast<double>(trace_.end().ps());
    const float last = std::min(cut(length), scale_.right());
    float busy_until = std::max(cut(0), scale_.left());
    const auto add_until = [&](float x) {
      if (x - busy_until >= narrowest_idle)
        idle.push_back({Bar::What::idle, busy_until, x, no_span, 1, {}, {}});
    };
    for (const Bar& bar : bars()) {
      add_until(std::min(bar.begin, last));
      busy_until = std::max(busy_until, bar.end);
    }
    add_until(last);
    bars().insert(bars().end(), idle.begin(), idle.end());
    std::ranges::stable_sort(bars(), {}, &Bar::begin);
  }

  const TimelineScale& scale_;
  const Trace& trace_;
  ColumnGrid& grid_;
  const LineRows& rows_;
  TimelineLane result_;
  Narrow folded_{{Bar::What::row, 0, 0, no_span, 0, {}, {}}, Kind::user, Time()};
};

// From the program down to the devices and out to the other side.
int rank(const trace::Lane& lane) {
  switch (lane.kind) {
  case LaneKind::task:
    return 0;
  case LaneKind::cpu:
    return 1;
  case LaneKind::disk:
    return 2;
  case LaneKind::dma:
    return lane.device == LaneKind::disk ? 3 : 4;
  case LaneKind::nic:
    return 5;
  case LaneKind::wire:
    return 6;
  case LaneKind::receiver:
    return 7;
  default:
    return 8;
  }
}

// Both are in order of begin. Ends that touch do not lie over one another.
bool take_turns(const std::vector<Bar>& some, const std::vector<Bar>& others) {
  constexpr float touch = 0.5F;
  auto a = some.begin(), b = others.begin();
  while (a != some.end() && b != others.end()) {
    if (a->end <= b->begin + touch)
      ++a;
    else if (b->end <= a->begin + touch)
      ++b;
    else
      return false;
  }
  return true;
}

} // namespace

TimelineLane lay_out_line(const TimelineScale& scale, ColumnGrid& grid, const LineRows& rows) {
  return LineLayout(scale, grid, rows).lay_out();
}

TimelineLane lay_out_lane(const TimelineScale& scale, LaneId lane) {
  ColumnGrid grid(scale);
  return lay_out_line(scale, grid, LineRows(scale.trace(), lane));
}

std::vector<LaneId> lanes_in_order(const Trace& trace) {
  std::vector<LaneId> lanes;
  for (std::size_t i = 0; i < trace.lanes().size(); ++i)
    if (trace.lane_size(static_cast<LaneId>(i)) > 0) lanes.push_back(static_cast<LaneId>(i));
  std::ranges::stable_sort(lanes, {}, [&](LaneId lane) { return rank(trace.lanes()[lane]); });
  return lanes;
}

void join_devices(std::vector<TimelineLane>& lanes, const Trace& trace) {
  std::vector<TimelineLane> kept;
  const auto is_joinable = [&](const TimelineLane& lane) {
    const LaneKind kind = trace.lanes()[lane.lane].kind;
    return kind == LaneKind::disk || kind == LaneKind::dma;
  };
  for (TimelineLane& lane : lanes) {
    const auto with = std::ranges::find_if(kept, [&](const TimelineLane& other) {
      return is_joinable(lane) && is_joinable(other) && take_turns(other.bars, lane.bars);
    });
    if (with == kept.end()) {
      kept.push_back(std::move(lane));
      continue;
    }
    with->joined.push_back(lane.lane);
    with->bars.insert(with->bars.end(), lane.bars.begin(), lane.bars.end());
    std::ranges::stable_sort(with->bars, {}, &Bar::begin);
  }
  lanes = std::move(kept);
}

std::vector<TimelineLane> lay_out_lanes(const TimelineScale& scale) {
  return lay_out_lanes(scale, lanes_in_order(scale.trace()));
}

std::vector<TimelineLane> lay_out_lanes(const TimelineScale& scale,
                                        const std::vector<LaneId>& which) {
  ColumnGrid grid(scale);
  std::vector<TimelineLane> lanes;
  for (const LaneId lane : which)
    lanes.push_back(lay_out_line(scale, grid, LineRows(scale.trace(), lane)));
  return lanes;
}

} // namespace copyscope::figure
