// The tables of a file out of all its segments, and what else is known before its rows. For this
// room only.
#pragma once

#include "sim/trace/file/directory.h"
#include "sim/trace/file/extras.h"
#include "sim/trace/file/rows.h"
#include "sim/trace/file/small_tables.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::trace::file {

struct LoadedTables {
  Header header;
  Tables tables;
  Texts texts;
  Meanings meanings;
  std::vector<std::pair<SpanId, Time>> ends; ///< of rows, told later, by row; the latest last
  std::shared_ptr<Extras> extras;            ///< all but what its rows have

  Bounds bounds() const;
};

/// Damaged tables in columns are told in the directory's complaints, and made up of entries that
/// say nothing. Throws scenario::InputError where rows cannot be understood without what is
/// damaged. `progress` is told how much is done, 0 … 1, at every segment; it may throw to stop it.
/// `memory` holds the calls.
LoadedTables load_tables(Directory& directory, const std::string& name,
                         const std::function<void(double done)>& progress = {},
                         BlockMemory memory = {});

/// Adds to the rows that are missing, as far as the number goes: a file may say anything.
void lose(Header& header, std::uint64_t rows);

} // namespace copyscope::trace::file
