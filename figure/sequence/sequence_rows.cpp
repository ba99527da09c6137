#include "figure/sequence/sequence_rows.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::SpanId;
using trace::Trace;

class Reader {
public:
  Reader(const Trace& trace, Time from, Time to, const std::vector<Route>& routes,
         assets::Language language)
      : trace_(trace), from_(from), to_(to), routes_(routes), language_(language) {}

  bool is_past(SpanId row) const { return row >= trace_.size() || trace_[row].begin > to_; }

  bool add(SpanId row, std::vector<SequenceRow>& rows) const {
    if (!is_shown(row)) return false;
    std::optional<Message> message = message_of(trace_, row, routes_, language_);
    if (message) rows.push_back({row, std::move(*message)});
    return message.has_value();
  }

  // Cheaper than the message itself: every row but a call is one.
  bool is_shown(SpanId row) const {
    const trace::Span& span = trace_[row];
    return span.kind != trace::Kind::syscall && span.begin <= to_ && span.end >= from_;
  }

private:
  const Trace& trace_;
  Time from_, to_;
  const std::vector<Route>& routes_;
  assets::Language language_;
};

} // namespace

SequenceRows sequence_rows(const Trace& trace, Time from, Time to, const std::vector<Route>& routes,
                           assets::Language language) {
  const Reader reader(trace, from, to, routes, language);
  SequenceRows rows;
  SpanId next = 0;
  for (; !reader.is_past(next) && rows.first.size() < most_messages + most_last_messages; ++next)
    reader.add(next, rows.first);
  // The end of the part, from behind, down to where the first ones end.
  SpanId end = std::min(trace.cursor_at(std::min(to, trace.end())).begun, trace.size());
  while (end > next && rows.last.size() < most_last_messages)
    reader.add(--end, rows.last);
  std::ranges::reverse(rows.last);
  for (SpanId row = next; row < end; ++row) {
    if (!reader.is_shown(row)) continue;
    if (rows.left_out++ == 0) rows.gap_begin = trace[row].begin;
    rows.gap_end = trace[row].begin;
  }
  return rows;
}

} // namespace copyscope::figure
