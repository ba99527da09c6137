#include "sim/analysis/questions.h"

#include <algorithm>

namespace copyscope::analysis {

namespace {

bool fits(const trace::Trace& trace, const trace::Span& span, const scenario::Moment& moment) {
  return (!moment.name || trace.name(span) == *moment.name) &&
         (!moment.source || name_of(trace.source(span)) == *moment.source) &&
         (!moment.target || name_of(trace.target(span)) == *moment.target) &&
         (!moment.client || span.flow == *moment.client);
}

} // namespace

trace::SpanId find(const trace::Trace& trace, const scenario::Moment& moment) {
  if (moment.when != scenario::Moment::When::event) return trace::no_span;
  const auto kind = trace::kind_named(moment.kind);
  if (!kind) return trace::no_span;
  std::int64_t left = moment.nth;
  for (trace::SpanId row = trace.next(0, set_of(*kind)); row != trace::no_span;
       row = trace.next(row + 1, set_of(*kind)))
    if (fits(trace, trace[row], moment) && --left == 0) return row;
  return trace::no_span;
}

Count answer_of(const scenario::Question& question, const std::vector<Result>& results) {
  const auto* const path = std::get_if<std::string>(&question.answer);
  if (!path) return {};
  for (const Result& result : results)
    if (path->starts_with(result.id + "."))
      return figure(result, std::string_view(*path).substr(result.id.size() + 1));
  const auto own = std::ranges::find(results, question.of_case, &Result::id);
  return own == results.end() ? Count() : figure(*own, *path);
}

std::optional<std::size_t> right_choice(const scenario::Question& question,
                                        const std::vector<Result>& results) {
  if (question.point) return std::nullopt;
  if (const auto* const index = std::get_if<std::int64_t>(&question.answer))
    return static_cast<std::size_t>(*index);
  const Count answer = answer_of(question, results);
  if (!answer) return std::nullopt;
  for (std::size_t i = 0; i < question.choices.size(); ++i)
    if (const auto* const number = std::get_if<std::int64_t>(&question.choices[i].says))
      if (*number == *answer) return i;
  return std::nullopt;
}

} // namespace copyscope::analysis
