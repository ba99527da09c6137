// Which messages a sequence diagram shows: all of a part of a run, or of very many the first and
// the last ones.
#pragma once

#include "figure/sequence/messages.h"

#include <vector>

namespace copyscope::figure {

struct SequenceRow {
  trace::SpanId row = trace::no_span;
  Message message;
};

struct SequenceRows {
  std::vector<SequenceRow> first, last; ///< last: empty where all are among the first
  std::int64_t left_out = 0;            ///< messages between them
  Time gap_begin, gap_end;              ///< where those begin that are left out
};

/// Messages that one diagram bears.
constexpr std::size_t most_messages = 320, most_last_messages = 80;

/// The messages of the rows that overlap or touch [from, to].
SequenceRows sequence_rows(const trace::Trace& trace, Time from, Time to,
                           const std::vector<Route>& routes, assets::Language language);

} // namespace copyscope::figure
