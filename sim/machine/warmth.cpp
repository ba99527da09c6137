#include "sim/machine/warmth.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Range;

// What was touched in pieces is hot where each of them is.
bool Warmth::is_hot(trace::FlowId flow, Buffer buffer, Range range) const {
  const Bytes end = range.offset + range.bytes;
  for (Bytes at = range.offset; at < end;) {
    const Touch* touch = latest(flow, buffer, at);
    // What was touched since that byte was.
    if (!touch || touched_ - touch->at - (at - touch->range.offset) > hot_set_) return false;
    at = touch->range.offset + touch->range.bytes;
  }
  return true;
}

const Warmth::Touch* Warmth::latest(trace::FlowId flow, Buffer buffer, Bytes byte) const {
  for (auto touch = touches_.rbegin(); touch != touches_.rend(); ++touch) {
    const bool same =
        touch->buffer == buffer && (buffer == Buffer::page_cache || touch->flow == flow);
    if (same && touch->range.offset <= byte && byte < touch->range.offset + touch->range.bytes)
      return &*touch;
  }
  return nullptr;
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
