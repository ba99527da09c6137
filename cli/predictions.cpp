#ifdef COPYSCOPE_HAS_REAL
#include "cli/predictions.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "figure/words/crossover_words.h"
#include "figure/words/time_words.h"
#include "predict/crossover.h"
#include "real/sink/sink.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using predict::PredictedCase;

/// "3.41 us, 3.28 us, +4 %" as three cells.
void add_figures(std::vector<Cell>& row, std::optional<std::int64_t> predicted,
                 std::optional<std::int64_t> measured) {
  const auto time = [](std::optional<std::int64_t> ps) {
    return ps ? figure::time_text(Time::from_ps(*ps)) : std::string("–");
  };
  row.push_back({time(predicted)});
  row.push_back({time(measured)});
  row.push_back({predicted && measured && *measured > 0
                     ? fmt::format("{:+.0f} %", 100 * (static_cast<double>(*predicted) /
                                                           static_cast<double>(*measured) -
                                                       1))
                     : "",
                 Look::faint});
}

} // namespace

std::vector<PredictedCase> predictions_for(const scenario::Scenario& scenario,
                                           const std::vector<const scenario::Case*>& cases,
                                           const analysis::Report& report, bool on_sink) {
  std::vector<PredictedCase> predictions;
  const auto machine = predict::calibrated_machine();
  if (!machine) return predictions;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& timed = report.cases[i].sink;
    const std::int64_t usual = on_sink ? cases[i]->workload.chunk.count() : real::sink_chunk;
    predictions.push_back(predict::predict_case(
        scenario, *cases[i], *machine, on_sink ? scenario::Path::sink : scenario::Path::wire,
        timed ? timed->chunk : usual));
  }
  return predictions;
}

nlohmann::ordered_json with_predictions(nlohmann::ordered_json compared,
                                        const std::vector<PredictedCase>& predictions) {
  const auto or_null = [](const std::optional<std::int64_t>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
  };
  for (std::size_t i = 0; i < compared["cases"].size(); ++i) {
    nlohmann::ordered_json& each = compared["cases"][i]["predicted"];
    if (i < predictions.size())
      each = {{"cpu_ps_per_send", or_null(predictions[i].cpu_ps_per_send)},
              {"duration_ps", or_null(predictions[i].duration_ps)}};
  }
  return compared;
}

std::string predictions_text(const std::vector<PredictedCase>& predictions,
                             const analysis::Report& report, Language language,
                             const Terminal& terminal) {
  if (predictions.empty()) return indented(word("predicted.none", language), 0, terminal.width);
  Table table({{heading("table.case", language)},
               {heading("predicted.figure", language)},
               {heading("predicted.predicted", language), Align::right},
               {heading("predicted.measured", language), Align::right},
               {heading("calibrate.error", language), Align::right}});
  for (std::size_t i = 0; i < predictions.size(); ++i) {
    const analysis::CaseReport& each = report.cases[i];
    std::string id = each.id();
    if (each.sink) {
      std::vector<Cell> row{
          {std::exchange(id, ""), Look::strong},
          {filled("predicted.cpu_per_send", language,
                  {{"size", figure::size_words(static_cast<double>(each.sink->chunk))}})}};
      add_figures(row, predictions[i].cpu_ps_per_send, each.sink->cpu_ps);
      table.add(std::move(row));
    }
    if (!each.ran()) continue;
    std::vector<Cell> row{{id, Look::strong}, {word("figure.duration", language)}};
    add_figures(row, predictions[i].duration_ps, each.result.duration_ps);
    table.add(std::move(row));
  }
  if (table.empty()) return "";
  return terminal.styled(word("predicted.heading", language), Look::heading) + "\n" +
         table.text(terminal) + indented(word("predicted.note", language), 0, terminal.width);
}

} // namespace copyscope::cli
#endif
