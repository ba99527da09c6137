#include "sim/trace/json_causes.h"

#include <iterator>

namespace copyscope::trace {

namespace {

constexpr KindSet announced_kinds = set_of(Kind::dma_copy) | set_of(Kind::pio_copy) |
                                    set_of(Kind::disk_access) | set_of(Kind::transmit);

bool enters(const Span& span) {
  return span.kind == Kind::mode_switch && span.name == WellKnown::to_kernel;
}

} // namespace

SpanId JsonCauses::of(SpanId id, const Span& span) {
  if (span.flow >= flows_.size()) flows_.resize(span.flow + std::size_t{1});
  const SpanId cause = find(span);
  note(id, span);
  return cause;
}

SpanId JsonCauses::find(const Span& span) const {
  if (enters(span) || span.kind == Kind::syscall) return flows_[span.flow].last_return;
  if (!is_step(span.kind)) return no_span;
  const auto call = span.call == 0 ? calls_.end() : calls_.find(span.call);
  SpanId cause = no_span;
  if (span.kind == Kind::interrupt)
    cause = call == calls_.end() ? no_span : call->second.announced;
  else
    cause = about_first_byte(span);
  if (cause == no_span && call != calls_.end()) cause = call->second.entry;
  return cause == no_span ? last_step_ : cause;
}

SpanId JsonCauses::about_first_byte(const Span& span) const {
  if (!span.has_range || span.bytes == 0) return no_span;
  const auto& bytes = flows_[span.flow].bytes;
  const auto after = bytes.upper_bound(span.offset);
  if (after == bytes.begin()) return no_span;
  const About& about = std::prev(after)->second;
  return span.offset < about.end ? about.step : no_span;
}

void JsonCauses::note(SpanId id, const Span& span) {
  if (span.call != 0 && enters(span)) calls_[span.call].entry = id;
  if (span.call != 0 && (announced_kinds & set_of(span.kind)) != 0)
    calls_[span.call].announced = id;
  if (span.kind == Kind::mode_switch && span.name == WellKnown::to_user)
    flows_[span.flow].last_return = id;
  if (!is_step(span.kind)) return;
  last_step_ = id;
  if (span.has_range && span.bytes > 0)
    cover(flows_[span.flow].bytes, span.offset, span.offset + span.bytes, id);
}

void JsonCauses::cover(std::map<std::uint64_t, About>& bytes, std::uint64_t begin,
                       std::uint64_t end, SpanId step) {
  auto at = bytes.lower_bound(begin);
  if (at != bytes.begin()) { // what reaches into it from before keeps its beginning, and its rest
    About& reaching = std::prev(at)->second;
    const About before = reaching;
    if (before.end > begin) reaching.end = begin;
    if (before.end > end) bytes[end] = before;
  }
  while (at != bytes.end() && at->first < end) {
    if (at->second.end > end) bytes[end] = at->second;
    at = bytes.erase(at);
  }
  bytes[begin] = {end, step};
}

} // namespace copyscope::trace
