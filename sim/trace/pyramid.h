// Pyramid: summaries of summaries. Level 0 has one summary for each block of rows, each level above
// one for several (64, say) of the level below, so that the first or last block with a property is
// found in O(log n) without touching the rows between.
//
// Summary needs `void merge(const Summary&)`, which makes it cover the other as well; merging the
// same summary twice changes nothing.
#pragma once

#include "sim/trace/block_vector.h"

#include <cstdint>
#include <vector>

namespace copyscope::trace {

/// `arity`: how many of a level have one above them; `block_bits` as in BlockVector.
template <class Summary, std::uint32_t arity = 64, std::size_t block_bits = 8> class Pyramid {
public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  std::uint32_t size() const { return levels_.empty() ? 0 : levels_[0].size(); }
  const Summary& operator[](std::uint32_t block) const { return levels_[0][block]; }

  void push_back(const Summary& summary) {
    std::uint32_t at = size();
    for (std::size_t level = 0;; ++level, at /= arity) {
      if (level == levels_.size()) grow();
      if (at == levels_[level].size())
        levels_[level].push_back(summary);
      else
        levels_[level][at].merge(summary);
      if (levels_[level].size() == 1) return;
    }
  }

  /// The first block at or after `from` whose summary has the property (and those above it too:
  /// a summary has it where any that it covers has), or `none`.
  template <class Property> std::uint32_t first(std::uint32_t from, Property has) const {
    std::uint32_t at = from;
    std::size_t level = 0;
    while (level < levels_.size()) {
      if (at >= levels_[level].size()) return none;
      if (has(levels_[level][at])) {
        if (level == 0) return at;
        at *= arity; // go down to the first of what it covers
        --level;
      } else if (++at % arity == 0) {
        at /= arity; // all of this parent is done: go on above
        ++level;
      }
    }
    return none;
  }

  /// The last block before `before` whose summary has the property, or `none`.
  template <class Property> std::uint32_t last(std::uint32_t before, Property has) const {
    std::uint32_t end = before < size() ? before : size();
    std::size_t level = 0;
    while (end > 0 && level < levels_.size()) {
      if (has(levels_[level][end - 1])) {
        if (level == 0) return end - 1;
        --level;
        end = end * arity < levels_[level].size() ? end * arity : levels_[level].size();
      } else if (--end % arity == 0) {
        end /= arity;
        ++level;
      }
    }
    return none;
  }

  /// Calls visit(summary) so that together the summaries cover blocks [from, to[.
  template <class Visit> void cover(std::uint32_t from, std::uint32_t to, Visit visit) const {
    std::size_t level = 0;
    while (from < to) {
      const bool last_level = level + 1 == levels_.size();
      while (from < to && (last_level || from % arity != 0))
        visit(levels_[level][from++]);
      if (last_level) return;
      while (from < to && to % arity != 0)
        visit(levels_[level][--to]);
      from /= arity;
      to /= arity;
      ++level;
    }
  }

private:
  // A new level summarises all that the level below has so far.
  void grow() {
    levels_.emplace_back();
    if (levels_.size() == 1) return;
    const auto& below = levels_[levels_.size() - 2];
    Summary all = below[0];
    for (std::uint32_t i = 1; i < below.size() && i < arity; ++i)
      all.merge(below[i]);
    levels_.back().push_back(all);
  }

  std::vector<BlockVector<Summary, block_bits>> levels_;
};

} // namespace copyscope::trace
