// The scenario of a saved trace as this version of the program would have saved it. For this room
// only.
#pragma once

#include "sim/scenario/document/document.h"

namespace copyscope::scenario {

/// Without the parameters and keys that this version does not have, be they older or newer; those
/// of the machine that it has and the trace has not are added, with values that cost next to
/// nothing: when the trace was made, nothing cost that. What it has is as it was.
Node as_saved_now(Node root);

} // namespace copyscope::scenario
