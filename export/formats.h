// All formats that a trace can be exported to, for those who let one be chosen.
//
//   const Format* format = find_format("vcd");
//   format->write({trace}, options, [&](std::string_view piece) { file.write(piece); }, progress);
#pragma once

#include "export/data/format.h"

#include <string_view>
#include <vector>

namespace copyscope::exports {

/// In the order in which they are listed.
const std::vector<Format>& formats();
const Format* find_format(std::string_view id); ///< or nullptr

} // namespace copyscope::exports
