// A sequence of ledgers, each a little more than the one before, in some 80 bytes each where a
// Ledger has 408: every 64th is kept whole, of the others what was added since then.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/ledger.h"

#include <array>
#include <cstdint>

namespace copyscope::trace {

class PackedLedgers {
public:
  void push_back(const Ledger& ledger);
  Ledger operator[](std::uint32_t i) const;
  std::uint32_t size() const { return begins_.size(); }

  /// One is wanted soon, or may be: its memory is waited for while something else is done.
  void fetch(std::uint32_t i) const;
  void expect(std::uint32_t i) const { __builtin_prefetch(&begins_[i]); }

private:
  static constexpr std::uint32_t group = 64; ///< of which the first is whole
  static constexpr int fields = 51;
  static_assert(sizeof(Ledger) == fields * sizeof(std::int64_t));
  static constexpr int word_block = 12;
  using Fields = std::array<std::int64_t, fields>; ///< a Ledger seen as numbers

  BlockVector<Ledger, 4> whole_;
  BlockVector<std::uint32_t, 10> begins_; ///< where each begins in words_
  /// Of each: which fields differ, which of these by more than 31 bits can say, the differences.
  /// All of one lie in the same block.
  BlockVector<std::uint32_t, word_block> words_;
};

} // namespace copyscope::trace
