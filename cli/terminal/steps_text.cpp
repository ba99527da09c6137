#include "cli/terminal/steps_text.h"

#include "cli/terminal/display.h"
#include "cli/terminal/progress.h"
#include "figure/words/notes.h"
#include "figure/words/run_words.h"
#include "program/running.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::cli {

namespace {

constexpr int time_width = 10;

/// Number, begin and length, right-aligned, then the sentence, which alone may wrap.
class StepLines {
public:
  StepLines(std::int64_t steps, Language language, const Terminal& terminal)
      : terminal_(terminal),
        number_width_(std::max<int>(display_width(word("table.step", language)),
                                    static_cast<int>(fmt::formatted_size("{}", steps)))) {}

  std::string head(Language language) const {
    return terminal_.styled(fmt::format("{}{}{}  {}",
                                        pad_left(heading("table.step", language), number_width_),
                                        pad_left(heading("table.begin", language), time_width),
                                        pad_left(heading("table.time", language), time_width),
                                        heading("table.what", language)),
                            Look::heading) +
           "\n";
  }

  std::string step(std::int64_t number, const trace::Span& span,
                   const std::string& sentence) const {
    const bool open = span.end == trace::Span::open;
    const std::string lead =
        fmt::format("{}{}{}", pad_left(fmt::format("{}", number), number_width_),
                    pad_left(brief(span.begin), time_width),
                    pad_left(open ? "–" : brief(span.end - span.begin), time_width));
    const int indent = number_width_ + 2 * time_width + 2;
    std::string text;
    for (const std::string& line : wrap(sentence, terminal_.width - indent)) {
      text += text.empty() ? lead + "  " : std::string(static_cast<std::size_t>(indent), ' ');
      text += terminal_.styled(line, look_of(span.kind)) + "\n";
    }
    return text;
  }

  /// What the books leave out, below the step where it arises.
  std::string note(const std::string& text) const {
    const int indent = number_width_ + 2 * time_width + 4;
    std::string lines;
    for (const std::string& line : wrap(text, terminal_.width - indent))
      lines += std::string(static_cast<std::size_t>(indent), ' ') +
               terminal_.styled(line, Look::faint) + "\n";
    return lines;
  }

  std::string call(const std::string& heading) const {
    return "\n" + terminal_.styled(heading, Look::strong) + "\n";
  }

private:
  const Terminal& terminal_;
  int number_width_;
};

} // namespace

std::int64_t tell_steps(const scenario::Scenario& scenario, const analysis::CaseReport& told,
                        std::int64_t most, Language language, const Terminal& terminal,
                        const std::function<void(std::string_view)>& write) {
  const scenario::Case& which = *scenario.find(told.id());
  const std::int64_t steps = program::steps_of(told);
  write(indented(which.title.in(language), 0, terminal.width, which.id + ": "));
  if (steps == 0) {
    write(indented(word("story.empty", language), 0, terminal.width));
    return 0;
  }
  write(indented(start_line(which, language), 0, terminal.width) + "\n");
  // A step has at most one row beside it that is none, its call; and up to twice `most` are told.
  const trace::Trace trace = steps > most ? program::simulate_beginning(scenario, which, 4 * most)
                                          : simulate_with_bar(scenario, which);
  const StepLines lines(trace.steps(), language, terminal);
  write(lines.head(language));
  Storyteller teller(trace, language);
  std::int64_t number = 0;
  for (trace::SpanId row = 0; row < trace.size(); ++row) {
    const Storyteller::Telling telling = teller.tell(row);
    // A call is told to its end, unless it alone is as long as all that was to be told.
    if (number >= most && (!telling.call.empty() || number - most >= most)) break;
    if (!telling.call.empty()) write(lines.call(telling.call));
    if (!trace::is_step(trace[row].kind)) continue;
    write(lines.step(++number, trace[row], telling.sentence));
    const std::string_view note = figure::first_note_at(trace, row);
    if (!note.empty()) write(lines.note(word(note, language)));
  }
  if (number < steps) write("\n…\n");
  const std::string time = brief(Time::from_ps(*told.result.duration_ps));
  write("\n" + indented(figure::ending_of(which, trace::Source::simulated, time, language), 0,
                        terminal.width));
  return steps - number;
}

} // namespace copyscope::cli
