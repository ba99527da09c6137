// Saved rows, value by value, into a TraceBuilder. For this room only.
//
// Whoever wrote the text may mean harm, so every number is held against its range before it is
// used, and what the builder's cost and sums depend on (rows under way at once, bytes in all) is
// bounded.
#pragma once

#include "sim/trace/builder.h"
#include "sim/trace/json_causes.h"
#include "sim/trace/json_columns.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace copyscope::trace {

/// A value is not what it has to be.
struct Refused {
  std::string expected;
};

class JsonRows {
public:
  /// `told` is called after so many rows each, with how much of the text of take_plain_rows() has
  /// been taken by then; 0 outside of it.
  static constexpr std::uint32_t rows_untold = 1U << 15;
  explicit JsonRows(BlockMemory memory, std::function<void(std::size_t taken)> told = {})
      : builder_(memory), told_(std::move(told)) {}

  /// `flows`: how many rows may be of; those of the case's clients, where it has one.
  void start(const Header& header, std::int64_t flows);
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

  /// Takes the rows at the beginning of the text that are written plainly and have nothing wrong
  /// with them, as long as another row follows. Returns their length in bytes. What it stops at is
  /// left to the parser, which is slower and can tell what is wrong.
  std::size_t take_plain_rows(std::string_view text);

  /// Throws Refused where the last row ends later.
  void finish(std::int64_t end_ps);
  Trace take() { return builder_.take(); }

private:
  bool is_full() const { return column_ == column_names.size(); }
  void bytes(std::int64_t value);
  void describe_call();
  void say_who_acts();
  void say_how_it_is_known();
  void bound_bytes();
  void bound_rows_under_way();

  TraceBuilder builder_;
  std::function<void(std::size_t taken)> told_;
  std::size_t taken_ = 0;
  struct KnownLane {
    LaneId id = 0;
    Lane lane;
  };
  std::vector<KnownLane> lanes_;
  const Lane* lane_ = nullptr; ///< of the row
  std::vector<StringId> names_, labels_;
  std::unordered_map<std::uint64_t, CallId> calls_; ///< by client and its number in the file
  std::uint64_t call_in_file_ = 0;                  ///< of the last row that had one
  CallId call_ = 0;
  StringId label_ = 0;
  std::int64_t flows_ = 1;
  bool is_of_clients_ = false; ///< each flow is a client's, whose task has the flow's number
  Evidence evidence_ = Evidence::model; ///< of every row, where it is not a real run's
  bool infers_ = false;                 ///< what happens inside calls
  JsonCauses causes_;
  Span span_;
  std::size_t column_ = 0;
  Time last_begin_, latest_end_;
  std::int64_t bytes_ = 0;                                            ///< of all rows
  std::priority_queue<Time, std::vector<Time>, std::greater<>> ends_; ///< of rows under way
  std::optional<Refused> broken_;                                     ///< what ended it
};

} // namespace copyscope::trace
