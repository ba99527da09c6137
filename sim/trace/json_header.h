// The header of a saved trace out of its document. For this room only.
#pragma once

#include "sim/scenario/document/json_document.h"
#include "sim/trace/header.h"

#include <cstdint>
#include <optional>

namespace copyscope::trace {

struct SavedHeader {
  Header header;
  std::int64_t flows =
      1; ///< that its rows may be of; those of the case's clients, where it has one
};

/// Nothing, and problems, where something is wrong with it.
std::optional<SavedHeader> read_header(const scenario::Node& node, const scenario::Source& source,
                                       scenario::Problems& problems);

} // namespace copyscope::trace
