#include "sim/machine/warmth.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Range;

bool Warmth::is_hot(trace::FlowId flow, Buffer buffer, Range range) const {
  const Bytes end = range.offset + range.bytes;
  for (auto touch = touches_.rbegin(); touch != touches_.rend(); ++touch) {
    const bool same =
        touch->buffer == buffer && (buffer == Buffer::page_cache || touch->flow == flow);
    const bool covers =
        touch->range.offset <= range.offset && end <= touch->range.offset + touch->range.bytes;
    // What was touched since the range's first byte was.
    if (same && covers)
      return touched_ - touch->at - (range.offset - touch->range.offset) <= hot_set_;
  }
  return false;
}

void Warmth::touch(trace::FlowId flow, Buffer buffer, Range range) {
  touches_.push_back({flow, buffer, range, touched_});
  touched_ += range.bytes;
  while (touched_ - touches_.front().at - touches_.front().range.bytes > hot_set_)
    touches_.pop_front();
}

void Warmth::stand(Standing& standing) const {
  for (const Touch& touch : touches_) {
    standing.number(static_cast<std::int64_t>(touch.buffer));
    standing.place(touch.range.offset);
    standing.number(touch.range.bytes.count());
    standing.number((touched_ - touch.at).count());
  }
}

} // namespace copyscope::machine
