// Opening a trace's file (docs/TRACE.md).
//
// Nothing in it is trusted: every length, offset and index is checked before it is used. What is
// damaged is left out and told; what is whole becomes the trace.
#pragma once

#include "sim/scenario/document/problem.h"
#include "sim/trace/trace.h"

#include <functional>
#include <future>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace {

/// By its first bytes.
bool is_trace_file(std::string_view bytes);

struct Loading {
  SpanId rows = no_span;   ///< no more than these, from the first on: the trace then has no end
  BlockMemory memory = {}; ///< holds the rows
  std::function<void(double done)> progress = {}; ///< told 0 … 1; may throw to stop it
  /// Does a piece of work while the caller goes on: of a long file, a segment is unpacked while the
  /// one before it becomes rows of the trace. One after the other where it is not given. The future
  /// waits when it is destroyed, as that of std::async does.
  std::function<std::future<void>(std::function<void()> work)> beside = {};
};

struct Loaded {
  Trace trace;
  std::vector<std::string> complaints = {}; ///< a sentence each, on what is damaged or missing
  /// Tables, columns, keys and kinds of rows that this version does not know, by name
  /// ("rows.energy", "tasks.nice"). They are kept, and saved with the trace.
  std::vector<std::string> unknown = {};
  std::string program = {}; ///< version that wrote it; empty: not known
};

/// Throws scenario::InputError for what is no trace's file, for one of a later format, and where
/// nothing of it is whole, and whatever `progress` throws. Where the end is missing, or rows in
/// between, the header's `whole` says so, and a row of kind `lost` stands for those.
Loaded load_file(std::string_view bytes, const std::string& name, const Loading& how = {});

/// A trace in either form, as a file or as JSON (json.h).
Loaded load_any(std::string_view bytes, const std::string& name, const Loading& how = {});

} // namespace copyscope::trace
