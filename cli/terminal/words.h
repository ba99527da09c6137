// What figure/words/wording.h says, under the command line's own roof.
#pragma once

#include "figure/words/wording.h"

namespace copyscope::cli {

using assets::Language;
using figure::buffer_word;
using figure::filled;
using figure::grouped;
using figure::heading;
using figure::kind_word;
using figure::shown;
using figure::start_line;
using figure::Storyteller;
using figure::word;
using figure::workload_line;

} // namespace copyscope::cli
