#include "gui/session/row_order.h"

#include "figure/timeline/timeline_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace copyscope::gui {

namespace {

using trace::Span;
using trace::SpanId;

} // namespace

std::string_view name_of(RowOrder::Column column) {
  static constexpr std::string_view names[row_columns] = {"begin", "duration", "lane",   "kind",
                                                          "call",  "way",      "offset", "bytes"};
  return names[static_cast<std::size_t>(column)];
}

void RowOrder::set_trace(std::shared_ptr<const trace::Trace> trace) {
  if (trace == trace_) return;
  trace_ = std::move(trace);
  lane_rank_.clear();
  order_.clear();
  finish();
  shown_ = {};
  if (!trace_) return;
  lane_rank_.resize(trace_->lanes().size());
  std::uint16_t rank = 0;
  for (const trace::LaneId lane : figure::lanes_in_order(*trace_))
    lane_rank_[lane] = rank++;
  start();
}

void RowOrder::sort_by(Column column) {
  falls_ = column == column_ && !falls_;
  column_ = column;
  start();
}

/// Rising order of the keys is the order that is wanted.
std::uint64_t RowOrder::key_of(SpanId row, Shown by) const {
  const Span& span = (*trace_)[row];
  std::uint64_t key = 0;
  switch (by.column) {
  case Column::begin:
    key = row;
    break;
  case Column::duration:
    key = static_cast<std::uint64_t>(span.end == Span::open ? Span::open.ps()
                                                            : (span.end - span.begin).ps());
    break;
  case Column::lane:
    key = lane_rank_[span.lane];
    break;
  case Column::kind:
    key = static_cast<std::uint64_t>(span.kind) << 8 | span.name;
    break;
  case Column::call:
    key = span.call;
    break;
  case Column::way:
    key = static_cast<std::uint64_t>(span.source) << 8 | static_cast<std::uint64_t>(span.target);
    break;
  case Column::offset:
    key = span.has_range ? span.offset + 1 : 0;
    break;
  case Column::bytes:
    key = span.has_range ? span.bytes + 1 : 0;
    break;
  }
  return by.falls ? ~key : key;
}

void RowOrder::start() {
  finish();
  if (!trace_) return;
  if (column_ == Column::begin) { // as they are
    order_.clear();
    order_.shrink_to_fit();
    shown_ = {column_, falls_};
    return;
  }
  const std::size_t all = trace_->size();
  if (all == 0) return;
  new_.resize(all);
  keys_.resize(all);
  const double passes =
      all <= run ? 0 : std::ceil(std::log2(static_cast<double>(all) / static_cast<double>(run)));
  whole_ = static_cast<double>(all) * (1 + passes);
}

/// What was under way is over, or given up.
void RowOrder::finish() {
  for (auto* const ids : {&new_, &spare_}) {
    ids->clear();
    ids->shrink_to_fit();
  }
  keys_.clear();
  keys_.shrink_to_fit();
  sorted_ = width_ = 0;
  merge_ = {};
  done_ = 0;
  whole_ = 1;
}

void RowOrder::sort_run() {
  const std::size_t end = std::min(new_.size(), sorted_ + run);
  for (std::size_t i = sorted_; i < end; ++i) {
    new_[i] = static_cast<SpanId>(i);
    keys_[i] = key_of(new_[i], {column_, falls_});
  }
  const auto at = [this](std::size_t i) { return new_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::stable_sort(at(sorted_), at(end),
                   [this](SpanId a, SpanId b) { return keys_[a] < keys_[b]; });
  done_ += static_cast<double>(end - sorted_);
  sorted_ = end;
}

void RowOrder::begin_merge(std::size_t from) {
  const std::size_t all = new_.size();
  merge_.left = merge_.out = from;
  merge_.left_end = merge_.right = std::min(all, from + width_);
  merge_.right_end = std::min(all, from + 2 * width_);
}

/// Merges until so many rows are in place, or a pass is over; returns how many are.
std::uint64_t RowOrder::merge_some(std::uint64_t most) {
  std::uint64_t moved = 0;
  Merge& m = merge_;
  while (moved < most && m.out < new_.size()) {
    if (m.left == m.left_end && m.right == m.right_end) {
      begin_merge(m.right_end);
      continue;
    }
    const bool takes_left = m.right == m.right_end ||
                            (m.left < m.left_end && keys_[new_[m.left]] <= keys_[new_[m.right]]);
    spare_[m.out++] = new_[takes_left ? m.left++ : m.right++];
    ++moved;
  }
  if (m.out == new_.size()) {
    std::swap(new_, spare_);
    width_ *= 2;
    begin_merge(0);
  }
  done_ += static_cast<double>(moved);
  return moved;
}

bool RowOrder::work(std::uint64_t rows) {
  for (std::uint64_t done = 0; done < rows && is_working();) {
    if (sorted_ < new_.size()) {
      sort_run();
      done += run * 4; // sorting a run is worth some merging
      continue;
    }
    if (width_ == 0) {
      width_ = run;
      if (width_ < new_.size()) spare_.resize(new_.size());
      begin_merge(0);
    }
    if (width_ >= new_.size()) {
      order_ = std::move(new_);
      shown_ = {column_, falls_};
      finish();
      break;
    }
    done += merge_some(rows - done);
  }
  return is_working();
}

double RowOrder::progress() const {
  return is_working() ? std::min(1.0, done_ / whole_) : 1;
}

SpanId RowOrder::row(std::int64_t place) const {
  const auto i = static_cast<SpanId>(place);
  if (!order_.empty()) return order_[i];
  return shown_.falls ? trace_->size() - 1 - i : i;
}

std::int64_t RowOrder::place_of(SpanId row) const {
  if (order_.empty()) return shown_.falls ? std::int64_t{trace_->size()} - 1 - row : row;
  const std::uint64_t key = key_of(row, shown_);
  const auto found = std::ranges::lower_bound(order_, std::pair(key, row), {}, [this](SpanId each) {
    return std::pair(key_of(each, shown_), each);
  });
  return found - order_.begin();
}

} // namespace copyscope::gui
