// The rows that belong together: of a flow, of a task, of a call, or caused by one row.
//
// While rows come in it is noted in which segments a key occurs, and with what marks. What is
// sorted is one segment at a time, when it is first asked about: 2 bytes a row, and for every 32
// rows the first one's key, by which a row is found without looking at others, and their marks, by
// which those of other kinds are passed over; made again whenever it is wanted.
#pragma once

#include "sim/trace/pyramid.h"
#include "sim/trace/span.h"
#include "sim/trace/wanted.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace copyscope::trace {

class KeyedRows {
public:
  enum class By { flow, task, call, cause };

  explicit KeyedRows(By by) : by_(by) {}
  ~KeyedRows();
  KeyedRows(const KeyedRows&) = delete;
  KeyedRows& operator=(const KeyedRows&) = delete;

  void add(SpanId id, const Span& span, Marks marks) {
    const std::uint32_t key = key_of(span);
    const std::uint32_t segment = id >> segment_bits;
    if (key == none) return;
    if (key != latest_key_ || segment != latest_segment_) {
      latest_key_ = key;
      latest_segment_ = segment;
      note(key, segment);
    }
    if (latest_place_ != none) marks_[latest_place_].merge(marks);
  }
  void finish(std::uint32_t rows);

  /// The next row of the key at or after `from`, and the last before `before`, that is wanted;
  /// no_span for none. Not of effects, which have no marks.
  SpanId next(const Spans& spans, std::uint32_t key, SpanId from, const Wanted& wanted) const;
  SpanId previous(const Spans& spans, std::uint32_t key, SpanId before, const Wanted& wanted) const;
  /// Appends the rows of the key in [from, before[, `most` at the most.
  void list(const Spans& spans, std::uint32_t key, SpanId from, SpanId before, std::size_t most,
            std::vector<SpanId>& rows) const;

private:
  /// The rows of a segment that have a key, by key; and what is among each 32 of them.
  struct Order {
    static constexpr std::uint32_t block = 32;

    std::vector<std::uint16_t> rows;
    std::vector<std::uint32_t> keys; ///< of the first of each block, and of the last row
    Pyramid<Marks, 16> marks;

    bool is_all_of(std::uint32_t key, std::uint32_t at) const {
      return keys[at] == key && keys[at + 1] == key;
    }
  };
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// Where a key occurred last, while rows come in.
  struct Last {
    std::uint32_t segment = none;
    std::uint32_t place = none; ///< of it among the places; none in the key's home
  };
  /// Keys that follow one another and occur first in the same segment: calls do.
  struct Home {
    std::uint32_t first = 0, last = 0;
    std::uint32_t segment = 0;
  };

  std::uint32_t key_of(const Span& span) const {
    switch (by_) {
    case By::flow:
      return span.flow == no_flow ? none : span.flow;
    case By::task:
      return span.task == no_task ? none : span.task;
    case By::call:
      return span.call == 0 ? none : span.call;
    default:
      return span.cause;
    }
  }
  void note(std::uint32_t key, std::uint32_t segment);
  void settle(std::uint32_t key, std::uint32_t segment);
  /// The segment in which a key occurs first, or none; of effects it is the cause's own.
  std::uint32_t home(std::uint32_t key) const;
  bool occurs(std::uint32_t key, std::uint32_t segment) const;
  std::uint32_t next_segment(std::uint32_t key, std::uint32_t after) const;
  std::uint32_t previous_segment(std::uint32_t key, std::uint32_t before) const;
  const Order& order(const Spans& spans, std::uint32_t segment) const;
  Order sorted(const Spans& spans, std::uint32_t segment) const;
  void sort_places();
  /// The first place at or after `at`, and the last before it, where one with these marks may be;
  /// or none.
  std::uint32_t next_place(std::uint32_t at, Marks marks) const;
  std::uint32_t previous_place(std::uint32_t before, Marks marks) const;
  /// The first place in the order that is not before the key's row `row`.
  std::uint32_t place(const Spans& spans, const Order& order, std::uint32_t segment,
                      std::uint32_t key, SpanId row) const;
  SpanId next_in(const Spans& spans, std::uint32_t segment, std::uint32_t key, SpanId from,
                 const Wanted& wanted) const;
  SpanId previous_in(const Spans& spans, std::uint32_t segment, std::uint32_t key, SpanId before,
                     const Wanted& wanted) const;

  By by_;
  std::uint32_t latest_key_ = none,
                latest_segment_ = none, ///< of the row added last that has a key
      latest_place_ = none;
  BlockVector<Last, 12> last_;        ///< by key, while rows come in
  std::vector<Home> homes_;           ///< by key
  std::vector<std::uint64_t> places_; ///< key and segment, where it is not the key's home
  std::vector<Marks> marks_;          ///< of each place, while rows come in
  Pyramid<Marks, 16> place_marks_;    ///< the same of each few places, sorted as they are
  std::uint32_t segments_ = 0;
  std::unique_ptr<std::atomic<const Order*>[]> orders_; ///< by segment; null until asked about
};

} // namespace copyscope::trace
