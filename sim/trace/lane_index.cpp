#include "sim/trace/lane_index.h"

#include "sim/trace/partition.h"

namespace copyscope::trace {

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
    summarise(spans, from, from + block);
  }
}

void LaneIndex::summarise(const Spans& spans, std::uint32_t from, std::uint32_t to) {
  LaneSummary summary;
  offer(summary, spans, from, to);
  blocks_.push_back(summary);
  for (std::uint32_t i = from; i < to; ++i)
    time_.add(spans, ids_[i]);
}

void LaneIndex::finish(const Spans& spans) {
  while (blocks_.size() * block < ids_.size()) {
    const std::uint32_t from = blocks_.size() * block;
    summarise(spans, from, std::min(from + block, ids_.size()));
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
