// What caused the rows of a saved trace of schema 1, which does not say: the rules of the machine
// do.
//
//   interrupt     the transfer or disk access of the same call that it announces
//   a step about bytes  the last step before it about the first of these bytes; without one, the
//                 entry of its call
//   to_user       the entry of its call
//   to_kernel     the return before it, and so the call itself: the program ran on
//   all others    the entry of its call, or the step before
// These are the causes that the simulator says at the textbook level. For this room only.
#pragma once

#include "sim/trace/span.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace copyscope::trace {

class JsonCauses {
public:
  /// The cause of the row that comes next, as `id`.
  SpanId of(SpanId id, const Span& span);

private:
  struct Call {
    SpanId entry = no_span;
    SpanId announced = no_span; ///< the latest transfer or disk access
  };
  struct About { ///< bytes up to `end` of which `step` is the latest
    std::uint64_t end = 0;
    SpanId step = no_span;
  };
  struct Flow {
    SpanId last_return = no_span;
    std::map<std::uint64_t, About> bytes; ///< by where they begin
  };

  SpanId find(const Span& span) const;
  SpanId about_first_byte(const Span& span) const;
  void note(SpanId id, const Span& span);
  static void cover(std::map<std::uint64_t, About>& bytes, std::uint64_t begin, std::uint64_t end,
                    SpanId step);

  std::unordered_map<CallId, Call> calls_;
  std::vector<Flow> flows_; ///< by FlowId
  SpanId last_step_ = no_span;
};

} // namespace copyscope::trace
