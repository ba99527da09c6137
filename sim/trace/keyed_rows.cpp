#include "sim/trace/keyed_rows.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

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
    last_.push_back(none);
  const std::uint32_t last = last_[key];
  if (last == segment) return;
  last_[key] = segment;
  if (last == none)
    settle(key, segment);
  else
    places_.push_back(joined(key, segment));
}

void KeyedRows::settle(std::uint32_t key, std::uint32_t segment) {
  if (!homes_.empty() && homes_.back().segment == segment && homes_.back().last + 1 == key)
    homes_.back().last = key;
  else
    homes_.push_back({key, key, segment});
}

void KeyedRows::finish(std::uint32_t rows) {
  last_ = BlockVector<std::uint32_t, 12>();
  std::sort(homes_.begin(), homes_.end(),
            [](const Home& a, const Home& b) { return a.first < b.first; });
  if (!std::is_sorted(places_.begin(), places_.end())) std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
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
  return Order(keyed.begin(), keyed.end()); // the low 16 bits
}

const KeyedRows::Order& KeyedRows::order(const Spans& spans, std::uint32_t segment) const {
  std::atomic<const Order*>& slot = orders_[segment];
  if (const Order* made = slot.load(std::memory_order_acquire)) return *made;
  auto mine = std::make_unique<const Order>(sorted(spans, segment));
  const Order* made = nullptr;
  if (!slot.compare_exchange_strong(made, mine.get(), std::memory_order_acq_rel)) return *made;
  return *mine.release();
}

std::size_t KeyedRows::place(const Spans& spans, const Order& order, std::uint32_t segment,
                             std::uint32_t key, SpanId row) const {
  const SpanId first = segment << segment_bits;
  const auto at = std::partition_point(order.begin(), order.end(), [&](std::uint16_t i) {
    const std::uint32_t each = key_of(spans[first + i]);
    return each < key || (each == key && first + i < row);
  });
  return static_cast<std::size_t>(at - order.begin());
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
    for (std::size_t i = place(spans, sorted, segment, key, from); i < sorted.size(); ++i) {
      const SpanId row = first + sorted[i];
      if (key_of(spans[row]) != key || row >= before) break;
      if (rows.size() >= most) return;
      rows.push_back(row);
    }
  }
}

SpanId KeyedRows::next(const Spans& spans, std::uint32_t key, SpanId from) const {
  std::vector<SpanId> row;
  list(spans, key, from, spans.size(), 1, row);
  return row.empty() ? no_span : row.front();
}

SpanId KeyedRows::previous(const Spans& spans, std::uint32_t key, SpanId before) const {
  before = std::min(before, spans.size());
  if (before == 0 || key == none) return no_span;
  std::uint32_t segment = (before - 1) >> segment_bits;
  if (!occurs(key, segment)) segment = previous_segment(key, segment);
  for (; segment != none; segment = previous_segment(key, segment)) {
    const Order& sorted = order(spans, segment);
    const std::size_t after = place(spans, sorted, segment, key, before);
    if (after == 0) continue;
    const SpanId row = (segment << segment_bits) + sorted[after - 1];
    if (key_of(spans[row]) == key) return row;
  }
  return no_span;
}

} // namespace copyscope::trace
