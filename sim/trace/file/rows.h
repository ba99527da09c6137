// Rows, calls and flows as columns, and back. For this room only.
//
// Tasks, flows, objects and rows that are named count from 1 in a column, as calls do, so that 0
// means none; lanes, names, labels, kinds and places count from 0.
#pragma once

#include "sim/trace/file/columns.h"
#include "sim/trace/tables.h"

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::trace::file {

std::span<const std::string_view> row_columns(); ///< the names of those that this version knows
std::span<const std::string_view> call_columns();
std::span<const std::string_view> flow_columns();

/// Rows `first` and those after it. `kinds` tells the number of each row's kind in the file.
Json write_rows(std::span<const Span> rows, SpanId first, std::span<const std::uint64_t> kinds,
                ColumnWriter writer);

/// Row kinds of a file by their number in it: nothing for one that this version does not know.
using Kinds = std::vector<std::optional<Kind>>;

/// What rows may name, in one file.
struct Bounds {
  std::size_t lanes = 0, tasks = 0, flows = 0, calls = 0, names = 0, labels = 0, objects = 0;
  const Kinds* kinds = nullptr;
};

/// What a row of a kind that is not known becomes, so that all others keep their numbers.
constexpr Kind kind_of_unknown = Kind::lost;

struct ReadRows {
  std::vector<Span> rows;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unknown; ///< row, from 0; number of its kind
};

/// Throws Damaged for what a row cannot be. Causes are numbers of rows in the file.
ReadRows read_rows(ColumnReader& reader, const Bounds& bounds);

/// Calls [first, end[ of the table, from 0.
Json write_calls(const Calls& calls, std::uint32_t first, std::uint32_t end, ColumnWriter writer);
/// Calls of the bounds, all those of the reader among them.
std::vector<Call> read_calls(ColumnReader& reader, const Bounds& bounds);

/// Flows by their number.
Json write_flows(const std::vector<Flow>& flows, std::span<const FlowId> which,
                 ColumnWriter writer);
std::vector<Flow> read_flows(ColumnReader& reader, const Bounds& bounds);

/// What was learnt of rows and calls after they were written.
struct Amendments {
  std::vector<std::pair<SpanId, Time>> rows; ///< and their ends
  std::vector<std::pair<CallId, Call>> calls;
  std::vector<FlowId> flows;

  bool empty() const { return rows.empty() && calls.empty() && flows.empty(); }
};

} // namespace copyscope::trace::file
