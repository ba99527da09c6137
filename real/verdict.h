// Was it really zero-copy? The verdict on the sends of a round over TCP.
#pragma once

#include "real/pair.h"
#include "sim/analysis/send_verdict.h"

namespace copyscope::real {

/// What the kernel says where it says something, else what follows from its source for that path.
analysis::SendVerdict verdict_on(const Method& method, const Sent& sent);

} // namespace copyscope::real
