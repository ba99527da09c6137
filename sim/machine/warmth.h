// What is still in a core's cache: whether a copy is hot or cold (mechanism.cold_copies).
//
// Bytes are hot while at most cpu.hot_set bytes were touched on the core since they were. A cache
// as a length of memory, least recently touched out first: no sets, no levels, no prefetching.
#pragma once

#include "sim/machine/standing.h"
#include "sim/trace/span.h"

#include <deque>

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

private:
  struct Touch {
    trace::FlowId flow = 0;
    trace::Buffer buffer = trace::Buffer::none;
    trace::Range range;
    Bytes at; ///< bytes touched on this core before its first
  };

  /// The latest that holds the byte, or nullptr.
  const Touch* latest(trace::FlowId flow, trace::Buffer buffer, Bytes byte) const;

  Bytes hot_set_, touched_;
  std::deque<Touch> touches_; ///< those that can still be hot, the latest last
};

} // namespace copyscope::machine
