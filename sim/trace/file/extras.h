// What a file holds that this version of the program does not know: kept, and written again where
// the trace is saved as a file.
#pragma once

#include "sim/trace/file/columns.h"
#include "sim/trace/header.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::trace::file {

struct Extras {
  /// A table in columns: the unknown columns of one that is known, or the whole of another.
  struct Table {
    std::string name;
    Json members; ///< beside its columns; null for a table that is known
    std::vector<ColumnReader::Kept> columns;
  };
  /// What a segment has; it is saved with the same rows again.
  struct Segment {
    std::uint32_t rows = 0, calls = 0, flows = 0;
    std::vector<Table> tables;
    Json members = Json::object();      ///< of its description
    Json small_tables = Json::object(); ///< further ones
  };
  /// A section of another kind.
  struct Section {
    std::string tag, meta, columns;
  };

  std::vector<Segment> segments;
  std::vector<Section> sections;
  Json run = Json::object();     ///< further members of the run
  Json entries = Json::object(); ///< of entries of small tables: {"tasks": {"3": {"nice": 5}}}
  Json footer = Json::object();
  RowTexts kinds, evidences; ///< those that are not known
  std::uint32_t rows = 0;    ///< of the trace that all this is about

  bool empty() const {
    const auto is_bare = [](const Segment& each) {
      return each.tables.empty() && each.members.empty() && each.small_tables.empty();
    };
    return std::all_of(segments.begin(), segments.end(), is_bare) && sections.empty() &&
           run.empty() && entries.empty() && footer.empty() && kinds.rows.empty() &&
           evidences.rows.empty();
  }
};

/// What of it has a name, each once, in rising order: "rows.energy", "tasks.nice".
std::vector<std::string> names_of(const Extras& extras);

} // namespace copyscope::trace::file
