#include "gui/views/lesson_text.h"

#include "figure/words/references.h"
#include "figure/words/wording.h"

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

/// With results filled in, and the reader's own machine.
std::string resolved(const Session& session, const Slide& slide, const scenario::Text& text,
                     figure::Language language) {
  const scenario::Text here = on_this_machine(text, session.services().scatter_gather, language);
  return figure::resolved(here, language, session.scenario(), session.which(slide.case_index).id,
                          session.results());
}

/// The right answer in words, where it is known.
std::string right_answer(const Session& session, const Lesson& lesson, const Slide& slide,
                         figure::Language language) {
  const auto right = lesson.right_choice(slide.item, session.results());
  return right ? choice_texts(lesson, slide.item, language).at(*right - 1) : std::string();
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
    if (!text.empty() && language == figure::Language::en) text += ' ';
    text += figure::filled("window.lesson.the_answer", language, {{"answer", answer}});
  }
  return text;
}

std::string slide_text(const Session& session, const Lesson& lesson, const Slide& slide,
                       figure::Language language) {
  const scenario::Text& text = slide.kind == SlideKind::narration  ? lesson.narration(slide).text
                               : slide.kind == SlideKind::question ? lesson.question(slide).ask
                                                                   : lesson.question(slide).explain;
  return resolved(session, slide, text, language);
}

std::string mistake_text(const Session& session, const Lesson& lesson, const Slide& slide,
                         std::size_t choice, figure::Language language) {
  const scenario::Question& question = lesson.question(slide);
  if (question.point) {
    const auto found = question.mistakes.find(lesson.candidates(slide.item).at(choice - 1));
    return found == question.mistakes.end() ? std::string()
                                            : resolved(session, slide, found->second, language);
  }
  const auto& mistake = question.choices.at(choice - 1).mistake;
  return mistake ? resolved(session, slide, *mistake, language) : std::string();
}

std::vector<std::string> choice_texts(const Lesson& lesson, std::size_t index,
                                      figure::Language language) {
  const scenario::Question& question = lesson.question(index);
  std::vector<std::string> texts;
  if (question.point)
    for (const std::string& part : lesson.candidates(index))
      texts.push_back(figure::word(fmt::format("window.short.{}", part), language));
  for (const scenario::Question::Choice& choice : question.choices) {
    if (const auto* const number = std::get_if<std::int64_t>(&choice.says))
      texts.push_back(figure::grouped(*number));
    else
      texts.push_back(std::get<scenario::Text>(choice.says).in(language));
  }
  return texts;
}

} // namespace copyscope::gui
