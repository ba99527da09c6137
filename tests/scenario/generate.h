// Random scenarios that are valid, for the tests of saving.
#pragma once

#include "sim/scenario/scenario.h"

#include <rapidcheck.h>

namespace copyscope::scenario {

/// Uses names of `vocabulary()` only. Every member takes many values, odd characters included.
rc::Gen<Scenario> scenarios();

} // namespace copyscope::scenario
