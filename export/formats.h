// All formats that a trace can be exported to, for those who let one be chosen.
//
//   const Format* format = find_format("vcd");
//   format->write({trace}, options, [&](std::string_view piece) { file.write(piece); }, progress);
#pragma once

#include "assets/assets.h"
#include "export/data/format.h"
#include "export/data/length.h"
#include "export/data/writer.h"
#include "figure/kit/picture.h"
#include "sim/trace/trace.h"

#include <string_view>
#include <vector>

namespace copyscope::exports {

/// In the order in which they are listed.
const std::vector<Format>& formats();
const Format* find_format(std::string_view id); ///< or nullptr

} // namespace copyscope::exports
