// What a trace's file holds, and whether it is whole: for `copyscope trace FILE`. Its rows are
// looked at one segment after the other, and none is kept.
#pragma once

#include "sim/trace/header.h"
#include "sim/units/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::trace {

struct Inside {
  struct Table {
    std::string name; ///< "rows", "calls", "tasks" …
    std::uint64_t entries = 0;
  };
  struct LaneUse {
    std::string name;
    std::uint64_t rows = 0;
    Time busy; ///< rows that overlap counted once
  };

  std::uint32_t format = 0;
  std::string program; ///< version that wrote it
  Header header;       ///< with what is known of its wholeness
  std::uint64_t bytes = 0, rows = 0, segments = 0;
  Time end;
  std::vector<Table> tables; ///< unknown ones among them, last
  std::vector<LaneUse> lanes;
  std::vector<std::string> complaints; ///< a sentence each
};

/// What the run was, out of the beginning of its file. Throws scenario::InputError as load_file()
/// does.
Header header_of_file(std::string_view bytes, const std::string& name);
/// Throws the same.
Inside inspect_file(std::string_view bytes, const std::string& name);

} // namespace copyscope::trace
