#include "sim/trace/row_list.h"

#include "sim/trace/partition.h"

namespace copyscope::trace {

namespace {

/// Rows that lie apart are wanted soon: to wait for all of them at once is quicker than for one
/// after the other.
void fetch_rows(const Spans& spans, const RowList::Ids& ids, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i)
    __builtin_prefetch(&spans[ids[i]]);
}

} // namespace

void RowList::Summary::merge(const Longest& other) {
  last_end = std::max(last_end, other.last_end);
  if (other.length < length || (other.length == length && other.row >= row)) return;
  length = other.length;
  row = other.row;
  kind = other.kind;
}

void RowList::summarise_block(const Spans& spans) {
  Summary summary;
  const std::uint32_t from = summarised();
  offer(summary, spans, from, std::min(from + block, ids_.size()));
  blocks_.push_back(summary);
}

void RowList::offer(Summary& best, const Spans& spans, std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    const Span& span = spans[ids_[i]];
    best.merge({ids_[i], span.kind, span.end - span.begin, span.end});
  }
}

std::uint32_t RowList::begun_blocks(SpanId row, std::uint32_t guess) const {
  return partition_near(guess, firsts_.size(), [&](std::uint32_t i) { return firsts_[i] >= row; });
}

std::uint32_t RowList::rows_before(SpanId row, std::uint32_t guess) const {
  const std::uint32_t blocks = begun_blocks(row, guess / block);
  if (blocks == 0) return 0;
  return partition((blocks - 1) * block + 1, std::min(blocks * block, ids_.size()),
                   [&](std::uint32_t i) { return ids_[i] >= row; });
}

std::uint32_t RowList::blocks_before(SpanId row, std::uint32_t guess) const {
  const std::uint32_t blocks = begun_blocks(row, guess / block);
  return blocks == 0 ? 0 : (blocks - 1) * block;
}

// Whole blocks by their summaries, the edges one by one.
void RowList::offer_inside(Summary& best, const Spans& spans, std::uint32_t first,
                           std::uint32_t end) const {
  const std::uint32_t first_block = (first + block - 1) / block;
  const std::uint32_t end_block = end / block;
  if (first_block >= end_block) {
    fetch_rows(spans, ids_, first, end);
    return offer(best, spans, first, end);
  }
  fetch_rows(spans, ids_, first, first_block * block);
  fetch_rows(spans, ids_, end_block * block, end);
  blocks_.cover(first_block, end_block, [&](const Summary& each) { best.merge(each); });
  offer(best, spans, first, first_block * block);
  offer(best, spans, end_block * block, end);
}

template <class Visit>
void RowList::each_reaching(const Spans& spans, std::uint32_t first, Time t, Visit visit) const {
  const auto visit_back = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = end; i > begin; --i)
      if (spans[ids_[i - 1]].end > t && !visit(i - 1)) return false;
    return true;
  };
  const auto reaches = [&](const Summary& each) { return each.last_end > t; };
  std::uint32_t at = first / block;
  if (!visit_back(at * block, first)) return;
  while ((at = blocks_.last(at, reaches)) != blocks_.none)
    if (!visit_back(at * block, (at + 1) * block)) return;
}

Longest RowList::longest_of(const Spans& spans, std::uint32_t first, std::uint32_t end) const {
  Summary best;
  offer_inside(best, spans, first, end);
  return best;
}

std::vector<SpanId> RowList::reaching(const Spans& spans, std::uint32_t first, Time t,
                                      std::size_t most) const {
  std::vector<SpanId> rows;
  if (most == 0) return rows;
  each_reaching(spans, first, t, [&](std::uint32_t i) {
    rows.push_back(ids_[i]);
    return rows.size() < most;
  });
  return rows;
}

SpanId RowList::longest(const Spans& spans, Time from, std::uint32_t first,
                        std::uint32_t end) const {
  Summary best;
  offer_inside(best, spans, first, end);
  each_reaching(spans, first, from, [&](std::uint32_t i) {
    offer(best, spans, i, i + 1);
    return true;
  });
  return best.row;
}

} // namespace copyscope::trace
