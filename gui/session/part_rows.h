// The rows of a trace that a part of the stage has to do with: how many there are before a moment,
// what they came to, which are next to it. Made in slices, so that ten million rows never hold up a
// frame; then each question looks at no more than a block of rows and the list of blocks.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class PartRows {
public:
  /// What a number of its rows come to.
  struct Sums {
    std::int64_t rows = 0;
    std::int64_t came = 0, left = 0; ///< bytes copied into a buffer, out of it
    std::int64_t carried = 0;        ///< bytes copied by who copies
    Time busy;                       ///< of who acts: durations added up

    friend bool operator==(const Sums&, const Sums&) = default;
  };

  /// Another part, or another trace: begins anew. An empty part has no rows.
  void settle(std::shared_ptr<const trace::Trace> trace, const std::string& part);
  /// Looks at about so many rows. True while there is more to do.
  bool work(std::uint64_t rows);
  bool is_working() const { return trace_ && looked_ < trace_->size(); }

  /// Once nothing is left to do. `row`: of those before it.
  Sums before(trace::SpanId row) const;
  Sums all() const { return trace_ ? before(trace_->size()) : Sums(); }
  trace::SpanId previous(trace::SpanId before) const; ///< the last before that row, or no_span
  trace::SpanId next(trace::SpanId from) const;       ///< the first from that row on, or no_span

  bool has(const trace::Span& span) const;

private:
  static constexpr trace::SpanId block = 4096;

  void add(Sums& sums, const trace::Span& span) const;
  std::int64_t rows_in(std::size_t which) const;

  std::shared_ptr<const trace::Trace> trace_;
  std::string part_;
  std::vector<bool> lanes_;  ///< by LaneId: whether it is the part's
  trace::KindSet kinds_ = 0; ///< of the rows on these that count
  trace::Buffer buffer_ = trace::Buffer::none;
  std::vector<Sums> before_; ///< by block: of all rows up to its end, as far as they were looked at
  trace::SpanId looked_ = 0;
};

} // namespace copyscope::gui
