#include "sim/machine/warmth.h"

#include <algorithm>
#include <iterator>

namespace copyscope::machine {

using trace::Buffer;
using trace::Range;

Warmth::Place Warmth::place_of(trace::FlowId flow, Buffer buffer, Range range) {
  const std::int64_t one_of_its_kind = buffer == Buffer::page_cache ? 0 : flow;
  return {(static_cast<std::int64_t>(buffer) << 32) + one_of_its_kind, range.offset.count()};
}

// Of the piece the bytes [from, to[.
Warmth::Run Warmth::Run::part(std::int64_t which, std::int64_t from, std::int64_t to) const {
  return {to - from, 1, 0, at + which * stride + from};
}

// Within a run what comes later was touched later: its first byte there is the coldest.
bool Warmth::is_hot(trace::FlowId flow, Buffer buffer, Range range) const {
  Place here = place_of(flow, buffer, range);
  const std::int64_t end = here.offset + range.bytes.count();
  auto run = runs_.upper_bound(here);
  if (run != runs_.begin()) --run;
  for (; here.offset < end; ++run) {
    if (run == runs_.end() || here < run->first) return false;
    const std::int64_t within = here.offset - run->first.offset;
    const bool holds = run->first.whose == here.whose && within < run->second.bytes();
    if (!holds || run->second.at_byte(within) < hot_from()) return false;
    here.offset = run->first.offset + run->second.bytes();
  }
  return true;
}

void Warmth::touch(trace::FlowId flow, Buffer buffer, Range range) {
  const std::int64_t bytes = range.bytes.count();
  if (bytes == 0) return;
  const Place begin = place_of(flow, buffer, range);
  auto next = runs_.lower_bound(begin);
  const bool anew = next != runs_.end() && next->first == begin && next->second.bytes() == bytes;
  if (!anew) next = cut(next, begin, begin.offset + bytes);
  if (lengthens(next, begin, bytes)) {
    if (anew) runs_.erase(next);
  } else if (anew) {
    next->second = {bytes, 1, 0, touched_.count()};
  } else {
    runs_.emplace_hint(next, begin, Run{bytes, 1, 0, touched_.count()});
  }
  touched_ += range.bytes;
  if (runs_.size() > sweep_at_) forget_what_is_cold();
}

// Takes the bytes from `begin` to `end` out of the runs that have them; `next` is the first that
// begins there or later, and so is what is returned.
Warmth::Runs::iterator Warmth::cut(Runs::iterator next, const Place& begin, std::int64_t end) {
  if (next != runs_.begin()) {
    const auto before = std::prev(next);
    if (before->first.whose == begin.whose &&
        before->first.offset + before->second.bytes() > begin.offset)
      next = before;
  }
  auto after = next;
  while (after != runs_.end() && after->first.whose == begin.whose && after->first.offset < end) {
    const Place place = after->first;
    const Run run = after->second;
    after = runs_.erase(after);
    const auto put = [&](std::int64_t offset, const Run& left) {
      if (left.pieces == 0 || left.piece == 0) return after;
      return runs_.emplace_hint(after, Place{place.whose, place.offset + offset}, left);
    };
    if (const std::int64_t left = begin.offset - place.offset; left > 0) {
      const std::int64_t whole = left / run.piece;
      put(0, {run.piece, whole, run.stride, run.at});
      put(whole * run.piece, run.part(whole, 0, left % run.piece));
    }
    if (const std::int64_t gone = end - place.offset; gone < run.bytes()) {
      const std::int64_t which = gone / run.piece, into = gone % run.piece;
      const std::int64_t rest = which + (into > 0);
      after = put(rest * run.piece, run.from(rest));
      if (into > 0) after = put(gone, run.part(which, into, run.piece));
    }
  }
  return after;
}

// The bytes from `begin` on are touched now: whether the run before `next` ends there and goes on
// with them as it does.
bool Warmth::lengthens(Runs::iterator next, const Place& begin, std::int64_t bytes) {
  if (next == runs_.begin()) return false;
  auto& [place, run] = *std::prev(next);
  const std::int64_t stride = touched_.count() - (run.at + (run.pieces - 1) * run.stride);
  const bool follows = place.whose == begin.whose && place.offset + run.bytes() == begin.offset &&
                       run.piece == bytes && (run.pieces == 1 || stride == run.stride);
  if (!follows) return false;
  run.stride = stride;
  ++run.pieces;
  return true;
}

// When there are twice as many as were left the last time: each is looked at so often as it was
// touched, in the mean.
void Warmth::forget_what_is_cold() {
  std::erase_if(runs_, [&](const auto& each) {
    return each.second.at_byte(each.second.bytes() - 1) < hot_from();
  });
  sweep_at_ = std::max(at_least, 2 * runs_.size());
}

// The pieces of which a byte is hot.
void Warmth::stand(Standing& standing) const {
  for (const auto& [place, whole] : runs_) {
    const std::int64_t age = hot_from() - (whole.at + whole.piece - 1); // of the first one's last
    const std::int64_t cold = age <= 0 ? 0 : whole.stride == 0 ? 1 : (age - 1) / whole.stride + 1;
    if (cold >= whole.pieces) continue;
    const Run run = whole.from(cold);
    standing.number(place.whose);
    standing.place(Bytes(place.offset + cold * run.piece));
    standing.number(run.piece);
    standing.number(run.pieces);
    standing.number(run.pieces > 1 ? run.stride : 0);
    standing.number(touched_.count() - run.at);
  }
}

} // namespace copyscope::machine
