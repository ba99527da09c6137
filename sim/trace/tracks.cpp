#include "sim/trace/tracks.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

constexpr std::uint32_t items_between = 128; // from one checkpoint of a key to the next

} // namespace

std::uint32_t Tracks::key_of(const Span& span) const {
  if (of_ == Of::flow) return span.flow == no_flow ? no_span : span.flow;
  return span.task == no_task ? no_span : span.task;
}

/// The folds of all keys, while the pass goes on.
class Tracks::Maker {
public:
  Maker(Tracks& to, const From& from) : to_(to), from_(from) {}

  void add(SpanId id, const Span& span) {
    const std::uint32_t key = to_.key_of(span);
    if (key == no_span) return;
    next(key, id, span.begin).add(id, span);
  }

  void add_nested(std::uint32_t place) {
    const Nested& nested = from_.asides.nested[place];
    const Span& outer = from_.spans[nested.outer];
    const Span& inner = from_.spans[nested.inner];
    const std::uint32_t key = to_.key_of(outer);
    if (key == no_span) return;
    LedgerFold& fold = next(key, nested.inner, inner.begin);
    fold.add_interruption(nested.inner, inner, outer.kind);
    to_.tracks_[key].nested.push_back(place);
  }

  void take(std::uint32_t place) {
    const Taking& taking = from_.asides.takings[place];
    if (to_.of_ != Of::flow || taking.flow == no_flow) return;
    next(taking.flow, taking.row, from_.spans[taking.row].begin).take(taking.kind, taking.bytes);
    to_.tracks_[taking.flow].takings.push_back(place);
  }

private:
  /// The fold of a key, to which something at a row is added next.
  LedgerFold& next(std::uint32_t key, SpanId row, Time begin) {
    while (key >= folds_.size()) {
      folds_.emplace_back(&from_.tables);
      items_.push_back(0);
      last_.push_back(no_span);
    }
    if (key >= to_.tracks_.size()) to_.tracks_.resize(folds_.size());
    LedgerFold& fold = folds_[key];
    Track& track = to_.tracks_[key];
    // All that one row does lies on the same side of a checkpoint.
    if (items_[key] >= items_between && last_[key] != row) {
      fold.retire(begin);
      track.checkpoints.push_back(
          {fold.past(), row, static_cast<std::uint32_t>(track.open.size())});
      for (const LedgerFold::Open& open : fold.open())
        track.open.push_back({open.id, open.is_counted});
      items_[key] = 0;
    }
    ++items_[key];
    last_[key] = row;
    return fold;
  }

  Tracks& to_;
  const From& from_;
  std::vector<LedgerFold> folds_;    ///< by key
  std::vector<std::uint32_t> items_; ///< since the last checkpoint
  std::vector<SpanId> last_;         ///< row at which something was added
};

Tracks::Tracks(Of of, const From& from) : of_(of) {
  Maker maker(*this, from);
  const Asides& asides = from.asides;
  std::uint32_t nested = 0, taking = 0;
  for (SpanId id = 0; id < from.spans.size(); ++id) {
    maker.add(id, from.spans[id]);
    for (; nested < asides.nested.size() && asides.nested[nested].inner == id; ++nested)
      maker.add_nested(nested);
    for (; taking < asides.takings.size() && asides.takings[taking].row == id; ++taking)
      maker.take(taking);
  }
}

void Tracks::restore(const From& from, const Track& track, std::size_t checkpoint,
                     LedgerFold& fold) const {
  const Checkpoint& at = track.checkpoints[checkpoint];
  const std::size_t end = checkpoint + 1 == track.checkpoints.size()
                              ? track.open.size()
                              : track.checkpoints[checkpoint + 1].extra;
  fold.restore(at.past);
  for (std::size_t i = at.extra; i < end; ++i) {
    const Interrupted& each = track.open[i];
    std::optional<Kind> inside;
    if (!each.is_counted) inside = from.spans[from.asides.outer_of(each.id)].kind;
    fold.reopen(each.id, from.spans[each.id], each.is_counted, inside);
  }
}

LedgerFold Tracks::fold(const From& from, std::uint32_t key, std::uint32_t begun) const {
  LedgerFold fold(&from.tables);
  if (key >= tracks_.size()) return fold;
  const Track& track = tracks_[key];
  const auto after = std::partition_point(track.checkpoints.begin(), track.checkpoints.end(),
                                          [&](const Checkpoint& at) { return at.row < begun; });
  SpanId since = 0;
  if (after != track.checkpoints.begin()) {
    since = std::prev(after)->row;
    restore(from, track, static_cast<std::size_t>(after - track.checkpoints.begin()) - 1, fold);
  }
  const auto inner = [&](std::uint32_t place) { return from.asides.nested[place].inner; };
  const auto taken = [&](std::uint32_t place) { return from.asides.takings[place].row; };
  auto nested = std::partition_point(track.nested.begin(), track.nested.end(),
                                     [&](std::uint32_t place) { return inner(place) < since; });
  const auto interrupt = [&](SpanId before) {
    for (; nested != track.nested.end() && inner(*nested) < before; ++nested) {
      const Nested& each = from.asides.nested[*nested];
      fold.add_interruption(each.inner, from.spans[each.inner], from.spans[each.outer].kind);
    }
  };
  std::vector<SpanId> own;
  from.rows.list(from.spans, key, since, begun, no_span, own);
  for (const SpanId id : own) {
    interrupt(id);
    fold.add(id, from.spans[id]);
  }
  interrupt(begun);
  auto taking = std::partition_point(track.takings.begin(), track.takings.end(),
                                     [&](std::uint32_t place) { return taken(place) < since; });
  for (; taking != track.takings.end() && taken(*taking) < begun; ++taking)
    fold.take(from.asides.takings[*taking].kind, from.asides.takings[*taking].bytes);
  return fold;
}

} // namespace copyscope::trace
