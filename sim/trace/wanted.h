// What is sought among rows, and the marks by which it is seen at a glance whether any of many rows
// may be it: a number with a bit for each kind that occurs, and for each place of a flow that
// copies or references lead into.
#pragma once

#include "sim/trace/span.h"

#include <cstdint>

namespace copyscope::trace {

/// Rows of these kinds; where a place is said, only those that lead into that place of their flow.
struct Wanted {
  KindSet kinds = all_kinds;
  Buffer into = Buffer::none;

  bool is(const Span& span) const {
    return (kinds & set_of(span.kind)) != 0 && (into == Buffer::none || span.target == into);
  }
};

/// Of a row, or of all rows that it was merged from.
struct Marks {
  std::uint64_t bits = 0;

  void merge(Marks other) { bits |= other.bits; }
  bool any_of(Marks other) const { return (bits & other.bits) != 0; }
};

constexpr KindSet copy_kinds =
    set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) | set_of(Kind::pio_copy);
constexpr KindSet reference_kinds = set_of(Kind::descriptor) | set_of(Kind::page_reference);

namespace detail {

/// The places 1 to 15 of copies follow the kinds, those of references follow these.
constexpr std::uint64_t into_bit(bool is_reference, Buffer place) {
  const int group = is_reference ? place_count - 1 : 0;
  return std::uint64_t{1} << (kind_count + group + static_cast<int>(place) - 1);
}
static_assert(kind_count + 2 * (place_count - 1) <= 64);

} // namespace detail

inline Marks marks_of(const Span& span) {
  const KindSet kind = set_of(span.kind);
  Marks marks{kind};
  if (span.target == Buffer::none || (kind & (copy_kinds | reference_kinds)) == 0) return marks;
  marks.bits |= detail::into_bit((kind & reference_kinds) != 0, span.target);
  return marks;
}

/// A row that is wanted has one of these.
constexpr Marks marks_of(const Wanted& wanted) {
  if (wanted.into == Buffer::none) return {wanted.kinds};
  Marks marks{wanted.kinds & ~(copy_kinds | reference_kinds)};
  if ((wanted.kinds & copy_kinds) != 0) marks.bits |= detail::into_bit(false, wanted.into);
  if ((wanted.kinds & reference_kinds) != 0) marks.bits |= detail::into_bit(true, wanted.into);
  return marks;
}

} // namespace copyscope::trace
