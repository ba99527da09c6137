// What narrations and questions bind to: moments of a run, and answers that come from its figures.
#pragma once

#include "sim/analysis/result.h"
#include "sim/trace/trace.h"

#include <vector>

namespace copyscope::analysis {

/// The row at which an event moment happens: the nth that fits the pattern. no_span where there are
/// fewer, and for a moment that is the start or the end.
trace::SpanId find(const trace::Trace& trace, const scenario::Moment& moment);

/// The value that is the right answer: of CASE.FIGURE, or of FIGURE in the question's own case.
/// Nothing where the answer is an index or the figure is not known.
Count answer_of(const scenario::Question& question, const std::vector<Result>& results);

/// The index of the right choice; nothing where the answer is by pointing, or is not among them.
std::optional<std::size_t> right_choice(const scenario::Question& question,
                                        const std::vector<Result>& results);

} // namespace copyscope::analysis
