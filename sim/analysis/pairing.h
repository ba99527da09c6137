// The rows of two runs of one case, paired: the model's with the kernel's.
//
// Calls pair by flow, by the offset of the file's bytes that they are about, and by the label of
// the line of the listing that makes them; other rows by their lane and kind, their way and range,
// and the line of their call. Where several are alike, the first pairs with the first, the second
// with the second. A row without a partner is one that only one of them has.
#pragma once

#include "sim/trace/trace.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace copyscope::analysis {

class Pairing {
public:
  /// O(n log n) in the rows of both.
  Pairing(const trace::Trace& model, const trace::Trace& kernel);

  /// The partner of a row, or no_span.
  trace::SpanId of_model(trace::SpanId row) const { return model_[row]; }
  trace::SpanId of_kernel(trace::SpanId row) const { return kernel_[row]; }

  /// Calls that have a partner, in the order in which both make them: the row of each. Pairs that
  /// would go back in the other run are left out.
  struct Pair {
    trace::SpanId model = trace::no_span, kernel = trace::no_span;
    friend bool operator==(const Pair&, const Pair&) = default;
  };
  const std::vector<Pair>& calls() const { return calls_; }

  std::int64_t calls_in_both() const { return calls_in_both_; }
  std::int64_t calls_only_in_model() const { return only_in_model_; }
  std::int64_t calls_only_in_kernel() const { return only_in_kernel_; }

private:
  std::vector<trace::SpanId> model_, kernel_; // partners, by row
  std::vector<Pair> calls_;
  std::int64_t calls_in_both_ = 0, only_in_model_ = 0, only_in_kernel_ = 0;
};

/// The first of the file's bytes that a call is about: as its own row has it; else as the copies
/// and references within it have, which are what it is for; else any of its rows. −1 where none is
/// about any.
std::int64_t offset_of_call(const trace::Trace& trace, trace::CallId call);
/// Of all calls, by CallId − 1.
std::vector<std::int64_t> offsets_of_calls(const trace::Trace& trace);

/// The kind of lane that both have, and its number among its kind.
bool is_same_lane(const trace::Lane& one, const trace::Lane& other);

} // namespace copyscope::analysis
