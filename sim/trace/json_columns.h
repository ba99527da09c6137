// How a saved trace is laid out. For this room only.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace copyscope::trace {

/// A row's values. `lane`, `name` and `label` are indices into the lists of those names; `offset`
/// and `bytes` are null where a row has no range, `client` where it serves several flows or none.
enum Column : std::size_t {
  begin_column,
  end_column,
  lane_column,
  kind_column,
  client_column,
  call_column,
  source_column,
  target_column,
  offset_column,
  bytes_column,
  name_column,
  label_column
};

constexpr std::array<std::string_view, 12> column_names = {"begin_ps", "end_ps", "lane",   "kind",
                                                           "client",   "call",   "source", "target",
                                                           "offset",   "bytes",  "name",   "label"};

constexpr std::string_view json_format = "copyscope-trace";
/// That which is written. What 2 has more: a run without a scenario, and what the header has of the
/// level, title, program, duration and wholeness of a run; all of it may be missing.
constexpr int json_schema = 2;

} // namespace copyscope::trace
