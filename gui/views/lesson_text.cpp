#include "gui/views/lesson_text.h"

#include "figure/references.h"
#include "figure/wording.h"

#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// The card's own line, as `ethtool -k` prints it, for the fact that a slide names by its last part
/// alone: what the lesson says of the reader's machine, not of the simulated one.
scenario::Text on_this_machine(scenario::Text text, const std::string& line,
                               figure::Language language) {
  constexpr std::string_view fact = "{machine.scatter_gather}";
  const std::string shown = line.empty() ? figure::word("table.unknown", language) : line;
  for (std::string* const each : {&text.en, &text.zh})
    if (const std::size_t at = each->find(fact); at != std::string::npos)
      each->replace(at, fact.size(), shown);
  return text;
}

/// The right answer in words, where it is known.
std::string right_answer(const Session& session, const Lesson& lesson, const Slide& slide,
                         figure::Language language) {
  const scenario::Question& question = lesson.question(slide);
  const auto right = lesson.right_choice(slide.item, session.results());
  if (!right) return {};
  if (question.point)
    return figure::word(
        fmt::format("window.short.{}", lesson.candidates(slide.item).at(*right - 1)), language);
  return choice_texts(question, language).at(*right - 1);
}

} // namespace

std::string slide_heading(const Session& session, const Lesson& lesson, const Slide& slide,
                          figure::Language language) {
  if (slide.kind != SlideKind::answer) return {};
  const std::string answer = right_answer(session, lesson, slide, language);
  std::string text = lesson.answers(slide.item).right
                         ? figure::word("window.lesson.right", language)
                         : std::string();
  if (!answer.empty()) {
    if (!text.empty()) text += ' ';
    text += figure::filled("window.lesson.the_answer", language, {{"answer", answer}});
  }
  return text;
}

std::string slide_text(const Session& session, const Lesson& lesson, const Slide& slide,
                       figure::Language language) {
  const scenario::Text& text = slide.kind == SlideKind::narration  ? lesson.narration(slide).text
                               : slide.kind == SlideKind::question ? lesson.question(slide).ask
                                                                   : lesson.question(slide).explain;
  const scenario::Text here = on_this_machine(text, session.hands().scatter_gather, language);
  return figure::told(here, language, session.scenario(), session.which(slide.case_index).id,
                      session.results());
}

std::vector<std::string> choice_texts(const scenario::Question& question,
                                      figure::Language language) {
  std::vector<std::string> texts;
  for (const scenario::Question::Choice& choice : question.choices) {
    if (const auto* const number = std::get_if<std::int64_t>(&choice.says))
      texts.push_back(figure::grouped(*number));
    else
      texts.push_back(std::get<scenario::Text>(choice.says).in(language));
  }
  return texts;
}

} // namespace copyscope::gui
