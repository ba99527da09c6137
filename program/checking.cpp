#include "program/checking.h"

#include "program/loading.h"
#include "program/running.h"
#include "sim/analysis/questions.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace copyscope::program {

namespace {

/// Cases up to this many rows have the moments of their narrations looked up, row by row.
constexpr std::int64_t most_rows_for_moments = 2'000'000;

/// Finds out whether moments happen; makes the trace of a case once, and only if it is asked for.
class Moments {
public:
  Moments(const scenario::Scenario& scenario, const analysis::Report& report)
      : scenario_(scenario), report_(report) {}

  bool happens(const std::string& case_id, const scenario::Moment& moment) {
    if (moment.when != scenario::Moment::When::event) return true;
    if (rows_of(*report_.find(case_id)) > most_rows_for_moments) return true; // too long to look
    auto made = traces_.find(case_id);
    if (made == traces_.end())
      made = traces_.emplace(case_id, simulate_trace(scenario_, *scenario_.find(case_id))).first;
    return analysis::find(made->second, moment) != trace::no_span;
  }

private:
  const scenario::Scenario& scenario_;
  const analysis::Report& report_;
  std::map<std::string, trace::Trace> traces_;
};

std::string described(const scenario::Moment& moment) {
  std::string text = fmt::format("kind = {}, nth = {}", moment.kind, moment.nth);
  for (const auto& [key, value] :
       {std::pair{"name", moment.name}, {"source", moment.source}, {"target", moment.target}})
    if (value) text += fmt::format(", {} = {}", key, *value);
  return text;
}

/// What is wrong with a question that is answered by a choice; empty where nothing is.
std::string problem_of_choice(const scenario::Question& question,
                              const std::vector<analysis::Result>& results) {
  if (right_choice(question, results)) return {};
  const auto& path = std::get<std::string>(question.answer);
  const analysis::Count answer = answer_of(question, results);
  if (!answer) return fmt::format("its answer {} is not known", path);
  return fmt::format("its answer {} comes to {}, which is not among the choices", path, *answer);
}

void check_bindings(const scenario::Scenario& scenario, const analysis::Report& report,
                    std::vector<std::string>& problems) {
  Moments moments(scenario, report);
  const std::vector<analysis::Result> results = results_of(report);
  const auto require = [&](const std::string& what, const std::string& case_id,
                           const scenario::Moment& moment) {
    if (!moments.happens(case_id, moment))
      problems.push_back(
          fmt::format("{}: in case {} nothing happens like {}", what, case_id, described(moment)));
  };
  int number = 0;
  for (const scenario::Narration& lesson : scenario.narrations)
    require(fmt::format("lesson {}", ++number), lesson.of_case, lesson.at);
  number = 0;
  for (const scenario::Question& question : scenario.questions) {
    const std::string what = fmt::format("question {}", ++number);
    require(what, question.of_case, question.at);
    if (question.point) {
      require(what, question.of_case, *question.point);
    } else if (const std::string problem = problem_of_choice(question, results); !problem.empty()) {
      problems.push_back(fmt::format("{}: {}", what, problem));
    }
  }
}

void check_translations(const scenario::Scenario& scenario, std::vector<std::string>& problems) {
  const auto require = [&](const std::string& what, const scenario::Text& text) {
    if (!text.en.empty() && text.zh.empty())
      problems.push_back(fmt::format("{}: no Chinese text (zh), which files that ship need", what));
  };
  require("title", scenario.title);
  require("summary", scenario.summary);
  for (const scenario::Case& each : scenario.cases)
    if (each.title.en != each.id) require(fmt::format("case {}: title", each.id), each.title);
  int number = 0;
  for (const scenario::Narration& lesson : scenario.narrations)
    require(fmt::format("lesson {}: text", ++number), lesson.text);
  number = 0;
  for (const scenario::Question& question : scenario.questions) {
    const std::string what = fmt::format("question {}", ++number);
    require(what + ": ask", question.ask);
    require(what + ": explain", question.explain);
    for (const scenario::Question::Choice& choice : question.choices) {
      if (const auto* text = std::get_if<scenario::Text>(&choice.says))
        require(what + ": choice", *text);
      if (choice.mistake) require(what + ": mistake", *choice.mistake);
    }
    for (const auto& [part, mistake] : question.mistakes)
      require(fmt::format("{}: mistake.{}", what, part), mistake);
  }
}

/// Each wrong choice says what it mistook, and so does each wrong part that may be pointed at.
void check_mistakes(const scenario::Question& question, const std::string& what,
                    const std::vector<analysis::Result>& results,
                    std::vector<std::string>& problems) {
  const auto right = right_choice(question, results);
  for (std::size_t i = 0; i < question.choices.size(); ++i)
    if (right != i && !question.choices[i].mistake)
      problems.push_back(
          fmt::format("{}: choice {}: no `mistake`, which files that ship need", what, i + 1));
  if (question.point && question.mistakes.empty())
    problems.push_back(what + ": no `mistake` for a part, which files that ship need");
}

/// Every slide of a lesson that ships says what its picture marks, and questions are told apart by
/// names that stay when others come before them.
void check_tags(const scenario::Scenario& scenario, const analysis::Report& report,
                std::vector<std::string>& problems) {
  const std::vector<analysis::Result> results = results_of(report);
  const auto require = [&](bool there, const std::string& what, const char* missing) {
    if (!there)
      problems.push_back(fmt::format("{}: no {}, which files that ship need", what, missing));
  };
  for (std::size_t i = 0; i < scenario.narrations.size(); ++i)
    require(!scenario.narrations[i].shows.empty(), fmt::format("lesson {}", i + 1), "`shows`");
  for (std::size_t i = 0; i < scenario.questions.size(); ++i) {
    const scenario::Question& question = scenario.questions[i];
    const std::string what = fmt::format("question {}", i + 1);
    require(question.id != scenario::default_question_id(i), what, "`id`");
    require(!question.shows.empty(), what, "`shows`");
    check_mistakes(question, what, results, problems);
  }
}

} // namespace

std::vector<std::string> ScenarioCheck::failures() const {
  std::vector<std::string> lines;
  for (const analysis::Verdict& each : verdicts)
    if (!each.holds)
      lines.push_back(fmt::format("case {}: {}: expected {}, came to {}", each.case_id,
                                  each.expected.figure, each.expected.written, each.actual));
  lines.insert(lines.end(), problems.begin(), problems.end());
  return lines;
}

ScenarioCheck check_scenario(const scenario::Scenario& scenario, bool ships) {
  ScenarioCheck check;
  const std::vector<const scenario::Case*> cases = cases_of(scenario, {});
  const analysis::Report report = simulate_cases(scenario, cases);
  check.cases = cases.size();
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (analysis::Verdict& verdict : analysis::check(*cases[i], report.cases[i].result))
      check.verdicts.push_back(std::move(verdict));
  check_bindings(scenario, report, check.problems);
  if (ships) check_translations(scenario, check.problems);
  if (ships) check_tags(scenario, report, check.problems);
  return check;
}

} // namespace copyscope::program
