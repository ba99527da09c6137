#include "sim/trace/asides.h"

#include "sim/trace/ledger.h"

#include <algorithm>
#include <stdexcept>

namespace copyscope::trace {

namespace {

template <class List, class Row> std::uint32_t first_of(const List& list, SpanId row, Row row_of) {
  std::uint32_t begin = 0, end = list.size();
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (row_of(list[middle]) >= row)
      end = middle;
    else
      begin = middle + 1;
  }
  return begin;
}

bool takes_time(const Span& span) {
  return (set_of(span.kind) & cpu_time_kinds) != 0 && span.evidence != Evidence::inferred;
}

} // namespace

std::uint32_t Asides::first_nested(SpanId row) const {
  return first_of(nested, row, [](const Nested& each) { return each.inner; });
}

std::uint32_t Asides::first_taking(SpanId row) const {
  return first_of(takings, row, [](const Taking& each) { return each.row; });
}

SpanId Asides::outer_of(SpanId row) const {
  const std::uint32_t at = first_nested(row);
  return at < nested.size() && nested[at].inner == row ? nested[at].outer : no_span;
}

SpanId Nesting::begin_on_cpu(SpanId id, const Span& span) {
  if (!takes_time(span)) return no_span;
  if (span.lane >= stacks_.size()) stacks_.resize(span.lane + std::size_t{1});
  std::vector<Entry>& stack = stacks_[span.lane];
  while (!stack.empty() && stack.back().end <= span.begin)
    stack.pop_back();
  const SpanId outer = stack.empty() ? no_span : stack.back().id;
  if (!stack.empty()) {
    Entry& around = stack.back();
    if (span.end != Span::open && span.end > around.end)
      throw std::logic_error("a row on a CPU ends before the row does within which it began");
    if (span.end != Span::open) around.inner_end = std::max(around.inner_end, span.end);
  }
  stack.push_back({id, span.end, span.begin});
  return outer;
}

void Nesting::end(SpanId id, LaneId lane, Time end) {
  if (lane >= stacks_.size()) return;
  std::vector<Entry>& stack = stacks_[lane];
  const auto found =
      std::find_if(stack.rbegin(), stack.rend(), [&](const Entry& each) { return each.id == id; });
  if (found == stack.rend()) return;
  const auto around = std::next(found);
  const bool within = around == stack.rend() || end <= around->end;
  if (end < found->inner_end || !within)
    throw std::logic_error("a row on a CPU ends before the row does within which it began");
  found->end = end;
  if (around != stack.rend()) around->inner_end = std::max(around->inner_end, end);
}

std::vector<Contents::Held>& Contents::held(ObjectId object) {
  if (object >= held_.size()) held_.resize(object + std::size_t{1});
  return held_[object];
}

// What a row takes out of its source is no longer there to be taken at once.
void Contents::leave(const Span& span, const Tables& tables) {
  const ObjectId source = tables.object_at(span.flow, span.source);
  if (source == no_object || source >= held_.size()) return;
  for (Held& each : held_[source])
    if (each.flow == span.flow)
      each.bytes -= std::min(each.bytes, static_cast<std::int64_t>(span.bytes));
}

// The socket buffer takes the pages that the pipe referred to.
void Contents::take_from_pipe(SpanId id, const Span& span, const Tables& tables,
                              std::vector<Taking>& takings) {
  const ObjectId pipe = tables.object_at(span.flow, Buffer::pipe);
  if (pipe == no_object || pipe >= held_.size()) return;
  for (Held& each : held_[pipe]) {
    const std::int64_t gone = std::min(each.bytes, static_cast<std::int64_t>(span.bytes));
    if (each.flow != span.flow || gone == 0) continue;
    each.bytes -= gone;
    takings.push_back({id, each.flow, pipe, Buffer::pipe, gone});
  }
}

void Contents::move(SpanId id, const Span& span, const Tables& tables,
                    std::vector<Taking>& takings) {
  if (span.releases_source) leave(span, tables);
  if (span.target == Buffer::none) return;
  const Buffer kind = tables.kind_at(span.flow, span.target);
  if (kind == Buffer::socket_buffer && span.source != Buffer::pipe)
    take_from_pipe(id, span, tables, takings);
  const ObjectId target = tables.object_at(span.flow, span.target);
  const bool is_kept = kind == Buffer::pipe || kind == Buffer::user_buffer || span.replaces_target;
  if (target == no_object || !is_kept) return;
  std::vector<Held>& all = held(target);
  if (span.replaces_target) {
    for (const Held& each : all)
      if (each.bytes != 0) takings.push_back({id, each.flow, target, kind, each.bytes});
    all.clear();
  }
  if ((set_of(span.kind) & filling_kinds) == 0) return;
  const auto mine = std::find_if(all.begin(), all.end(),
                                 [&](const Held& each) { return each.flow == span.flow; });
  const auto bytes = static_cast<std::int64_t>(span.bytes);
  if (mine == all.end())
    all.push_back({span.flow, bytes});
  else
    mine->bytes += bytes;
}

} // namespace copyscope::trace
