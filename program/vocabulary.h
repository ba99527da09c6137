// The names that scenarios may use, from the rooms that know them.
#pragma once

#include "sim/scenario/load.h"

namespace copyscope::program {

/// The names that scenarios may use: methods, figures, kinds, buffers, facts.
const scenario::Vocabulary& vocabulary();

} // namespace copyscope::program
