// Traces whose header is whole, as saved ones are, for the tests of saving and loading.
#pragma once

#include "sim/trace/builder.h"
#include "sim/trace/json.h"

#include <string>

namespace copyscope::trace {

/// A header with a valid scenario, odd texts, and everything that a real run adds.
Header whole_header();

/// The same rows under another header.
Trace under(const Header& header, const Trace& trace);

std::string saved(const Trace& trace);

} // namespace copyscope::trace
