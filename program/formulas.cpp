#include "program/formulas.h"

#include "figure/words/notes.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/analysis/figures.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::program {

namespace {

constexpr long long chunk = 65536;

scenario::Scenario scenario_of(std::string_view method, long long rounds, bool scatter_gather,
                               bool warm) {
  const std::string text =
      fmt::format("schema = 1\n"
                  "id = \"counts\"\n"
                  "title = {{ en = \"Counts\" }}\n"
                  "[workload]\n"
                  "file_size = {}\n"
                  "chunk = {}\n"
                  "page_cache = \"{}\"\n"
                  "[machine]\n"
                  "nic.scatter_gather = {}\n"
                  "[[case]]\n"
                  "id = \"counts\"\n"
                  "method = \"{}\"\n",
                  rounds * chunk, chunk, warm ? "warm" : "cold", scatter_gather, method);
  return scenario::load(text, "counts", vocabulary(), find_preset, {});
}

analysis::Result result_of_rounds(std::string_view method, long long rounds, bool scatter_gather,
                                  bool warm) {
  const scenario::Scenario scenario = scenario_of(method, rounds, scatter_gather, warm);
  return simulate_cases(scenario, cases_of(scenario, {})).cases.front().result;
}

CountFormulas formulas_for(std::string_view method, bool scatter_gather, bool warm) {
  std::array<analysis::Result, 3> results;
  for (int rounds = 1; rounds <= 3; ++rounds)
    results[static_cast<std::size_t>(rounds - 1)] =
        result_of_rounds(method, rounds, scatter_gather, warm);
  CountFormulas formulas{scatter_gather, warm, {}};
  for (const analysis::CountedFigure* const each : analysis::shown_in(&analysis::Places::formula)) {
    std::vector<long long> values;
    for (const analysis::Result& result : results)
      values.push_back((result.*each->member).value_or(0));
    const bool of_bytes = each->type == scenario::FigureType::bytes;
    formulas.figures.emplace_back(each->path, of_bytes ? formula_through(values, chunk, "S")
                                                       : formula_through(values, 1, "n"));
  }
  return formulas;
}

} // namespace

std::vector<CountFormulas> count_formulas(std::string_view method) {
  return {formulas_for(method, false, false), formulas_for(method, true, false),
          formulas_for(method, false, true)};
}

std::vector<std::string_view> notes_of_method(std::string_view method) {
  std::vector<std::string_view> notes;
  for (const bool gathers : {false, true}) {
    const scenario::Scenario scenario = scenario_of(method, 1, gathers, false);
    for (const std::string_view note :
         figure::notes_in(simulate_trace(scenario, scenario.cases[0])))
      if (std::ranges::find(notes, note) == notes.end()) notes.push_back(note);
  }
  return notes;
}

figure::MethodFacts facts_of_method(std::string_view method) {
  return {count_formulas(method), notes_of_method(method)};
}

std::string formula_through(const std::vector<long long>& values, long long per_round,
                            std::string_view variable) {
  const long long slope = values[1] - values[0], constant = values[0] - slope;
  const bool straight = slope % per_round == 0 && 3 * slope + constant == values[2];
  if (!straight || slope < 0 || constant < 0) return fmt::format("{}, …", fmt::join(values, ", "));
  const long long factor = slope / per_round;
  if (factor == 0) return fmt::format("{}", constant);
  std::string formula = factor == 1 ? std::string(variable) : fmt::format("{}{}", factor, variable);
  if (constant != 0) formula += fmt::format(" + {}", constant);
  return formula;
}

} // namespace copyscope::program
