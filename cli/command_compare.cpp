// copyscope compare: simulated beside real.
//
// Exit status 1 only where counts that must be equal are not; durations differ, and are shown.
#ifdef COPYSCOPE_HAS_REAL
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/predictions.h"
#include "cli/real_run.h"
#include "cli/terminal/display.h"
#include "cli/terminal/real_text.h"
#include "cli/terminal/real_times.h"
#include "cli/terminal/table.h"
#include "figure/words/divergence_words.h"
#include "figure/words/real_words.h"
#include "host/output.h"
#include "program/agreement.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/analysis/comparison.h"
#include "sim/analysis/divergence.h"
#include "sim/analysis/order.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;

/// A case that ran, both ways.
struct Compared {
  const analysis::CaseReport *simulated = nullptr, *real = nullptr;
  std::vector<program::Pair> pairs;
  std::vector<analysis::Divergence> divergences;
  std::optional<double> simulated_ratio;           ///< to what the real one is compared with
  std::optional<analysis::PairedRatio> real_ratio; ///< likewise; of that case itself 1
};

std::optional<double> simulated_ratio(const analysis::CaseReport& reference,
                                      const analysis::CaseReport& here) {
  return analysis::compare({reference.result, here.result}).back().speedup;
}

std::vector<Compared> compare(const analysis::Report& simulated, const analysis::Report& real) {
  std::vector<Compared> all;
  for (std::size_t i = 0; i < simulated.cases.size(); ++i) {
    const analysis::CaseReport &model = simulated.cases[i], &measured = real.cases[i];
    if (!measured.ran()) continue;
    const bool held = measured.facts.word("pipe.holds_a_chunk") == "yes";
    all.push_back({&model,
                   &measured,
                   program::pairs_of(model.result, measured.result, held),
                   analysis::divergences(model, measured, real),
                   {},
                   {}});
  }
  for (Compared& each : all) {
    const analysis::CaseReport* const reference = real.reference_for(*each.real);
    each.simulated_ratio = simulated_ratio(*simulated.find(reference->id()), *each.simulated);
    each.real_ratio = reference == each.real ? analysis::PairedRatio() : each.real->ratio;
  }
  return all;
}

/// A figure's evidence: "measured", or "unavailable" and the reason behind the colon.
std::pair<std::string, std::string> evidence_and_reason(const analysis::CaseReport& real,
                                                        const std::string& path) {
  const std::string evidence(analysis::evidence_of(real, path));
  const std::size_t colon = evidence.find(": ");
  return {evidence.substr(0, colon), colon == std::string::npos ? "" : evidence.substr(colon + 2)};
}

/// What is said of a pair: that it had to be equal and is, or is not; else on what evidence it
/// stands.
Cell remark(const program::Pair& pair, const std::string& evidence, Language language) {
  if (pair.disagrees()) return {word("compare.must_be_equal", language), Look::bad};
  if (pair.must_be_equal) return {word("compare.equal", language), Look::good};
  if (evidence.empty()) return {""};
  return {word("evidence." + evidence, language), Look::faint};
}

/// Whether the real ratio is a difference at all; nothing of the case that is compared with.
Cell ratio_remark(const Compared& each, Language language) {
  if (!each.real->ratio) return {""};
  const bool is_tie = each.real->ratio->is_tie();
  return {(is_tie ? "≈ " : "") + figure::verdict_of(*each.real->ratio, language), Look::faint};
}

Json ratio_json(const Compared& each) {
  const auto or_null = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  const auto& real = each.real_ratio;
  return {{"simulated", or_null(each.simulated_ratio)},
          {"real", real ? Json(real->ratio) : Json()},
          {"real_low", real ? or_null(real->low) : Json()},
          {"real_high", real ? or_null(real->high) : Json()},
          {"tie", real && real->has_interval() ? Json(real->is_tie()) : Json()}};
}

/// A cause in words; who has calibrated is not told to.
std::string why_text(const analysis::Divergence& found, bool calibrated, Language language) {
  return calibrated && found.cause == analysis::Cause::textbook_times
             ? word("divergence.calibrated", language)
             : figure::cause_text(found, language);
}

/// Why a figure is not what the model says: a line for each cause that is known.
void add_reasons(Table& table, const Compared& each, const std::string& path, bool calibrated,
                 Language language) {
  bool is_first = true;
  for (const analysis::Divergence& found : each.divergences) {
    if (found.figure != path) continue;
    if (is_first && found.ratio) table.add_note(figure::times_text(found, language));
    table.add_note(filled(is_first ? "divergence.why" : "divergence.also", language,
                          {{"why", why_text(found, calibrated, language)}}));
    is_first = false;
  }
}

Table pair_table(const std::vector<Compared>& all, bool calibrated, Language language) {
  Table table({{heading("table.case", language)},
               {heading("table.figure", language)},
               {heading("table.simulated", language), Align::right},
               {heading("table.real", language), Align::right},
               {heading("table.evidence", language)}});
  for (const Compared& each : all) {
    if (!table.empty()) table.add({{""}, {""}, {""}, {""}, {""}});
    std::string id = each.simulated->id();
    for (const program::Pair& pair : each.pairs) {
      // Where there is nothing to observe, the reason stands in the place of the figure: on
      // loopback no DMA engine works.
      const auto [evidence, reason] = evidence_and_reason(*each.real, pair.figure);
      table.add({{std::exchange(id, ""), Look::strong},
                 {figure::name_of_figure(pair.figure, language)},
                 {shown(each.simulated->result, pair.figure)},
                 {reason.empty() ? shown(each.real->result, pair.figure)
                                 : figure::translated(reason, language)},
                 remark(pair, evidence, language)});
      add_reasons(table, each, pair.figure, calibrated, language);
      if (pair.figure == "duration" && all.size() > 1)
        table.add({{""},
                   {word("table.ratio", language)},
                   {each.simulated_ratio ? figure::ratio_text(*each.simulated_ratio) : "–"},
                   {each.real_ratio ? figure::ratio_with_interval(*each.real_ratio) : "–"},
                   ratio_remark(each, language)});
    }
  }
  return table;
}

std::string disagreements(const std::vector<Compared>& all, Language language,
                          const Terminal& terminal) {
  std::string text;
  for (const Compared& each : all)
    for (const program::Pair& pair : each.pairs)
      if (pair.disagrees())
        text += indented(filled("compare.disagree", language,
                                {{"case", each.simulated->id()},
                                 {"figure", figure::name_of_figure(pair.figure, language)},
                                 {"simulated", shown(each.simulated->result, pair.figure)},
                                 {"real", shown(each.real->result, pair.figure)}}),
                         0, terminal.width);
  return text.empty() ? indented(word("compare.all_agree", language), 0, terminal.width) : text;
}

/// Whether the machine shows the model's order; null where it made too few rounds to tell.
Json order_json(const analysis::Report& simulated, const analysis::Report& real) {
  Json all = Json::array();
  const auto add = [&all](const char* by, const std::vector<analysis::Order>& orders) {
    for (const analysis::Order& order : orders) {
      Json neighbours = Json::array();
      for (const analysis::Neighbours& each : order.neighbours)
        neighbours.push_back(
            {{"slower", each.slower}, {"faster", each.faster}, {"real", name_of(each.is)}});
      all.push_back({{"by", by},
                     {"cases", order.ids},
                     {"holds", order.is_known() ? Json(order.holds()) : Json()},
                     {"neighbours", std::move(neighbours)}});
    }
  };
  add("duration", analysis::orders(simulated, real, &analysis::Result::duration_ps));
  add("cpu.time_ps", analysis::orders(simulated, real, &analysis::Result::time_ps));
  add("sink.cpu_ps_per_send", analysis::orders_on_sink(simulated, real));
  return all;
}

Json as_json(const analysis::Report& simulated, const analysis::Report& report,
             const std::vector<Compared>& all) {
  const Json real_json = to_json(report);
  Json cases = Json::array();
  for (std::size_t i = 0; i < simulated.cases.size(); ++i) {
    const analysis::CaseReport& model = simulated.cases[i];
    Json one{
        {"id", model.id()}, {"simulated", to_json(model.result)}, {"real", real_json["cases"][i]},
        {"ratio", nullptr}, {"disagreements", Json::array()},     {"divergences", Json::array()}};
    for (const Compared& each : all) {
      if (each.simulated != &model) continue;
      one["ratio"] = ratio_json(each);
      one["divergences"] = to_json(each.divergences);
      for (const program::Pair& pair : each.pairs)
        if (pair.disagrees())
          one["disagreements"].push_back(
              {{"figure", pair.figure}, {"simulated", *pair.simulated}, {"real", *pair.real}});
    }
    cases.push_back(std::move(one));
  }
  return {{"schema", 1},
          {"scenario", report.scenario},
          {"cancelled", report.cancelled},
          {"cases", std::move(cases)},
          {"order", order_json(simulated, report)},
          {"environment", real_json["environment"]}};
}

std::string as_text(const scenario::Scenario& scenario, const analysis::Report& simulated,
                    const analysis::Report& report, const std::vector<Compared>& all,
                    bool calibrated, Language language) {
  const Terminal terminal = standard_output();
  std::string text;
  for (const std::string& line : wrap(scenario.title.in(language), terminal.width))
    text += terminal.styled(line, Look::heading) + "\n";
  text += "\n" + cancelled_text(report, language, terminal);
  if (!all.empty())
    text += pair_table(all, calibrated, language).text(terminal) +
            ratio_notes(report, language, terminal) + sends_text(report, language, terminal) +
            "\n" + order_text(simulated, report, language, terminal) +
            disagreements(all, language, terminal) + "\n";
  const std::string reasons =
      unavailable_text(report, language, terminal) + notes_text(report, language, terminal);
  if (!reasons.empty()) text += reasons + "\n";
  return text + environment_text(report, language, terminal);
}

Exit compare_measured(const RealOptions& options) {
  const scenario::Scenario scenario = load_for_real(options);
  const auto cases = program::cases_of(scenario, options.cases);
  const analysis::Report simulated = program::simulate_cases(scenario, cases);
  const RealRun made = run_real(scenario, cases, options);
  const analysis::Report& report = made.report;
  const std::vector<Compared> all = compare(simulated, report);
  if (!options.trace.empty()) save_real_trace(report, options.trace);
  const auto predictions =
      predictions_for(scenario, cases, report, options.run.path == real::Path::sink);
  if (options.json)
    host::print(with_predictions(as_json(simulated, report, all), predictions).dump(2) + "\n");
  else if (options.trace != "-")
    host::print(as_text(scenario, simulated, report, all, !predictions.empty(), options.language));
  if (!options.json && options.trace != "-")
    host::print(predictions_text(predictions, report, options.language, standard_output()));
  const bool differs = std::ranges::any_of(all, [](const Compared& each) {
    return std::ranges::any_of(each.pairs, &program::Pair::disagrees);
  });
  return differs && made.signal == 0 ? Exit::failed : made.exit();
}

} // namespace

void add_compare(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<RealOptions>();
  Command command = program.add_command(
      "compare", "Simulated beside real: where they agree, where not",
      "  copyscope compare four-ways\n"
      "  copyscope compare four-ways --set file_size=64MiB --set page_cache=warm\n"
      "  copyscope compare four-ways --json\n"
      "The exit status is 1 only where counts that must be equal are not.\n");
  add_real_options(command, *options);
  command.when_given(
      [options, &chosen] { chosen = [options] { return compare_measured(*options); }; });
}

} // namespace copyscope::cli
#endif
