#include "gui/session/part_rows.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using trace::Kind;
using trace::LaneKind;
using trace::no_span;
using trace::Span;
using trace::SpanId;

/// Whether a part acts on a lane; one that only holds bytes acts on none.
bool acts_on(std::string_view part, const trace::Lane& lane) {
  switch (lane.kind) {
  case LaneKind::cpu:
    return part == "cpu";
  case LaneKind::task:
    return part == "process" || part == "rings";
  case LaneKind::disk:
    return part == "disk";
  case LaneKind::dma:
    return part == (lane.device == LaneKind::disk ? "disk_dma" : "nic_dma");
  case LaneKind::nic:
  case LaneKind::wire:
    return part == "nic";
  default:
    return false;
  }
}

trace::KindSet kinds_of(std::string_view part) {
  const trace::KindSet calls = set_of(Kind::syscall) | set_of(Kind::completion);
  if (part == "process") return calls | set_of(Kind::wait);
  if (part == "rings") return calls;
  return trace::step_kinds;
}

} // namespace

void PartRows::settle(std::shared_ptr<const trace::Trace> trace, const std::string& part) {
  if (part.empty()) trace.reset();
  if (trace == trace_ && part == part_) return;
  trace_ = std::move(trace);
  part_ = part;
  looked_ = 0;
  before_.assign(1, {});
  lanes_.clear();
  buffer_ = trace::buffer_named(part).value_or(trace::Buffer::none);
  kinds_ = kinds_of(part);
  if (!trace_) return;
  for (const trace::Lane& lane : trace_->lanes())
    lanes_.push_back(acts_on(part, lane));
}

bool PartRows::has(const Span& span) const {
  if (lanes_[span.lane] && (kinds_ & set_of(span.kind)) != 0) return true;
  const bool is_about = span.source == buffer_ || span.target == buffer_;
  return buffer_ != trace::Buffer::none && is_about && trace::is_step(span.kind);
}

void PartRows::add(Sums& sums, const Span& span) const {
  if (!has(span)) return;
  ++sums.rows;
  const bool acts = lanes_[span.lane];
  if (acts && span.end != Span::open) sums.busy += span.end - span.begin;
  if (!trace::is_copy(span.kind)) return;
  const auto bytes = static_cast<std::int64_t>(span.bytes);
  if (acts) sums.carried += bytes;
  if (buffer_ == trace::Buffer::none) return;
  if (span.target == buffer_) sums.came += bytes;
  if (span.source == buffer_) sums.left += bytes;
}

bool PartRows::work(std::uint64_t rows) {
  if (!is_working()) return false;
  const auto end = static_cast<SpanId>(std::min<std::uint64_t>(trace_->size(), looked_ + rows));
  for (; looked_ < end; ++looked_) {
    if (looked_ % block == 0 && looked_ > 0) before_.push_back(before_.back());
    add(before_.back(), (*trace_)[looked_]);
  }
  return is_working();
}

/// before_[i] is that of the first i + 1 blocks.
PartRows::Sums PartRows::before(SpanId row) const {
  if (!trace_) return {};
  row = std::min(row, looked_);
  const std::size_t whole = row / block;
  Sums sums = whole == 0 ? Sums() : before_[whole - 1];
  for (SpanId each = static_cast<SpanId>(whole) * block; each < row; ++each)
    add(sums, (*trace_)[each]);
  return sums;
}

std::int64_t PartRows::rows_in(std::size_t which) const {
  return before_[which].rows - (which == 0 ? 0 : before_[which - 1].rows);
}

SpanId PartRows::previous(SpanId before) const {
  if (!trace_) return no_span;
  for (SpanId row = std::min(before, looked_); row > 0;) {
    const std::size_t which = (row - 1) / block;
    const auto first = static_cast<SpanId>(which) * block;
    if (rows_in(which) == 0) {
      row = first;
      continue;
    }
    while (row > first)
      if (has((*trace_)[--row])) return row;
  }
  return no_span;
}

SpanId PartRows::next(SpanId from) const {
  if (!trace_) return no_span;
  for (SpanId row = from; row < looked_;) {
    const std::size_t which = row / block;
    const SpanId end = std::min(looked_, static_cast<SpanId>(which + 1) * block);
    if (rows_in(which) == 0) {
      row = end;
      continue;
    }
    for (; row < end; ++row)
      if (has((*trace_)[row])) return row;
  }
  return no_span;
}

} // namespace copyscope::gui
