// The rows of a trace in the order of a column, made in slices: ten million rows never hold up a
// frame, and the order before stays in sight until the new one is there.
//
// Runs of a few thousand rows are sorted, then merged. Equal rows keep the order of the trace.
// Memory: 4 bytes a row, while it is sorted 16.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class RowOrder {
public:
  enum class Column : unsigned char { begin, duration, lane, kind, call, way, offset, bytes };

  void set_trace(std::shared_ptr<const trace::Trace> trace);
  /// By that column; the same one again: the other way round.
  void sort_by(Column column);
  Column column() const { return column_; }
  bool falls() const { return falls_; }

  /// Looks at about so many rows. True while there is more to do.
  bool work(std::uint64_t rows);
  bool is_working() const { return !new_.empty(); }
  double progress() const; ///< 0 … 1

  std::int64_t size() const { return trace_ ? trace_->size() : 0; }
  trace::SpanId row(std::int64_t place) const;    ///< 0 ≤ place < size()
  std::int64_t place_of(trace::SpanId row) const; ///< of a row of the trace

private:
  struct Shown {
    Column column = Column::begin;
    bool falls = false;
  };
  /// Two neighbouring runs of the pass, and how far they are merged.
  struct Merge {
    std::size_t left = 0, left_end = 0, right = 0, right_end = 0, out = 0;
  };
  static constexpr std::size_t run = 4096; ///< rows sorted at once

  std::uint64_t key_of(trace::SpanId row, Shown by) const;
  void start();
  void sort_run();
  void begin_merge(std::size_t from);
  std::uint64_t merge_some(std::uint64_t most);
  void finish();

  std::shared_ptr<const trace::Trace> trace_;
  std::vector<std::uint16_t> lane_rank_;
  Column column_ = Column::begin; ///< that was asked for
  bool falls_ = false;
  Shown shown_;                      ///< that order_ is in
  std::vector<trace::SpanId> order_; ///< empty: that of the trace, forwards or backwards
  std::vector<trace::SpanId> new_, spare_;
  std::vector<std::uint64_t> keys_; ///< by row
  std::size_t sorted_ = 0;          ///< rows in sorted runs
  std::size_t width_ = 0;           ///< of the runs that are merged; 0: not yet
  Merge merge_;
  double done_ = 0, whole_ = 1;
};

std::string_view name_of(RowOrder::Column column); ///< "begin"
constexpr int row_columns = 8;

} // namespace copyscope::gui
