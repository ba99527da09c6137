// Saved rows, value by value, into a TraceBuilder. For this room only.
//
// Whoever wrote the text may mean harm, so every number is held against its range before it is
// used, and what the builder's cost and sums depend on (rows under way at once, bytes in all) is
// bounded.
#pragma once

#include "sim/trace/builder.h"
#include "sim/trace/json_columns.h"

#include <cstdint>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace {

/// A value is not what it has to be.
struct Refused {
  std::string expected;
};

class JsonRows {
public:
  explicit JsonRows(BlockMemory memory) : builder_(memory) {}

  void start(const Header& header);
  /// The lists that rows index. Throws Refused where there are too many.
  void add_lane(std::string_view text);
  void add_name(std::string_view text);
  void add_label(std::string_view text);

  /// A row: its values in the order of the columns. Each throws Refused.
  void begin_row();
  void integer(std::int64_t value);
  void string(std::string_view value);
  void null();
  [[noreturn]] void wrong_type() const; ///< a value of any other type
  void end_row();

  /// Throws Refused where the last row ends later.
  void finish(std::int64_t end_ps);
  Trace take() { return builder_.take(); }

private:
  bool is_full() const { return column_ == column_names.size(); }
  void bytes(std::int64_t value);
  void bound_rows_under_way();

  TraceBuilder builder_;
  std::vector<LaneId> lanes_;
  std::vector<StringId> names_, labels_;
  std::int64_t clients_ = 1;
  Span span_;
  std::size_t column_ = 0;
  Time last_begin_, latest_end_;
  std::int64_t bytes_ = 0; ///< of all rows
  std::priority_queue<Time, std::vector<Time>, std::greater<>> ends_;
};

} // namespace copyscope::trace
