#include "sim/trace/index.h"

namespace copyscope::trace {

namespace {

// The first i of [0, size[ for which is_after(i) holds, given that it then holds for all later.
template <class IsAfter>
std::uint32_t partition(std::uint32_t begin, std::uint32_t end, IsAfter is_after) {
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (is_after(middle))
      end = middle;
    else
      begin = middle + 1;
  }
  return begin;
}

} // namespace

void BlockSummary::add(const Span& span) {
  kinds |= set_of(span.kind);
  if (!span.has_range || span.bytes == 0) return;
  lowest = std::min(lowest, std::uint64_t{span.offset});
  beyond = std::max(beyond, std::uint64_t{span.offset} + span.bytes);
}

void Index::before(SpanId id, const LedgerFold& fold, Time begin) {
  if (id % stride == 0) begins_.push_back(begin);
  if (id % block != 0) return;
  if (id != 0) {
    blocks_.push_back(current_);
    current_ = BlockSummary();
  }
  Checkpoint checkpoint;
  checkpoint.past = fold.past();
  checkpoint.extra = extras_.size();
  checkpoint.open = static_cast<std::uint32_t>(fold.open().size());
  for (const LedgerFold::Open& open : fold.open())
    extras_.push_back(open.id);
  for (const std::int64_t bytes : fold.user_buffers())
    extras_.push_back(bytes);
  checkpoints_.push_back(checkpoint);
}

void Index::add(SpanId id, const Span& span, const Spans& spans) {
  current_.add(span);
  if (span.lane >= lanes_.size()) lanes_.resize(span.lane + std::size_t{1});
  lanes_[span.lane].add(id, spans);
}

void Index::finish(const Spans& spans) {
  if (!spans.empty()) blocks_.push_back(current_);
  for (LaneIndex& lane : lanes_)
    lane.finish(spans);
}

LedgerFold Index::replay(const Spans& spans, std::uint32_t begun) const {
  const std::uint32_t at = (begun - 1) / block;
  const Checkpoint& checkpoint = checkpoints_[at];
  std::vector<LedgerFold::Open> open;
  open.reserve(checkpoint.open + std::size_t{8});
  for (std::uint32_t i = 0; i < checkpoint.open; ++i) {
    const auto id = static_cast<SpanId>(extras_[checkpoint.extra + i]);
    open.push_back({id, spans[id]});
  }
  const std::uint32_t next =
      at + 1 < checkpoints_.size() ? checkpoints_[at + 1].extra : extras_.size();
  std::vector<std::int64_t> user_buffers;
  for (std::uint32_t i = checkpoint.extra + checkpoint.open; i < next; ++i)
    user_buffers.push_back(extras_[i]);
  LedgerFold fold;
  fold.restore(checkpoint.past, std::move(user_buffers), std::move(open));
  for (SpanId id = at * block; id < begun; ++id)
    fold.add(id, spans[id]);
  return fold;
}

std::uint32_t Index::begun_at(const Spans& spans, Time t) const {
  const std::uint32_t later =
      partition(0, begins_.size(), [&](std::uint32_t i) { return begins_[i] > t; });
  if (later == 0) return 0;
  return partition((later - 1) * stride, std::min(later * stride, spans.size()),
                   [&](std::uint32_t i) { return spans[i].begin > t; });
}

SpanId Index::next(const Spans& spans, SpanId from, KindSet kinds) const {
  const auto has = [&](const BlockSummary& summary) { return (summary.kinds & kinds) != 0; };
  for (std::uint32_t at = from / block; at != Pyramid<BlockSummary>::none;
       at = blocks_.first(at + 1, has)) {
    const SpanId end = std::min((at + 1) * block, spans.size());
    for (SpanId id = std::max(from, at * block); id < end; ++id)
      if ((set_of(spans[id].kind) & kinds) != 0) return id;
  }
  return no_span;
}

SpanId Index::previous(const Spans& spans, SpanId before, KindSet kinds) const {
  const auto has = [&](const BlockSummary& summary) { return (summary.kinds & kinds) != 0; };
  before = std::min(before, spans.size());
  for (std::uint32_t at = before / block; at != Pyramid<BlockSummary>::none;
       at = blocks_.last(at, has)) {
    for (SpanId id = std::min(before, (at + 1) * block); id > at * block; --id)
      if ((set_of(spans[id - 1].kind) & kinds) != 0) return id - 1;
  }
  return no_span;
}

std::int64_t Index::steps_before(const Spans& spans, SpanId row) const {
  if (row == 0) return 0;
  const std::uint32_t at = (row - 1) / block;
  std::int64_t steps = checkpoints_[at].past.steps;
  for (SpanId id = at * block; id < row; ++id)
    steps += is_step(spans[id].kind);
  return steps;
}

SpanId Index::step(const Spans& spans, std::int64_t number) const {
  const std::uint32_t later = partition(0, checkpoints_.size(), [&](std::uint32_t i) {
    return checkpoints_[i].past.steps >= number;
  });
  if (number < 1 || later == 0) return no_span;
  std::int64_t steps = checkpoints_[later - 1].past.steps;
  const SpanId end = std::min(later * block, spans.size());
  for (SpanId id = (later - 1) * block; id < end; ++id)
    if (is_step(spans[id].kind) && ++steps == number) return id;
  return no_span;
}

std::vector<SpanId> Index::journey(const Spans& spans, std::uint16_t client, Bytes offset) const {
  const auto wanted = static_cast<std::uint64_t>(offset.count());
  const auto has = [&](const BlockSummary& summary) { return summary.may_hold(wanted); };
  std::vector<SpanId> journey;
  for (std::uint32_t at = blocks_.first(0, has); at != Pyramid<BlockSummary>::none;
       at = blocks_.first(at + 1, has)) {
    const SpanId end = std::min((at + 1) * block, spans.size());
    for (SpanId id = at * block; id < end; ++id) {
      const Span& span = spans[id];
      if (span.has_range && span.client == client && span.offset <= wanted &&
          wanted - span.offset < span.bytes)
        journey.push_back(id);
    }
  }
  return journey;
}

void LaneIndex::add(SpanId id, const Spans& spans) {
  ids_.push_back(id);
  // A block is summarised once its rows have ended; they mostly have by the time of the next.
  if (ids_.size() % block == 0 && ids_.size() >= (blocks_.size() + 2) * block)
    summarise_next(spans);
}

void LaneIndex::summarise_next(const Spans& spans) {
  while (ids_.size() >= (blocks_.size() + 2) * block) {
    const std::uint32_t from = blocks_.size() * block;
    for (std::uint32_t i = from; i < from + block; ++i)
      if (spans[ids_[i]].end == Span::open) return;
    LaneSummary summary;
    offer(summary, spans, from, from + block);
    blocks_.push_back(summary);
  }
}

void LaneIndex::finish(const Spans& spans) {
  while (blocks_.size() * block < ids_.size()) {
    LaneSummary summary;
    const std::uint32_t from = blocks_.size() * block;
    offer(summary, spans, from, std::min(from + block, ids_.size()));
    blocks_.push_back(summary);
  }
}

void LaneIndex::offer(LaneSummary& best, const Spans& spans, std::uint32_t from,
                      std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    const Span& span = spans[ids_[i]];
    best.merge({span.end, span.end - span.begin, ids_[i]});
  }
}

std::uint32_t LaneIndex::rows_before(SpanId row, std::uint32_t guess) const {
  // Strides that double, from the guess on, until the place lies between two of them.
  std::uint32_t low = 0, high = ids_.size();
  guess = std::min(guess, high);
  std::uint32_t stride = 1;
  if (guess < high && ids_[guess] < row) {
    for (low = guess + 1; high - low > stride && ids_[low + stride] < row; stride *= 2)
      low += stride;
    high = std::min(high, low + stride);
  } else {
    for (high = guess; high > stride && ids_[high - stride] >= row; stride *= 2)
      high -= stride;
    low = high > stride ? high - stride : 0;
  }
  return partition(low, high, [&](std::uint32_t i) { return ids_[i] >= row; });
}

// Whole blocks by their summaries, the edges one by one.
void LaneIndex::offer_inside(LaneSummary& best, const Spans& spans, std::uint32_t first,
                             std::uint32_t end) const {
  const std::uint32_t first_block = (first + block - 1) / block;
  const std::uint32_t end_block = end / block;
  if (first_block >= end_block) return offer(best, spans, first, end);
  offer(best, spans, first, first_block * block);
  blocks_.cover(first_block, end_block, [&](const LaneSummary& each) { best.merge(each); });
  offer(best, spans, end_block * block, end);
}

template <class Visit>
void LaneIndex::each_reaching(const Spans& spans, std::uint32_t first, Time t, Visit visit) const {
  const auto visit_back = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = end; i > begin; --i)
      if (spans[ids_[i - 1]].end > t && !visit(i - 1)) return false;
    return true;
  };
  const auto reaches = [&](const LaneSummary& each) { return each.last_end > t; };
  std::uint32_t at = first / block;
  if (!visit_back(at * block, first)) return;
  while ((at = blocks_.last(at, reaches)) != Pyramid<LaneSummary>::none)
    if (!visit_back(at * block, (at + 1) * block)) return;
}

SpanId LaneIndex::longest_of(const Spans& spans, std::uint32_t first, std::uint32_t end) const {
  LaneSummary best;
  offer_inside(best, spans, first, end);
  return best.which;
}

std::vector<SpanId> LaneIndex::reaching(const Spans& spans, std::uint32_t first, Time t,
                                        std::size_t most) const {
  std::vector<SpanId> rows;
  each_reaching(spans, first, t, [&](std::uint32_t i) {
    rows.push_back(ids_[i]);
    return rows.size() < most;
  });
  return rows;
}

SpanId LaneIndex::longest(const Spans& spans, Time from, std::uint32_t first,
                          std::uint32_t end) const {
  LaneSummary best;
  offer_inside(best, spans, first, end);
  each_reaching(spans, first, from, [&](std::uint32_t i) {
    offer(best, spans, i, i + 1);
    return true;
  });
  return best.which;
}

} // namespace copyscope::trace
