#include "sim/trace/lane_index.h"

namespace copyscope::trace {

namespace {

constexpr std::uint32_t block = RowList::block;

} // namespace

void LaneIndex::add(SpanId id, const Spans& spans) {
  rows_.push_back(id);
  // A block is summarised once its rows have ended; they mostly have by the time of the next.
  if (rows_.size() % block == 0) summarise_next(spans);
}

void LaneIndex::summarise_next(const Spans& spans) {
  while (rows_.size() >= rows_.summarised() + 2 * block) {
    const std::uint32_t from = rows_.summarised();
    for (std::uint32_t i = from; i < from + block; ++i)
      if (spans[rows_[i]].end == Span::open) return;
    summarise_block(spans);
  }
}

void LaneIndex::summarise_block(const Spans& spans) {
  const std::uint32_t from = rows_.summarised();
  rows_.summarise_block(spans);
  for (std::uint32_t i = from; i < rows_.summarised(); ++i)
    time_.add(spans, rows_[i]);
}

void LaneIndex::finish(const Spans& spans) {
  while (rows_.summarised() < rows_.size())
    summarise_block(spans);
  time_.finish();
}

} // namespace copyscope::trace
