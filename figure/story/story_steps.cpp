#include "figure/story/story_steps.h"

#include "figure/words/notes.h"
#include "figure/words/references.h"
#include "figure/words/run_words.h"
#include "figure/words/time_words.h"
#include "sim/analysis/duration.h"
#include "sim/analysis/questions.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::no_span;
using trace::SpanId;
using trace::step_kinds;
using trace::Trace;
using When = scenario::Moment::When;

/// The step that a row is told with: itself; a call's entry; of any other row, the one under way
/// when it begins.
SpanId step_of(const Trace& trace, SpanId row) {
  if (trace::is_step(trace[row].kind)) return row;
  const SpanId next = trace[row].kind == Kind::syscall ? trace.next(row, step_kinds) : no_span;
  return next != no_span ? next : trace.previous(row, step_kinds);
}

std::int64_t number_of(const Trace& trace, SpanId step) {
  return step == no_span ? 0 : trace.step_number(trace.cursor_on(step));
}

/// What there is to say beside the kind: between which buffers, or the row's name.
std::string detail_of(const Trace& trace, const trace::Span& span, Language language) {
  if (span.source != trace::Buffer::none && span.target != trace::Buffer::none)
    return filled("board.step.way", language,
                  {{"source", buffer_word(span.source, language)},
                   {"target", buffer_word(span.target, language)}});
  const std::string* const name =
      assets::find_text(fmt::format("name.{}", trace.name(span)), language);
  return name ? *name : std::string();
}

std::string headline_of(const Trace& trace, const trace::Span& span, const std::string& call,
                        Language language) {
  const bool is_crossing = span.kind == Kind::mode_switch && !call.empty();
  const std::string what = is_crossing ? call + "()" : kind_word(span.kind, language);
  const std::string detail = detail_of(trace, span, language);
  if (detail.empty()) return assets::capitalized(what);
  const std::string both =
      filled("board.step.about", language, {{"what", what}, {"detail", detail}});
  return is_crossing ? both : assets::capitalized(both);
}

} // namespace

std::optional<std::int64_t> step_of_moment(const Trace& trace, const scenario::Moment& moment) {
  if (moment.when == When::start) return 0;
  if (moment.when == When::end) return trace.steps() + 1;
  const SpanId row = analysis::find(trace, moment);
  if (row == no_span) return std::nullopt;
  return number_of(trace, step_of(trace, row));
}

StepTeller::StepTeller(const Story& story, Language language,
                       const std::vector<analysis::Result>& results)
    : story_(story), language_(language), method_(assets::method(story.trace().header().method)) {
  const trace::Header& header = trace().header();
  for (const scenario::Narration& lesson : header.scenario.narrations) {
    if (lesson.of_case != header.case_id) continue;
    const bool compares = lesson.view == scenario::Narration::View::compare;
    if (const auto step = step_of_moment(trace(), lesson.at))
      narrations_.push_back(
          {compares ? comparison() : *step,
           resolved(lesson.text, language, header.scenario, header.case_id, results),
           lesson.shows});
  }
}

StepText StepTeller::tell_row(SpanId row) const {
  const trace::Span& span = trace()[row];
  StepText step;
  step.row = row;
  step.rest = story_.rest_after(row);
  step.sentence = sentence_of(trace(), row, language_);
  const std::string call = trace().call_name(span);
  step.headline = headline_of(trace(), span, call, language_);
  if (!call.empty())
    step.call =
        filled("story.call", language_, {{"n", fmt::format("{}", span.call)}, {"call", call}});
  if (const std::string_view note = first_note_at(trace(), row); !note.empty())
    step.note = word(note, language_);
  if (method_) step.line = method_->line_of(trace().label(span));
  return step;
}

bool StepTeller::has_comparison() const {
  return std::ranges::any_of(
      narrations_, [this](const Narration& narration) { return narration.step == comparison(); });
}

std::string StepTeller::opening() const {
  const trace::Header& header = trace().header();
  if (!header.has_case())
    return filled("story.start_recorded", language_,
                  {{"n", grouped(steps())}, {"time", time_text(analysis::duration_of(trace()))}});
  return steps() == 0 ? word("story.empty", language_)
                      : start_line(header.current_case(), language_);
}

std::string StepTeller::ending() const {
  const trace::Header& header = trace().header();
  std::string time = time_text(analysis::duration_of(trace()));
  if (!header.has_case())
    return filled("story.end_recorded", language_, {{"time", std::move(time)}});
  return ending_of(header.current_case(), header.source, std::move(time), language_);
}

StepText StepTeller::tell(std::int64_t number) const {
  StepText step;
  if (number > 0 && number < closing()) {
    step = tell_row(trace().step(number));
  } else if (number <= 0) {
    step.headline = heading("board.step.opening", language_);
    step.sentence = opening();
  } else if (number > closing()) {
    step.rest = {trace().end(), trace().size()};
    step.headline = heading("board.step.closing", language_);
  } else {
    step.rest = {trace().end(), trace().size()};
    step.headline = heading("board.step.closing", language_);
    step.sentence = ending();
  }
  step.number = number;
  for (const Narration& narration : narrations_) {
    if (narration.step != number) continue;
    step.narration.push_back(narration.text);
    step.shows.insert(step.shows.end(), narration.shows.begin(), narration.shows.end());
  }
  return step;
}

std::string StepTeller::place(std::int64_t number, std::int64_t left_out) const {
  const auto said = [&](std::string_view key) {
    return assets::capitalized(filled(fmt::format("board.place.{}", key), language_,
                                      {{"n", grouped(number)},
                                       {"first", grouped(number)},
                                       {"last", grouped(number + left_out - 1)},
                                       {"steps", grouped(steps())}}));
  };
  if (left_out > 0) return said("left_out");
  return said(number <= 0           ? "opening"
              : number > closing()  ? "comparison"
              : number == closing() ? "closing"
                                    : "step");
}

StepChoice choose_steps(const Trace& trace, Time from, Time to, std::int64_t most) {
  StepChoice choice;
  choice.opening = from <= Time();
  choice.closing = to >= trace.end() && from <= trace.end();
  const trace::Cursor begin = trace.cursor_at(from);
  choice.first = trace.step_number(begin) + 1;
  for (const SpanId open : trace.open_spans(begin))
    if (trace::is_step(trace[open].kind))
      choice.first = std::min(choice.first, number_of(trace, open));
  // What begins at `from` is under way there, unless it takes no time.
  while (choice.first > 1 && trace[trace.step(choice.first - 1)].begin >= from)
    --choice.first;
  choice.last = trace.step_number(trace.cursor_at(to));
  const std::int64_t all = choice.last - choice.first + 1;
  if (all > most) {
    choice.gap_end = choice.last - most / 5 + 1;
    choice.gap = choice.gap_end - (all - most);
  }
  return choice;
}

} // namespace copyscope::figure
