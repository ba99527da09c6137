#include "sim/trace/keyed_rows.h"

#include "sim/trace/partition.h"

#include <algorithm>
#include <numeric>

namespace copyscope::trace {

namespace {

constexpr std::uint32_t few = 4; // places that have their marks together

constexpr std::uint64_t joined(std::uint32_t key, std::uint32_t segment) {
  return std::uint64_t{key} << 32 | segment;
}

} // namespace

KeyedRows::~KeyedRows() {
  for (std::uint32_t i = 0; i < segments_; ++i)
    delete orders_[i].load();
}

void KeyedRows::note(std::uint32_t key, std::uint32_t segment) {
  if (by_ == By::cause) {
    if (key >> segment_bits != segment) places_.push_back(joined(key, segment));
    return;
  }
  while (key >= last_.size())
    last_.push_back({});
  Last& last = last_[key];
  if (last.segment == none) {
    settle(key, segment);
  } else if (last.segment != segment) {
    last.place = static_cast<std::uint32_t>(places_.size());
    places_.push_back(joined(key, segment));
    marks_.emplace_back();
  }
  last.segment = segment;
  latest_place_ = last.place;
}

void KeyedRows::settle(std::uint32_t key, std::uint32_t segment) {
  if (!homes_.empty() && homes_.back().segment == segment && homes_.back().last + 1 == key)
    homes_.back().last = key;
  else
    homes_.push_back({key, key, segment});
}

// Those of effects may be there twice, and have no marks; all others are there once.
void KeyedRows::sort_places() {
  if (by_ == By::cause) {
    if (!std::is_sorted(places_.begin(), places_.end())) std::sort(places_.begin(), places_.end());
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
    return;
  }
  std::vector<std::uint32_t> order(places_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return places_[a] < places_[b]; });
  for (std::size_t i = 0; i < order.size();) {
    Marks marks;
    for (const std::size_t end = std::min(i + few, order.size()); i < end; ++i)
      marks.merge(marks_[order[i]]);
    place_marks_.push_back(marks);
  }
  marks_ = std::vector<Marks>();
  std::sort(places_.begin(), places_.end());
}

void KeyedRows::finish(std::uint32_t rows) {
  last_ = BlockVector<Last, 12>();
  std::sort(homes_.begin(), homes_.end(),
            [](const Home& a, const Home& b) { return a.first < b.first; });
  sort_places();
  places_.shrink_to_fit();
  segments_ = (rows + segment_rows - 1) / segment_rows;
  orders_ = std::make_unique<std::atomic<const Order*>[]>(segments_);
}

std::uint32_t KeyedRows::home(std::uint32_t key) const {
  if (by_ == By::cause) return key >> segment_bits;
  const auto after =
      std::upper_bound(homes_.begin(), homes_.end(), key,
                       [](std::uint32_t sought, const Home& each) { return sought < each.first; });
  if (after == homes_.begin() || std::prev(after)->last < key) return none;
  return std::prev(after)->segment;
}

bool KeyedRows::occurs(std::uint32_t key, std::uint32_t segment) const {
  if (home(key) == segment) return true;
  return std::binary_search(places_.begin(), places_.end(), joined(key, segment));
}

std::uint32_t KeyedRows::next_segment(std::uint32_t key, std::uint32_t after) const {
  if (const std::uint32_t first = home(key); first != none && first > after) return first;
  const auto at = std::upper_bound(places_.begin(), places_.end(), joined(key, after));
  return at == places_.end() || *at >> 32 != key ? none : static_cast<std::uint32_t>(*at);
}

std::uint32_t KeyedRows::previous_segment(std::uint32_t key, std::uint32_t before) const {
  const auto at = std::lower_bound(places_.begin(), places_.end(), joined(key, before));
  if (at != places_.begin() && *std::prev(at) >> 32 == key)
    return static_cast<std::uint32_t>(*std::prev(at));
  const std::uint32_t first = home(key);
  return first != none && first < before ? first : none;
}

KeyedRows::Order KeyedRows::sorted(const Spans& spans, std::uint32_t segment) const {
  const SpanId first = segment << segment_bits;
  const std::uint32_t rows = std::min(segment_rows, spans.size() - first);
  std::vector<std::uint64_t> keyed;
  keyed.reserve(rows);
  for (std::uint32_t i = 0; i < rows; ++i)
    if (const std::uint32_t key = key_of(spans[first + i]); key != none)
      keyed.push_back(std::uint64_t{key} << 16 | i);
  if (!std::is_sorted(keyed.begin(), keyed.end())) std::sort(keyed.begin(), keyed.end());
  Order order;
  order.rows.assign(keyed.begin(), keyed.end()); // the low 16 bits
  const auto key_at = [&](std::size_t i) { return static_cast<std::uint32_t>(keyed[i] >> 16); };
  for (std::size_t i = 0; i < keyed.size(); i += Order::block)
    order.keys.push_back(key_at(i));
  if (!keyed.empty()) order.keys.push_back(key_at(keyed.size() - 1));
  if (by_ == By::cause) return order;
  for (std::size_t i = 0; i < keyed.size();) {
    Marks marks;
    for (const std::size_t end = std::min(i + Order::block, keyed.size()); i < end; ++i)
      marks.merge(marks_of(spans[first + order.rows[i]]));
    order.marks.push_back(marks);
  }
  return order;
}

const KeyedRows::Order& KeyedRows::order(const Spans& spans, std::uint32_t segment) const {
  std::atomic<const Order*>& slot = orders_[segment];
  if (const Order* made = slot.load(std::memory_order_acquire)) return *made;
  auto mine = std::make_unique<const Order>(sorted(spans, segment));
  const Order* made = nullptr;
  if (!slot.compare_exchange_strong(made, mine.get(), std::memory_order_acq_rel)) return *made;
  return *mine.release();
}

// Among the first of each block, then in one block: of one that is the key's alone, no row has to
// be looked at. Where all of the segment is, the place is nearly as far in it as the row.
std::uint32_t KeyedRows::place(const Spans& spans, const Order& order, std::uint32_t segment,
                               std::uint32_t key, SpanId row) const {
  if (order.rows.empty()) return 0;
  const SpanId first = segment << segment_bits;
  const std::uint32_t sought = row > first ? row - first : 0;
  const auto blocks = static_cast<std::uint32_t>(order.keys.size()) - 1;
  const auto begins_after = [&](std::uint32_t i) {
    if (order.keys[i] != key) return order.keys[i] > key;
    return order.rows[i * Order::block] >= sought;
  };
  const bool is_all = order.keys.front() == order.keys.back();
  const std::uint32_t after = is_all ? partition_near(sought / Order::block, blocks, begins_after)
                                     : partition(0, blocks, begins_after);
  if (after == 0) return 0;
  const std::uint32_t begin = (after - 1) * Order::block + 1;
  const auto size = static_cast<std::uint32_t>(order.rows.size());
  const std::uint32_t end = std::min(after * Order::block, size);
  if (order.is_all_of(key, after - 1))
    return partition(begin, end, [&](std::uint32_t i) { return order.rows[i] >= sought; });
  return partition(begin, end, [&](std::uint32_t i) {
    const std::uint32_t each = key_of(spans[first + order.rows[i]]);
    return each != key ? each > key : order.rows[i] >= sought;
  });
}

void KeyedRows::list(const Spans& spans, std::uint32_t key, SpanId from, SpanId before,
                     std::size_t most, std::vector<SpanId>& rows) const {
  if (by_ == By::cause) from = std::max(from, key); // what a row causes comes after it
  before = std::min(before, spans.size());
  if (from >= before || key == none) return;
  std::uint32_t segment = from >> segment_bits;
  if (!occurs(key, segment)) segment = next_segment(key, segment);
  for (; segment != none && segment << segment_bits < before;
       segment = next_segment(key, segment)) {
    const Order& sorted = order(spans, segment);
    const SpanId first = segment << segment_bits;
    for (std::uint32_t i = place(spans, sorted, segment, key, from); i < sorted.rows.size(); ++i) {
      const SpanId row = first + sorted.rows[i];
      if (key_of(spans[row]) != key || row >= before) break;
      if (rows.size() >= most) return;
      rows.push_back(row);
    }
  }
}

// The rows of each block whose marks say that one may be there, from the place on. The first of
// another key ends it.
SpanId KeyedRows::next_in(const Spans& spans, std::uint32_t segment, std::uint32_t key, SpanId from,
                          const Wanted& wanted) const {
  const Order& sorted = order(spans, segment);
  const SpanId first = segment << segment_bits;
  const Marks marks = marks_of(wanted);
  const auto may_be = [&](const Marks& each) { return each.any_of(marks); };
  const auto size = static_cast<std::uint32_t>(sorted.rows.size());
  std::uint32_t at = place(spans, sorted, segment, key, from);
  while (at < size) {
    const std::uint32_t found = sorted.marks.first(at / Order::block, may_be);
    if (found == sorted.marks.none) break;
    at = std::max(at, found * Order::block);
    for (const std::uint32_t end = std::min((found + 1) * Order::block, size); at < end; ++at) {
      const SpanId row = first + sorted.rows[at];
      if (key_of(spans[row]) != key) return no_span;
      if (wanted.is(spans[row])) return row;
    }
  }
  return no_span;
}

SpanId KeyedRows::previous_in(const Spans& spans, std::uint32_t segment, std::uint32_t key,
                              SpanId before, const Wanted& wanted) const {
  const Order& sorted = order(spans, segment);
  const SpanId first = segment << segment_bits;
  const Marks marks = marks_of(wanted);
  const auto may_be = [&](const Marks& each) { return each.any_of(marks); };
  std::uint32_t end = place(spans, sorted, segment, key, before);
  while (end > 0) {
    const std::uint32_t found = sorted.marks.last((end - 1) / Order::block + 1, may_be);
    if (found == sorted.marks.none) break;
    for (end = std::min(end, (found + 1) * Order::block); end > found * Order::block; --end) {
      const SpanId row = first + sorted.rows[end - 1];
      if (key_of(spans[row]) != key) return no_span;
      if (wanted.is(spans[row])) return row;
    }
  }
  return no_span;
}

std::uint32_t KeyedRows::next_place(std::uint32_t at, Marks marks) const {
  const std::uint32_t found =
      place_marks_.first(at / few, [&](const Marks& each) { return each.any_of(marks); });
  if (found != place_marks_.none) at = std::max(at, found * few);
  return found == place_marks_.none || at >= places_.size() ? none : at;
}

std::uint32_t KeyedRows::previous_place(std::uint32_t before, Marks marks) const {
  if (before == 0) return none;
  const std::uint32_t found = place_marks_.last(
      (before - 1) / few + 1, [&](const Marks& each) { return each.any_of(marks); });
  return found == place_marks_.none ? none : std::min(before, (found + 1) * few) - 1;
}

// In the segment of `from`; else in the key's home, if that comes later; else in the first of its
// places whose marks say that one may be there.
SpanId KeyedRows::next(const Spans& spans, std::uint32_t key, SpanId from,
                       const Wanted& wanted) const {
  if (from >= spans.size() || key == none) return no_span;
  const std::uint32_t segment = from >> segment_bits, first = home(key);
  SpanId row = no_span;
  if (occurs(key, segment)) row = next_in(spans, segment, key, from, wanted);
  if (row == no_span && first != none && first > segment)
    row = next_in(spans, first, key, from, wanted);
  auto at = static_cast<std::uint32_t>(
      std::upper_bound(places_.begin(), places_.end(), joined(key, segment)) - places_.begin());
  while (row == no_span && (at = next_place(at, marks_of(wanted))) != none) {
    const std::uint64_t place = places_[at++];
    if (place >> 32 != key) break;
    row = next_in(spans, static_cast<std::uint32_t>(place), key, from, wanted);
  }
  return row;
}

SpanId KeyedRows::previous(const Spans& spans, std::uint32_t key, SpanId before,
                           const Wanted& wanted) const {
  before = std::min(before, spans.size());
  if (before == 0 || key == none) return no_span;
  const std::uint32_t segment = (before - 1) >> segment_bits, first = home(key);
  SpanId row = no_span;
  if (occurs(key, segment)) row = previous_in(spans, segment, key, before, wanted);
  auto at = static_cast<std::uint32_t>(
      std::lower_bound(places_.begin(), places_.end(), joined(key, segment)) - places_.begin());
  while (row == no_span && (at = previous_place(at, marks_of(wanted))) != none) {
    if (places_[at] >> 32 != key) break;
    row = previous_in(spans, static_cast<std::uint32_t>(places_[at]), key, before, wanted);
  }
  if (row == no_span && first != none && first < segment)
    row = previous_in(spans, first, key, before, wanted);
  return row;
}

} // namespace copyscope::trace
