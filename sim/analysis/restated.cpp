#include "sim/analysis/restated.h"

#include "sim/analysis/expectations.h"
#include "sim/analysis/figures.h"
#include "sim/analysis/questions.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::analysis {

namespace {

using scenario::Expectation;
using scenario::FigureType;

/// `= actual`; nothing for a quotient, which a decimal need not hold, and for what is not known.
std::optional<Expectation> as_it_came(const Expectation& expected, const Result& result) {
  const auto known = std::ranges::find(figures(), expected.figure, &scenario::Figure::path);
  const CountedFigure* const counted = find_counted_figure(expected.figure);
  const FigureType type = counted                    ? counted->type
                          : known != figures().end() ? known->type
                                                     : FigureType::count;
  if (type == FigureType::throughput || type == FigureType::fraction) return std::nullopt;
  const Count actual = figure(result, expected.figure);
  if (!actual) return std::nullopt;
  Expectation now = expected;
  now.relation = Expectation::Relation::equal;
  now.value = *actual;
  now.written = type == FigureType::time    ? to_string(Time::from_ps(*actual))
                : type == FigureType::bytes ? to_string(Bytes(*actual))
                                            : fmt::format("{}", *actual);
  return now;
}

/// All that is counted, and nothing that is measured in time.
std::vector<Count> counts_of(const Result& result) {
  std::vector<Count> counts;
  for (const CountedFigure& each : counted_figures())
    if (each.type != FigureType::time) counts.push_back(result.*each.member);
  return counts;
}

class Restating {
public:
  Restating(const scenario::Scenario& scenario, const std::vector<CaseRuns>& runs) : runs_(runs) {
    made_.scenario = scenario;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const CaseRuns& run = runs[i];
      if (run.now) now_.push_back(*run.now);
      if (run.before) before_.push_back(*run.before);
      counts_alike_ =
          counts_alike_ && run.now && run.before && counts_of(*run.now) == counts_of(*run.before);
    }
  }

  Restated restate() {
    for (std::size_t i = 0; i < runs_.size(); ++i)
      expect(made_.scenario.cases[i], runs_[i]);
    keep(made_.scenario.narrations,
         [this](const scenario::Narration& each) { return happens(each.of_case, each.at); });
    keep(made_.scenario.questions, [this](const scenario::Question& each) { return holds(each); });
    return std::move(made_);
  }

private:
  void expect(scenario::Case& which, const CaseRuns& run) {
    std::vector<Expectation> kept;
    if (run.now)
      for (const Verdict& each : check(which, *run.now)) {
        if (each.holds) {
          kept.push_back(each.expected);
        } else if (std::optional<Expectation> now = as_it_came(each.expected, *run.now)) {
          kept.push_back(std::move(*now));
          ++made_.expectations;
        }
      }
    made_.left_out += static_cast<int>(which.expect.size() - kept.size());
    which.expect = std::move(kept);
  }

  template <class All, class Holds> void keep(All& all, Holds holds) {
    made_.left_out +=
        static_cast<int>(std::erase_if(all, [&](const auto& each) { return !holds(each); }));
  }

  bool happens(const std::string& case_id, const scenario::Moment& moment) const {
    const auto& cases = made_.scenario.cases;
    const auto which = std::ranges::find(cases, case_id, &scenario::Case::id);
    const CaseRuns& run = runs_[static_cast<std::size_t>(which - cases.begin())];
    if (!run.now) return false;
    if (moment.when != scenario::Moment::When::event || !run.trace) return true;
    return find(*run.trace, moment) != trace::no_span;
  }

  bool holds(const scenario::Question& question) const {
    if (!happens(question.of_case, question.at)) return false;
    if (question.point) return happens(question.of_case, *question.point);
    if (std::holds_alternative<std::int64_t>(question.answer)) return counts_alike_;
    const std::optional<std::size_t> choice = right_choice(question, now_);
    return choice && choice == right_choice(question, before_);
  }

  const std::vector<CaseRuns>& runs_;
  Restated made_;
  std::vector<Result> now_, before_;
  bool counts_alike_ = true;
};

} // namespace

Restated restated(const scenario::Scenario& scenario, const std::vector<CaseRuns>& runs) {
  return Restating(scenario, runs).restate();
}

} // namespace copyscope::analysis
