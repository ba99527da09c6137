// What is still in a core's cache: whether a copy is hot or cold (mechanism.cold_copies).
//
// Bytes are hot while at most cpu.hot_set bytes were touched on the core since they were. A cache
// as a length of memory, least recently touched out first: no sets, no levels, no prefetching.
#pragma once

#include "sim/machine/standing.h"
#include "sim/trace/span.h"

#include <cstddef>
#include <map>

namespace copyscope::machine {

class Warmth {
public:
  explicit Warmth(Bytes hot_set) : hot_set_(hot_set) {}

  /// Whether all of the flow's range in that buffer is hot. Page-cache pages are one file's: any
  /// flow's.
  bool is_hot(trace::FlowId flow, trace::Buffer buffer, trace::Range range) const;
  /// The range is touched, from its first byte to its last.
  void touch(trace::FlowId flow, trace::Buffer buffer, trace::Range range);

  void stand(Standing& standing) const;

  /// Entries that it takes to remember what is hot: few where a file is gone through in order.
  std::size_t entries() const { return runs_.size(); }

private:
  struct Place {
    std::int64_t whose = 0; ///< the buffer, and whose of that kind: the flow's
    std::int64_t offset = 0;

    friend bool operator==(const Place&, const Place&) = default;
    friend bool operator<(const Place& a, const Place& b) {
      return a.whose != b.whose ? a.whose < b.whose : a.offset < b.offset;
    }
  };
  /// Pieces of one length that follow one another, each touched so much after the one before: what
  /// going through a file in chunks leaves behind.
  struct Run {
    std::int64_t piece = 0; ///< bytes
    std::int64_t pieces = 1;
    std::int64_t stride = 0; ///< bytes touched on this core from a piece's first to the next one's
    std::int64_t at = 0;     ///< bytes touched on this core before the first byte of all

    std::int64_t bytes() const { return piece * pieces; }
    std::int64_t at_byte(std::int64_t n) const { return at + n / piece * stride + n % piece; }
    Run from(std::int64_t which) const {
      return {piece, pieces - which, stride, at + which * stride};
    }
    Run part(std::int64_t which, std::int64_t from, std::int64_t to) const;
  };
  using Runs = std::map<Place, Run>; ///< by their first byte; they do not overlap

  static Place place_of(trace::FlowId flow, trace::Buffer buffer, trace::Range range);
  std::int64_t hot_from() const { return touched_.count() - hot_set_.count(); }
  Runs::iterator cut(Runs::iterator next, const Place& begin, std::int64_t end);
  bool lengthens(Runs::iterator next, const Place& begin, std::int64_t bytes);
  void forget_what_is_cold();

  Bytes hot_set_, touched_;
  Runs runs_;                       ///< the latest touch of each byte that can still be hot
  std::size_t sweep_at_ = at_least; ///< entries
  static constexpr std::size_t at_least = 16;
};

} // namespace copyscope::machine
