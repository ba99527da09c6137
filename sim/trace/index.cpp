#include "sim/trace/index.h"

#include "sim/trace/partition.h"

namespace copyscope::trace {

namespace {

// Elements [begin, end[, which lie side by side in one block, are wanted soon: waiting for memory
// once is quicker than for one after the other.
template <class List> void fetch(const List& list, std::uint32_t begin, std::uint32_t end) {
  constexpr std::size_t line = 64; // bytes
  const char* const last = reinterpret_cast<const char*>(&list[end - 1] + 1);
  for (auto at = reinterpret_cast<const char*>(&list[begin]); at < last; at += line)
    __builtin_prefetch(at);
}

std::uint64_t bit_of(StringId label) {
  return std::uint64_t{1} << label % 64;
}

std::uint32_t into_bit(Kind kind, Buffer target) {
  const KindSet set = set_of(kind);
  const int group = (set & copy_kinds) != 0 ? 0 : (set & reference_kinds) != 0 ? 1 : 2;
  return std::uint32_t{1} << (group * buffer_count + static_cast<int>(target));
}

/// The bits of a block that may have a row of these kinds into the target.
std::uint32_t into_bits(KindSet kinds, Buffer target) {
  std::uint32_t bits = 0;
  for (int kind = 0; kind < kind_count; ++kind)
    if ((kinds & set_of(static_cast<Kind>(kind))) != 0)
      bits |= into_bit(static_cast<Kind>(kind), target);
  return bits;
}

Buffer target_of(const Tables& tables, const Span& span) {
  return tables.kind_at(span.flow, span.target);
}

StringId label_of(const Tables& tables, const Span& span) {
  return span.call == 0 ? StringId{0} : tables.calls[span.call - 1].label;
}

} // namespace

void BlockSummary::add(const Span& span, StringId label, Buffer target) {
  kinds |= set_of(span.kind);
  if (target != Buffer::none) into |= into_bit(span.kind, target);
  labels |= bit_of(label);
  if (!span.has_range || span.bytes == 0) return;
  lowest = std::min(lowest, std::uint64_t{span.offset});
  beyond = std::max(beyond, std::uint64_t{span.offset} + span.bytes);
}

void Index::before(SpanId id, const LedgerFold& fold, Time begin) {
  if (id % stride == 0) begins_.push_back(begin);
  if (id % long_stride == 0) far_begins_.push_back(begin);
  if (id % block != 0) return;
  if (id != 0) {
    blocks_.push_back(current_);
    current_ = BlockSummary();
  }
  Checkpoint checkpoint;
  checkpoint.steps = static_cast<std::uint32_t>(fold.past().steps);
  checkpoint.nested = asides_.nested.size();
  checkpoint.taking = asides_.takings.size();
  note_open(checkpoint, fold);
  checkpoints_.push_back(checkpoint);
  pasts_.push_back(fold.past());
}

// All of them where they are few, and now and then; else what is not as it was before: of a
// thousand clients each has rows under way, and few of them change.
void Index::note_open(Checkpoint& checkpoint, const LedgerFold& fold) {
  constexpr std::uint32_t few = 16, most_since = 16;
  now_.clear();
  for (const LedgerFold::Open& open : fold.open())
    now_.push_back(open.id);
  checkpoint.changes = changes_.size();
  const std::uint32_t last_since = checkpoints_.empty() ? most_since : checkpoints_.back().since;
  const bool all = now_.size() <= few || last_since + 1 >= most_since;
  if (!all) checkpoint.since = last_since + 1;
  const auto note = [&](const std::vector<SpanId>& rows, const std::vector<SpanId>& others) {
    const std::uint32_t size = changes_.size();
    auto other = others.begin();
    for (const SpanId row : rows) {
      other = std::lower_bound(other, others.end(), row);
      if (other == others.end() || *other != row) changes_.push_back(row);
    }
    return changes_.size() - size;
  };
  checkpoint.came = note(now_, all ? std::vector<SpanId>() : open_);
  if (!all) checkpoint.gone = note(open_, now_);
  open_.swap(now_);
}

std::vector<SpanId> Index::open_at(std::uint32_t at) const {
  std::vector<SpanId> rows;
  for (std::uint32_t i = at - checkpoints_[at].since; i <= at; ++i) {
    const Checkpoint& checkpoint = checkpoints_[i];
    if (checkpoint.gone != 0) {
      std::uint32_t next = checkpoint.changes + checkpoint.came;
      const std::uint32_t end = next + checkpoint.gone;
      std::erase_if(rows, [&](SpanId row) {
        const bool is_gone = next < end && changes_[next] == row;
        next += is_gone ? 1 : 0;
        return is_gone;
      });
    }
    for (std::uint32_t k = 0; k < checkpoint.came; ++k)
      rows.push_back(changes_[checkpoint.changes + k]);
  }
  return rows;
}

void Index::note_way(SpanId id, Kind kind, Buffer source, Buffer target) {
  const int bit =
      (static_cast<int>(source) - 1) * (buffer_count - 1) + static_cast<int>(target) - 1;
  std::uint64_t& seen = ways_seen_[static_cast<std::size_t>(kind)];
  const std::uint64_t mine = std::uint64_t{1} << bit;
  if ((seen & mine) != 0) return;
  seen |= mine;
  ways_.push_back({kind, source, target, id});
}

void Index::add(SpanId id, const Span& span, StringId label, Buffer source, Buffer target,
                const Spans& spans) {
  if (source != Buffer::none && target != Buffer::none) note_way(id, span.kind, source, target);
  current_.add(span, label, target);
  const Marks marks = marks_of(span);
  by_flow_.add(id, span, marks);
  by_task_.add(id, span, marks);
  by_call_.add(id, span, marks);
  by_cause_.add(id, span, marks);
  if (span.lane >= lanes_.size()) lanes_.resize(span.lane + std::size_t{1});
  lanes_[span.lane].add(id, spans);
}

void Index::finish(const Spans& spans) {
  if (!spans.empty()) blocks_.push_back(current_);
  for (KeyedRows* by : {&by_flow_, &by_task_, &by_call_, &by_cause_})
    by->finish(spans.size());
  for (LaneIndex& lane : lanes_)
    lane.finish(spans);
}

Ledger Index::ledger(const Spans& spans, const Tables& tables, Time now,
                     std::uint32_t begun) const {
  const std::uint32_t at = (begun - 1) / block;
  const Checkpoint& checkpoint = checkpoints_[at];
  const auto inside = [&](SpanId outer) {
    return outer == no_span ? std::optional<Kind>() : Kind(spans[outer].kind);
  };
  pasts_.fetch(at);
  if (checkpoint.came > 0) __builtin_prefetch(&changes_[checkpoint.changes]);
  if (checkpoint.nested < asides_.nested.size())
    __builtin_prefetch(&asides_.nested[checkpoint.nested]);
  if (checkpoint.taking < asides_.takings.size())
    __builtin_prefetch(&asides_.takings[checkpoint.taking]);
  fetch(spans, at * block, begun);
  LedgerSum sum(pasts_[at], now, tables);
  for (const SpanId id : open_at(at))
    sum.go_on(spans[id], inside(asides_.outer_of(id)));
  std::uint32_t nested = checkpoint.nested;
  for (SpanId id = at * block; id < begun; ++id) {
    const bool within = nested < asides_.nested.size() && asides_.nested[nested].inner == id;
    sum.add(spans[id], inside(within ? asides_.nested[nested++].outer : no_span));
  }
  for (std::uint32_t i = checkpoint.taking;
       i < asides_.takings.size() && asides_.takings[i].row < begun; ++i)
    sum.take(asides_.takings[i].kind, asides_.takings[i].bytes);
  return sum.ledger();
}

std::uint32_t Index::begun_at(const Spans& spans, Time t) const {
  const std::uint32_t far =
      partition(0, far_begins_.size(), [&](std::uint32_t i) { return far_begins_[i] > t; });
  if (far == 0) return 0;
  constexpr std::uint32_t each = long_stride / stride;
  const std::uint32_t first = (far - 1) * each, end = std::min(far * each, begins_.size());
  fetch(begins_, first, end);
  const std::uint32_t later =
      partition(first, end, [&](std::uint32_t i) { return begins_[i] > t; });
  const std::uint32_t last = std::min(later * stride, spans.size());
  fetch(spans, (later - 1) * stride, last);
  const std::uint32_t at = (later - 1) * stride / block; // what is asked next is mostly about it
  __builtin_prefetch(&checkpoints_[at]);
  pasts_.expect(at);
  return partition((later - 1) * stride, last, [&](std::uint32_t i) { return spans[i].begin > t; });
}

// The blocks that may have one, and the rows in them.
template <class MayHave, class Wanted>
SpanId Index::next_where(const Spans& spans, SpanId from, MayHave may_have, Wanted wanted) const {
  if (from >= spans.size()) return no_span;
  for (std::uint32_t at = from / block; at != Pyramid<BlockSummary>::none;
       at = blocks_.first(at + 1, may_have)) {
    const SpanId end = std::min((at + 1) * block, spans.size());
    for (SpanId id = std::max(from, at * block); id < end; ++id)
      if (wanted(spans[id])) return id;
  }
  return no_span;
}

template <class MayHave, class Wanted>
SpanId Index::previous_where(const Spans& spans, SpanId before, MayHave may_have,
                             Wanted wanted) const {
  before = std::min(before, spans.size());
  for (std::uint32_t at = before / block; at != Pyramid<BlockSummary>::none;
       at = blocks_.last(at, may_have)) {
    for (SpanId id = std::min(before, (at + 1) * block); id > at * block; --id)
      if (wanted(spans[id - 1])) return id - 1;
  }
  return no_span;
}

SpanId Index::next(const Spans& spans, SpanId from, KindSet kinds) const {
  return next_where(
      spans, from, [&](const BlockSummary& block) { return (block.kinds & kinds) != 0; },
      [&](const Span& span) { return (set_of(span.kind) & kinds) != 0; });
}

SpanId Index::previous(const Spans& spans, SpanId before, KindSet kinds) const {
  return previous_where(
      spans, before, [&](const BlockSummary& block) { return (block.kinds & kinds) != 0; },
      [&](const Span& span) { return (set_of(span.kind) & kinds) != 0; });
}

SpanId Index::next_into(const Spans& spans, const Tables& tables, Buffer target, KindSet kinds,
                        SpanId from) const {
  const std::uint32_t bits = into_bits(kinds, target);
  return next_where(
      spans, from, [&](const BlockSummary& block) { return (block.into & bits) != 0; },
      [&](const Span& span) {
        return (set_of(span.kind) & kinds) != 0 && target_of(tables, span) == target;
      });
}

SpanId Index::previous_into(const Spans& spans, const Tables& tables, Buffer target, KindSet kinds,
                            SpanId before) const {
  const std::uint32_t bits = into_bits(kinds, target);
  return previous_where(
      spans, before, [&](const BlockSummary& block) { return (block.into & bits) != 0; },
      [&](const Span& span) {
        return (set_of(span.kind) & kinds) != 0 && target_of(tables, span) == target;
      });
}

SpanId Index::next_labelled(const Spans& spans, const Tables& tables, StringId label,
                            SpanId from) const {
  return next_where(
      spans, from, [&](const BlockSummary& block) { return (block.labels & bit_of(label)) != 0; },
      [&](const Span& span) { return label_of(tables, span) == label; });
}

SpanId Index::previous_labelled(const Spans& spans, const Tables& tables, StringId label,
                                SpanId before) const {
  return previous_where(
      spans, before, [&](const BlockSummary& block) { return (block.labels & bit_of(label)) != 0; },
      [&](const Span& span) { return label_of(tables, span) == label; });
}

std::int64_t Index::steps_before(const Spans& spans, SpanId row) const {
  if (row == 0) return 0;
  const std::uint32_t at = (row - 1) / block;
  std::int64_t steps = checkpoints_[at].steps;
  for (SpanId id = at * block; id < row; ++id)
    steps += is_step(spans[id].kind);
  return steps;
}

SpanId Index::step(const Spans& spans, std::int64_t number) const {
  const std::uint32_t later = partition(
      0, checkpoints_.size(), [&](std::uint32_t i) { return checkpoints_[i].steps >= number; });
  if (number < 1 || later == 0) return no_span;
  std::int64_t steps = checkpoints_[later - 1].steps;
  const SpanId end = std::min(later * block, spans.size());
  for (SpanId id = (later - 1) * block; id < end; ++id)
    if (is_step(spans[id].kind) && ++steps == number) return id;
  return no_span;
}

std::vector<SpanId> Index::journey(const Spans& spans, FlowId flow, Bytes offset) const {
  const auto wanted = static_cast<std::uint64_t>(offset.count());
  const auto has = [&](const BlockSummary& summary) { return summary.may_hold(wanted); };
  std::vector<SpanId> journey;
  for (std::uint32_t at = blocks_.first(0, has); at != Pyramid<BlockSummary>::none;
       at = blocks_.first(at + 1, has)) {
    const SpanId end = std::min((at + 1) * block, spans.size());
    for (SpanId id = at * block; id < end; ++id) {
      const Span& span = spans[id];
      if (span.has_range && span.flow == flow && span.offset <= wanted &&
          wanted - span.offset < span.bytes)
        journey.push_back(id);
    }
  }
  return journey;
}

} // namespace copyscope::trace
