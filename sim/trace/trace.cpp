#include "sim/trace/trace.h"

#include "sim/trace/index.h"

#include <algorithm>
#include <utility>

namespace copyscope::trace {

static_assert(Trace::checkpoint_rows == Index::block);
static_assert(Trace::lane_block == RowList::block);

Trace::Trace(BlockMemory memory) : spans_(memory), index_(std::make_unique<Index>()) {
  tables_.calls = Calls(memory);
}
Trace::Trace(Trace&&) noexcept = default;
Trace& Trace::operator=(Trace&&) noexcept = default;
Trace::~Trace() = default;

std::span<const Span> Trace::segment(std::uint32_t i) const {
  const std::uint32_t first = i << segment_bits;
  return {&spans_[first], std::min(segment_rows, size() - first)};
}

Cursor Trace::cursor_at(Time t) const {
  return {t, index_->begun_at(spans_, t)};
}

std::vector<SpanId> Trace::open_spans(Cursor at) const {
  if (at.begun == 0) return {};
  return index_->under_way(spans_, at.begun, [&](const Span& span, SpanId id) {
    const bool stands_on_it = id + 1 == at.begun && span.begin == at.time;
    return span.end > at.time || stands_on_it;
  });
}

Ledger Trace::ledger(Cursor at) const {
  if (at.begun > 0) return index_->ledger(spans_, tables_, at.time, at.begun);
  LedgerFold fold(&tables_);
  fold.start(header_);
  return fold.at(at.time);
}

void Trace::add_to(LedgerFold& fold, SpanId row, const Span& as) const {
  const Asides& asides = index_->asides();
  const SpanId outer = asides.outer_of(row);
  fold.add(row, as, outer == no_span ? std::optional<Kind>() : Kind(spans_[outer].kind));
  for (std::uint32_t i = asides.first_taking(row);
       i < asides.takings.size() && asides.takings[i].row == row; ++i)
    fold.take(asides.takings[i].kind, asides.takings[i].bytes);
}

std::uint32_t Trace::checkpoints() const {
  return index_->checkpoints();
}

Ledger Trace::counts_at_checkpoint(std::uint32_t i) const {
  return index_->checkpoint(i);
}

SpanId Trace::next(SpanId from, KindSet kinds) const {
  return from < size() ? index_->next(spans_, from, kinds) : no_span;
}

SpanId Trace::previous(SpanId before, KindSet kinds) const {
  return index_->previous(spans_, before, kinds);
}

std::int64_t Trace::step_number(Cursor at) const {
  return index_->steps_before(spans_, at.begun);
}

SpanId Trace::step(std::int64_t number) const {
  return index_->step(spans_, number);
}

std::vector<SpanId> Trace::journey(FlowId flow, Bytes offset) const {
  return offset < Bytes(0) ? std::vector<SpanId>() : index_->journey(spans_, flow, offset);
}

std::vector<SpanId> Trace::longest(LaneId lane, Time from, Time to, int slots) const {
  std::vector<SpanId> longest(static_cast<std::size_t>(slots), no_span);
  const LaneIndex* const of_lane = index_->lane(lane);
  if (of_lane == nullptr || to <= from) return longest;
  const RowList& rows = of_lane->rows();
  const Int128 range = (to - from).ps();
  const auto boundary = [&](int i) {
    return from + Time::from_ps(static_cast<std::int64_t>(range * i / slots));
  };
  const auto rows_before = [&](int i, std::uint32_t guess) { // of this lane
    const SpanId row = index_->begun_at(spans_, boundary(i) - Time::from_ps(1));
    return rows.rows_before(row, guess);
  };
  std::uint32_t first = rows_before(0, 0);
  std::uint32_t guess = first;
  for (int i = 0; i < slots; ++i) {
    const std::uint32_t end = rows_before(i + 1, guess);
    longest[static_cast<std::size_t>(i)] = rows.longest(spans_, boundary(i), first, end);
    guess = end + (end - first); // the next slot has about as many rows as this one
    first = end;
  }
  return longest;
}

const RowList& Trace::rows_of(LaneId lane) const {
  static const RowList none;
  const LaneIndex* const rows = index_->lane(lane);
  return rows == nullptr ? none : rows->rows();
}

std::uint32_t Trace::lane_rows_before(LaneId lane, SpanId row, std::uint32_t guess) const {
  return rows_of(lane).rows_before(row, guess);
}

std::uint32_t Trace::lane_blocks_before(LaneId lane, SpanId row, std::uint32_t guess) const {
  return rows_of(lane).blocks_before(row, guess);
}

Longest Trace::longest_of(LaneId lane, std::uint32_t first, std::uint32_t end) const {
  return rows_of(lane).longest_of(spans_, first, end);
}

std::vector<SpanId> Trace::reaching(LaneId lane, std::uint32_t first, Time t,
                                    std::size_t most) const {
  return rows_of(lane).reaching(spans_, first, t, most);
}

std::uint32_t Trace::lane_size(LaneId lane) const {
  return rows_of(lane).size();
}

SpanId Trace::lane_span(LaneId lane, std::uint32_t i) const {
  return rows_of(lane)[i];
}

bool operator==(const Trace& a, const Trace& b) {
  return a.header_ == b.header_ && a.spans_ == b.spans_ && a.tables_ == b.tables_ &&
         a.end_ == b.end_;
}

std::string_view Trace::kind_name(SpanId row) const {
  const Kind kind = spans_[row].kind;
  if (kind != Kind::other || !header_.other_kinds) return name_of(kind);
  const RowTexts& texts = *header_.other_kinds;
  const auto at = std::lower_bound(texts.rows.begin(), texts.rows.end(), std::pair(row, 0u));
  return at != texts.rows.end() && at->first == row ? texts.names[at->second] : name_of(kind);
}

} // namespace copyscope::trace
