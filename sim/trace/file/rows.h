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

/// For each row the number in the file of what is a text there.
struct TextNumbers {
  Values kinds, evidences;
};

/// Rows `first` and those after it.
Json write_rows(std::span<const Span> rows, SpanId first, const TextNumbers& numbers,
                ColumnWriter writer);

/// What the texts of a file mean, by their number in it: nothing, where this version does not know.
struct Meanings {
  std::vector<std::optional<Kind>> kinds;
  std::vector<std::optional<Buffer>> places;
  std::vector<std::optional<Evidence>> evidences;
};

/// What rows may name, in one file.
struct Bounds {
  std::size_t lanes = 0, tasks = 0, flows = 0, calls = 0, names = 0, labels = 0, objects = 0;
  const Meanings* meanings = nullptr;
};

/// What a row of a kind that is not known becomes, so that all others keep their numbers.
constexpr Kind kind_of_unknown = Kind::other;

struct ReadRows {
  /// Rows, from 0, with a text that this version does not know, and its number in the file.
  using Unknown = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  std::vector<Span> rows;
  Unknown kinds, evidences;
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
