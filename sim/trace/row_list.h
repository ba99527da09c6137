// Rows in order of begin, those of a lane say: how many come before a moment, the longest of some,
// and those that last into a time.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/pyramid.h"
#include "sim/trace/span.h"
#include "sim/trace/trace.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace copyscope::trace {

class RowList {
public:
  using Ids = BlockVector<SpanId, 8>;        ///< small blocks: there may be thousands of lanes
  static constexpr std::uint32_t block = 32; ///< rows with a summary

  void push_back(SpanId id) {
    if (ids_.size() % block == 0) firsts_.push_back(id);
    ids_.push_back(id);
  }
  /// How many of the rows have their summary; which the next ones get once they have ended.
  std::uint32_t summarised() const { return std::min(blocks_.size() * block, ids_.size()); }
  void summarise_block(const Spans& spans);

  std::uint32_t size() const { return ids_.size(); }
  SpanId operator[](std::uint32_t i) const { return ids_[i]; }
  const Ids& ids() const { return ids_; }

  /// How many come before a row of the trace. The nearer the guess, the faster.
  std::uint32_t rows_before(SpanId row, std::uint32_t guess = 0) const;
  /// The same, or up to `block` fewer: a multiple of it, and found without the rows.
  std::uint32_t blocks_before(SpanId row, std::uint32_t guess = 0) const;
  /// The longest of rows [first, end[.
  Longest longest_of(const Spans& spans, std::uint32_t first, std::uint32_t end) const;
  /// Of the rows before `first`, those that end after t, latest first; `most` at the most.
  std::vector<SpanId> reaching(const Spans& spans, std::uint32_t first, Time t,
                               std::size_t most) const;
  /// The longest that overlaps [from, to[, the earliest of them, or no_span; rows [first, end[ are
  /// those that begin there.
  SpanId longest(const Spans& spans, Time from, std::uint32_t first, std::uint32_t end) const;

private:
  struct Summary : Longest {
    void merge(const Longest& other);
  };

  /// How many blocks begin before a row.
  std::uint32_t begun_blocks(SpanId row, std::uint32_t guess) const;
  void offer(Summary& best, const Spans& spans, std::uint32_t from, std::uint32_t to) const;
  void offer_inside(Summary& best, const Spans& spans, std::uint32_t first,
                    std::uint32_t end) const;
  // Calls visit(i) for each row before `first` that ends after t, latest block first, until it
  // returns false.
  template <class Visit>
  void each_reaching(const Spans& spans, std::uint32_t first, Time t, Visit visit) const;

  Ids ids_;
  BlockVector<SpanId, 6> firsts_; // of each block: few enough to stay in a cache
  Pyramid<Summary, 8, 5> blocks_;
};

} // namespace copyscope::trace
