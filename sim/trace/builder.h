// The two sinks: TraceBuilder keeps every row and builds the index while the run goes; LedgerSink
// only counts, in constant memory.
#pragma once

#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace {

/// Interns texts: the same text gives the same id, in order of first use. A handful, so a search
/// along the list does.
class Interner {
public:
  /// Throws std::length_error when there would be more than `most`.
  std::size_t intern(std::string_view text, std::size_t most);
  const std::vector<std::string>& texts() const { return texts_; }

private:
  std::vector<std::string> texts_;
};

/// What both sinks share: names, and the rules that rows keep.
class Strings {
public:
  Strings(); ///< with the well-known names interned

  LaneId lane(std::string_view name);
  StringId name(std::string_view text);
  StringId label(std::string_view text);

  const std::vector<std::string>& lanes() const { return lanes_.texts(); }
  const std::vector<std::string>& names() const { return names_.texts(); }
  const std::vector<std::string>& labels() const { return labels_.texts(); }

private:
  Interner lanes_, names_, labels_;
};

/// Throws std::length_error at 2^32 − 2 rows, std::logic_error where a row breaks the rules of
/// TraceSink.
class TraceBuilder final : public TraceSink {
public:
  /// `memory` holds the rows.
  explicit TraceBuilder(BlockMemory memory = {}) : trace_(memory) {}

  void start(const Header& header) override;
  LaneId lane(std::string_view name) override { return strings_.lane(name); }
  StringId name(std::string_view text) override { return strings_.name(text); }
  StringId label(std::string_view text) override { return strings_.label(text); }
  SpanId add(const Span& span) override;
  void end(SpanId span, Time end) override;
  void finish(Time end) override;

  bool finished() const { return finished_; }
  std::uint32_t size() const { return trace_.size(); }

  /// The finished trace. Once, and only after finish().
  Trace take();

private:
  Strings strings_;
  Trace trace_;
  LedgerFold fold_;
  Time last_begin_;
  bool finished_ = false;
};

class LedgerSink final : public TraceSink {
public:
  void start(const Header& header) override { fold_.start(header); }
  LaneId lane(std::string_view name) override { return strings_.lane(name); }
  StringId name(std::string_view text) override { return strings_.name(text); }
  StringId label(std::string_view text) override { return strings_.label(text); }
  SpanId add(const Span& span) override;
  void end(SpanId span, Time end) override;
  void finish(Time end) override;

  /// Rows that a TraceBuilder would have by now.
  std::int64_t rows() const { return rows_; }
  /// The ledger at `now`, which is not before the latest row's begin.
  Ledger ledger(Time now) const { return fold_.at(now); }
  const std::vector<std::string>& names() const { return strings_.names(); }
  Time end_time() const { return end_; }

  /// True where no row is under way at `now` but calls that have not returned: nothing then grows.
  bool quiet(Time now);
  /// Goes on as if what added `delta` and `rows` had been added `times` more. Only while quiet.
  void repeat(const Ledger& delta, std::int64_t rows, std::int64_t times);

private:
  Strings strings_;
  LedgerFold fold_;
  std::int64_t rows_ = 0;
  SpanId next_ = 0;
  Time end_;
};

} // namespace copyscope::trace
