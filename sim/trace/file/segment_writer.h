// Sections of a file, one after the other, and the footer. For this room only.
#pragma once

#include "sim/trace/file/extras.h"
#include "sim/trace/file/lane_shares.h"
#include "sim/trace/file/rows.h"
#include "sim/trace/file/small_tables.h"
#include "sim/trace/header.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace::file {

class SegmentWriter {
public:
  using Write = std::function<void(std::string_view)>;

  explicit SegmentWriter(Write write) : write_(std::move(write)) {}

  /// Once, first. What the header has kept goes along with the rows that it was kept with.
  void start(const Header& header);

  /// How far the tables of calls and flows have been written.
  std::uint32_t calls() const { return calls_; }
  FlowId flows() const { return flows_; }
  std::uint32_t rows() const { return row_; }

  /// Writes the next rows, at most segment_rows, with all that the small tables have more, and
  /// calls and flows up to these numbers. `rows` may be none.
  void segment(const Tables& tables, std::uint32_t calls, FlowId flows, std::span<const Span> rows,
               const Amendments& amendments = {});

  /// The footer. `end` is where the run ended, `duration` how long what is told of took, where
  /// start() did not know it yet.
  void finish(Time end, std::optional<Time> duration = {});

private:
  struct Part { ///< what the footer says of a section
    std::uint64_t at = 0, bytes = 0, rows = 0;
    Time first_begin, last_begin, last_end;
  };

  void section(const Tables& tables, std::uint32_t calls, FlowId flows, std::span<const Span> rows,
               const Amendments& amendments);
  void put_head(std::string_view meta, std::string_view columns);
  void put_section(std::string_view tag, const Json& meta, std::string_view columns);
  TextNumbers numbers_of(std::span<const Span> rows);
  void put_amendments(const Amendments& amendments, Json& meta, std::string& columns) const;
  void put_extras(Json& meta, std::string& columns) const;
  void note(std::span<const Span> rows, const Amendments& amendments);

  Write write_;
  Json run_;
  std::uint64_t id_ = 0, at_ = 0, section_bytes_ = 0;
  std::uint32_t number_ = 0;
  SpanId row_ = 0;
  std::uint32_t calls_ = 0;
  FlowId flows_ = 0;
  Written written_;
  Texts texts_;
  std::shared_ptr<const Extras> extras_;
  std::size_t next_kind_ = 0, next_evidence_ = 0; ///< of those that were kept
  std::vector<Part> parts_;
  LaneShares shares_;
};

} // namespace copyscope::trace::file
