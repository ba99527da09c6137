#include "export/html/questions.h"

#include "figure/stage/stage.h"
#include "figure/story/routes.h"
#include "figure/story/story_steps.h"
#include "figure/words/references.h"
#include "sim/analysis/questions.h"

#include <algorithm>
#include <optional>

namespace copyscope::exports {

namespace {

using assets::Language;
using scenario::Question;
using scenario::Text;
using trace::Trace;

Text choice_text(const Question::Choice& choice) {
  if (const auto* const text = std::get_if<Text>(&choice.says))
    return {text->in(Language::en), text->in(Language::zh)};
  const std::string number = figure::grouped(std::get<std::int64_t>(choice.says));
  return {number, number};
}

/// To be pointed at are the three that move bytes, and who else acts.
void offer_parts(const Trace& trace, trace::SpanId acting, AskedQuestion& asked) {
  const std::string actor(figure::actor_of(trace, trace[acting]));
  asked.parts = {"disk_dma", "cpu", "nic_dma"};
  if (std::ranges::find(asked.parts, actor) == asked.parts.end()) asked.parts.push_back(actor);
  asked.right =
      static_cast<std::size_t>(std::ranges::find(asked.parts, actor) - asked.parts.begin());
  for (const std::string& part : asked.parts) {
    const std::string key = "window.short." + part;
    asked.choices.push_back({figure::word(key, Language::en), figure::word(key, Language::zh)});
  }
}

/// Whether the answer is a figure of a case whose result is not there.
bool asks_for_absent_case(const scenario::Scenario& scenario, const Question& question,
                          const std::vector<analysis::Result>& results) {
  const auto* const path = std::get_if<std::string>(&question.answer);
  return path && std::ranges::any_of(scenario.cases, [&](const scenario::Case& each) {
           return path->starts_with(each.id + ".") &&
                  std::ranges::find(results, each.id, &analysis::Result::id) == results.end();
         });
}

std::optional<AskedQuestion> asked_of(const Trace& trace, const Question& question,
                                      const std::vector<analysis::Result>& results) {
  const auto step = figure::step_of_moment(trace, question.at);
  if (!step) return std::nullopt;
  AskedQuestion asked{.step = *step, .id = question.id};
  asked.shows = question.shows;
  const trace::Header& header = trace.header();
  const auto resolved = [&](const Text& text) {
    const auto in = [&](Language language) {
      return figure::resolved(text, language, header.scenario, header.case_id, results);
    };
    return Text{in(Language::en), in(Language::zh)};
  };
  asked.ask = resolved(question.ask);
  asked.explain = resolved(question.explain);
  if (question.point) {
    const trace::SpanId acting = analysis::find(trace, *question.point);
    if (acting == trace::no_span) return std::nullopt;
    offer_parts(trace, acting, asked);
    asked.hides_actor = figure::step_of_moment(trace, *question.point) == step;
    if (const std::string& actor = asked.parts[asked.right];
        std::ranges::find(asked.shows, actor) == asked.shows.end())
      asked.shows.push_back(actor);
    for (const std::string& part : asked.parts) {
      const auto mistake = question.mistakes.find(part);
      asked.mistakes.push_back(mistake == question.mistakes.end() ? Text{}
                                                                  : resolved(mistake->second));
    }
    return asked;
  }
  if (asks_for_absent_case(header.scenario, question, results)) return std::nullopt;
  const auto right = analysis::right_choice(question, results);
  if (!right) return std::nullopt;
  asked.right = *right;
  for (const Question::Choice& choice : question.choices) {
    asked.choices.push_back(choice_text(choice));
    asked.mistakes.push_back(choice.mistake ? resolved(*choice.mistake) : Text{});
  }
  return asked;
}

} // namespace

std::vector<AskedQuestion> questions_of(const Trace& trace,
                                        const std::vector<analysis::Result>& results) {
  std::vector<AskedQuestion> asked;
  for (const Question& question : trace.header().scenario.questions)
    if (question.of_case == trace.header().case_id)
      if (auto each = asked_of(trace, question, results)) asked.push_back(std::move(*each));
  std::ranges::stable_sort(asked, {}, &AskedQuestion::step);
  return asked;
}

} // namespace copyscope::exports
