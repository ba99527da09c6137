// The small tables of a trace (clocks, tasks, lanes, objects, names, labels) and its run as JSON,
// and back. For this room only.
//
// Keys that have their usual value are left out; those that this version does not know are kept.
#pragma once

#include "sim/trace/file/columns.h"
#include "sim/trace/header.h"
#include "sim/trace/tables.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace::file {

/// Lists of texts that rows name and that are none of a trace's tables.
struct Texts {
  std::vector<std::string> kinds, places, evidences;
};

/// How many entries of each table have been written.
struct Written {
  std::size_t clocks = 0, tasks = 0, lanes = 0, objects = 0, names = 0, labels = 0, kinds = 0,
              places = 0, evidences = 0;
};

/// What has been added since; `kept` are further keys of entries, as Extras has them.
Json write_additions(const Tables& tables, const Texts& texts, Written& written, const Json& kept);

/// Adds a segment's additions. Where one says that entries are missing before it, up to `gap` are
/// made up. Throws Damaged. `kept` gets further keys and keys with a text that is not known,
/// `others` further tables.
void read_additions(const Json& additions, std::size_t gap, Tables& tables, Texts& texts,
                    Json& kept, Json& others);

/// The texts that every trace's names begin with.
constexpr std::array<std::string_view, 5> well_known_names = {"", "to_kernel", "to_user", "minor",
                                                              "major"};
/// What a table has that no segment has any entry of.
void put_usual(Tables& tables);

/// Throws Damaged where the tables do not fit each other or the run, once all have been read.
void check(const Tables& tables, const Header& header);

Json write_run(const Header& header, const Json& kept);
struct ReadRun {
  Header header;
  Json kept;             ///< further members, and those whose value is not known
  std::string complaint; ///< on a scenario that this version cannot read: it is only kept
};
ReadRun read_run(const Json& run);

} // namespace copyscope::trace::file
