// What a round was worth: counted, rejected or failed, and why.
#pragma once

#include "real/observed.h"
#include "real/pair.h"
#include "real/plan.h"

namespace copyscope::real {

/// A round that failed nowhere is `counted`. A wrong checksum fails it; but where the file was
/// changed meanwhile, it is that which is said.
Observed judge(const PlannedCase& planned, const SentFile& file, const Exchange& exchange,
               Drain drain);

} // namespace copyscope::real
