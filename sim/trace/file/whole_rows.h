// The rows of a file, segment by segment, as far as they are whole: for who makes a trace of them,
// and for who only looks. For this room only.
//
// A segment is taken or left out as a whole. What is left out is told, and counted as lost.
#pragma once

#include "sim/trace/asides.h"
#include "sim/trace/file/load_tables.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace copyscope::trace::file {

class WholeRows {
public:
  /// Rows for a trace; what they name by number is the trace's.
  struct Part {
    std::uint64_t lost = 0; ///< rows of the file before these that are missing: the first stands
                            ///< for them
    std::vector<Span> rows;
    ReadRows::Unknown kinds, evidences; ///< of rows of the trace; numbers of the file's texts
  };

  /// Complains to the directory. Of what was loaded the texts and ends have to stay.
  WholeRows(Directory& directory, const LoadedTables& loaded);

  /// Of the next segment.
  Part read(const Section& section);
  /// What stands for rows that the footer, or a segment that was left out, says there are more.
  Part rest();

  std::uint64_t lost() const { return lost_; }
  /// Where the run ended: as the footer says, else with its rows.
  Time end() const;

private:
  /// Rows of the file that stand together in the trace: not where they stood, once some are
  /// missing.
  struct Shown {
    std::uint64_t first = 0, count = 0; ///< in the file
    SpanId as = 0;                      ///< in the trace
  };

  /// What the rows that were taken leave to those after them.
  struct Course {
    Nesting nesting;
    std::vector<Time> ends;    ///< of rows that may be under way
    std::size_t under_way = 0; ///< summed over checkpoints
    std::uint64_t bytes = 0;
  };

  Part read(const Section& section, const Json& table);
  void amend(std::uint64_t first, std::vector<Span>& rows) const;
  void check(std::uint64_t first, const std::vector<Span>& rows) const;
  Course followed(std::uint64_t first, const std::vector<Span>& rows) const;
  void count_under_way(Course& course, Time now) const;
  Part taken(std::uint64_t first, ReadRows read);
  Span stand_in(std::uint64_t rows, Time end);
  /// Before row `to` of the file, and before a section of this number.
  void tell_missing(std::uint64_t to, std::uint32_t before);
  void name_causes(std::uint64_t first, std::span<Span> rows);
  SpanId shown_as(std::uint64_t row) const;

  Directory& directory_;
  const std::vector<std::pair<SpanId, Time>>& ends_; ///< told later, by row
  Bounds bounds_;
  std::vector<std::uint16_t> further_places_; ///< by flow
  std::vector<LaneKind> lane_kinds_;          ///< by lane
  std::uint64_t next_ = 0;                    ///< row of the file
  std::uint64_t told_ = 0;                    ///< how far rows are there, or told of as left out
  std::uint32_t next_segment_ = 0;            ///< number
  std::vector<Shown> shown_;                  ///< one entry while nothing is missing
  SpanId size_ = 0;                           ///< of the trace so far
  std::uint64_t lost_ = 0;
  Course course_;
  Time last_begin_, last_end_;
};

} // namespace copyscope::trace::file
