#include "sim/trace/contents.h"

#include "sim/units/bandwidth.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

constexpr std::size_t touches_between = 128;

constexpr std::uint64_t share(ObjectId object, FlowId flow) {
  return std::uint64_t{object} << 32 | flow;
}

/// Bytes that a row has moved by then.
std::int64_t moved(const Span& span, Time now) {
  const Bytes bytes = span.range().bytes;
  if (span.end <= now) return bytes.count();
  if (now <= span.begin) return 0;
  return moved_by(bytes, now - span.begin, span.end - span.begin).count();
}

} // namespace

void ObjectContents::touch(const From& from, Content& content, Touch touch,
                           std::vector<Touch>& under_way) {
  const Time begin = from.spans[touch.row].begin;
  if (content.touches.size() % touches_between == 0) {
    Checkpoint next = content.checkpoints.empty() ? Checkpoint() : content.checkpoints.back();
    const std::size_t since =
        content.touches.empty() ? 0 : content.touches.size() - touches_between;
    std::vector<Touch> candidates = under_way;
    candidates.insert(candidates.end(),
                      content.touches.begin() + static_cast<std::ptrdiff_t>(since),
                      content.touches.end());
    under_way.clear();
    next.open = static_cast<std::uint32_t>(content.open.size());
    for (const Touch& each : candidates) {
      const Span& span = from.spans[each.row];
      if (span.end > begin) {
        under_way.push_back(each);
        content.open.push_back(each);
      } else {
        next.settled += each.comes ? moved(span, begin) : -moved(span, begin);
      }
    }
    content.checkpoints.push_back(next);
  }
  content.touches.push_back(touch);
}

ObjectContents::ObjectContents(const From& from)
    : objects_(from.tables.objects.size()), into_(from.tables.objects.size()) {
  std::vector<std::vector<Touch>> under_way(objects_.size());
  std::unordered_map<std::uint64_t, std::vector<Touch>> shares_under_way;
  const auto both = [&](ObjectId object, FlowId flow, Touch touched) {
    touch(from, objects_[object], touched, under_way[object]);
    touch(from, shares_[share(object, flow)], touched, shares_under_way[share(object, flow)]);
  };
  const auto take = [](Content& content, SpanId row, std::int64_t bytes) {
    const std::int64_t before = content.taken.empty() ? 0 : content.taken.back().second;
    content.taken.emplace_back(row, before + bytes);
  };
  for (SpanId id = 0; id < from.spans.size(); ++id) {
    const Span& span = from.spans[id];
    const ObjectId source = from.tables.object_at(span.flow, span.source);
    const ObjectId target = from.tables.object_at(span.flow, span.target);
    if (source != no_object && span.releases_source && span.source != Buffer::none)
      both(source, span.flow, {id, false});
    if (target == no_object || span.target == Buffer::none) continue;
    if ((set_of(span.kind) & filling_kinds) != 0) both(target, span.flow, {id, true});
    Into& into = into_[target];
    auto group = std::find_if(into.begin(), into.end(),
                              [&](const auto& each) { return each.first == span.kind; });
    if (group == into.end()) group = into.insert(into.end(), {span.kind, {}});
    group->second.push_back(id);
  }
  for (std::uint32_t i = 0; i < from.asides.takings.size(); ++i) {
    const Taking& taking = from.asides.takings[i];
    take(objects_[taking.object], taking.row, taking.bytes);
    take(shares_[share(taking.object, taking.flow)], taking.row, taking.bytes);
  }
}

const ObjectContents::Content* ObjectContents::content(ObjectId object, FlowId flow) const {
  const auto found = shares_.find(share(object, flow));
  return found == shares_.end() ? nullptr : &found->second;
}

std::int64_t ObjectContents::sum(const From& from, const Content& content, Time now,
                                 std::uint32_t begun) {
  const auto& touches = content.touches;
  const auto end = std::partition_point(touches.begin(), touches.end(),
                                        [&](const Touch& each) { return each.row < begun; });
  std::int64_t held = 0;
  const auto add = [&](const Touch& each) {
    const std::int64_t bytes = moved(from.spans[each.row], now);
    held += each.comes ? bytes : -bytes;
  };
  if (end != touches.begin()) {
    const auto last = static_cast<std::size_t>(end - touches.begin()) - 1;
    const std::size_t at = last / touches_between;
    const Checkpoint& checkpoint = content.checkpoints[at];
    held = checkpoint.settled;
    const std::size_t open_end = at + 1 < content.checkpoints.size()
                                     ? content.checkpoints[at + 1].open
                                     : content.open.size();
    for (std::size_t i = checkpoint.open; i < open_end; ++i)
      add(content.open[i]);
    for (std::size_t i = at * touches_between; i <= last; ++i)
      add(touches[i]);
  }
  const auto taken = std::partition_point(content.taken.begin(), content.taken.end(),
                                          [&](const auto& each) { return each.first < begun; });
  return taken == content.taken.begin() ? held : held - std::prev(taken)->second;
}

std::int64_t ObjectContents::held(const From& from, ObjectId object, Time now,
                                  std::uint32_t begun) const {
  if (object >= objects_.size()) return 0;
  return from.tables.objects[object].initial.count() + sum(from, objects_[object], now, begun);
}

std::int64_t ObjectContents::held(const From& from, ObjectId object, FlowId flow, Time now,
                                  std::uint32_t begun) const {
  const Content* const mine = content(object, flow);
  return mine == nullptr ? 0 : sum(from, *mine, now, begun);
}

std::vector<Range> ObjectContents::ranges(const From& from, ObjectId object, FlowId flow, Time now,
                                          std::uint32_t begun) const {
  std::vector<Range> ranges;
  const Content* const mine = content(object, flow);
  if (mine == nullptr || from.tables.objects[object].discipline == Discipline::keeps) return ranges;
  // The latest arrivals are what is there, whatever the discipline: back until they come to all.
  std::int64_t left = sum(from, *mine, now, begun);
  auto at = std::partition_point(mine->touches.begin(), mine->touches.end(),
                                 [&](const Touch& each) { return each.row < begun; });
  while (left > 0 && at != mine->touches.begin()) {
    const Touch& each = *--at;
    if (!each.comes) continue;
    const Span& span = from.spans[each.row];
    const std::int64_t arrived = moved(span, now);
    const std::int64_t bytes = std::min(left, arrived);
    if (bytes == 0) continue;
    const Bytes offset = span.range().offset + Bytes(arrived - bytes);
    left -= bytes;
    if (!ranges.empty() && offset + Bytes(bytes) == ranges.back().offset)
      ranges.back() = {offset, ranges.back().bytes + Bytes(bytes)};
    else
      ranges.push_back({offset, Bytes(bytes)});
  }
  std::reverse(ranges.begin(), ranges.end());
  return ranges;
}

SpanId ObjectContents::latest_into(ObjectId object, KindSet kinds, SpanId before) const {
  SpanId latest = no_span;
  if (object >= into_.size()) return latest;
  for (const auto& [kind, rows] : into_[object]) {
    if ((set_of(kind) & kinds) == 0) continue;
    const auto after = std::lower_bound(rows.begin(), rows.end(), before);
    if (after != rows.begin() && (latest == no_span || *std::prev(after) > latest))
      latest = *std::prev(after);
  }
  return latest;
}

SpanId ObjectContents::next_into(ObjectId object, KindSet kinds, SpanId from) const {
  SpanId next = no_span;
  if (object >= into_.size()) return next;
  for (const auto& [kind, rows] : into_[object]) {
    if ((set_of(kind) & kinds) == 0) continue;
    const auto at = std::lower_bound(rows.begin(), rows.end(), from);
    if (at != rows.end()) next = std::min(next, *at);
  }
  return next;
}

} // namespace copyscope::trace
