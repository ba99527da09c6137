// What a real run has observed beside the figures of its table: every copy with its bytes, what
// each end has used, and what came from a disk.
#pragma once

#include "cli/terminal.h"
#include "cli/words.h"
#include "real/real.h"

#include <string>

namespace copyscope::cli {

/// Of the cases that ran.
std::string real_details(const real::Report& report, Language language, const Terminal& terminal);

/// The reason in "unavailable: REASON", in the reader's language where it is one of ours and no
/// errno; "" for other evidence.
std::string reason_of(const std::string& evidence, Language language);

} // namespace copyscope::cli
