// The header of a saved trace out of its document. For this room only.
#pragma once

#include "sim/scenario/document/json_document.h"
#include "sim/trace/header.h"

#include <optional>

namespace copyscope::trace {

/// Nothing, and problems, where something is wrong with it.
std::optional<Header> read_header(const scenario::Node& node, const scenario::Source& source,
                                  scenario::Problems& problems);

} // namespace copyscope::trace
