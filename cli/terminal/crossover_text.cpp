#include "cli/terminal/crossover_text.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "figure/words/crossover_words.h"
#include "figure/words/real_words.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <map>
#include <set>

namespace copyscope::cli {

namespace {

using analysis::SendCostPoint;
using analysis::SendCurve;

const SendCostPoint* point_at(const std::vector<SendCostPoint>& points, std::int64_t chunk) {
  const auto found = std::ranges::find(points, chunk, &SendCostPoint::chunk);
  return found == points.end() ? nullptr : &*found;
}

/// "9.00 ±0.12", and the prediction behind it: "→ 8.87". Of a MiB it is hundreds.
std::string cost_cell(const SendCurve& curve, std::int64_t chunk, analysis::Over over) {
  const auto in_us = [over](std::int64_t ps) {
    return fmt::format("{:.{}f}", static_cast<double>(ps) / 1e6,
                       over == analysis::Over::chunk ? 2 : 1);
  };
  const SendCostPoint* const measured = point_at(curve.measured, chunk);
  if (!measured) return "–";
  const SendCostPoint* const predicted = point_at(curve.predicted, chunk);
  return fmt::format("{} ±{}{}", in_us(measured->ps),
                     in_us((measured->high_ps - measured->low_ps) / 2),
                     predicted ? " → " + in_us(predicted->ps) : "");
}

std::string curve_tables(const analysis::Crossover& crossover, bool gathers, Language language,
                         const Terminal& terminal) {
  std::vector<Column> columns{
      {heading(figure::key_over(crossover.over, "size"), language), Align::right}};
  std::vector<const SendCurve*> curves;
  std::set<std::int64_t> chunks;
  for (const SendCurve& each : crossover.curves) {
    if (each.scatter_gather != gathers || each.measured.empty()) continue;
    curves.push_back(&each);
    columns.push_back({figure::name_of_curve(each, language), Align::right});
    for (const SendCostPoint& point : each.measured)
      chunks.insert(point.chunk);
  }
  if (curves.empty()) return "";
  Table table(columns);
  for (const std::int64_t chunk : chunks) {
    std::vector<Cell> row{{figure::size_words(static_cast<double>(chunk)), Look::strong}};
    for (const SendCurve* const each : curves)
      row.push_back({cost_cell(*each, chunk, crossover.over)});
    table.add(std::move(row));
  }
  return terminal.styled(word(gathers ? "crossover.sg_on" : "crossover.sg_off", language),
                         Look::heading) +
         "\n" + table.text(terminal) + "\n";
}

std::string crossing_lines(const analysis::Crossover& crossover, Language language,
                           const Terminal& terminal) {
  std::string text;
  for (const bool gathers : {true, false}) {
    std::string lines;
    for (const analysis::Crossing& each : crossover.crossings) {
      if (crossover.curves[each.method].scatter_gather != gathers) continue;
      const std::string details = figure::crossing_details(each, language);
      lines += indented(figure::crossing_words(crossover, each, language), 2, terminal.width);
      if (!details.empty()) lines += indented(details, 4, terminal.width);
    }
    if (lines.empty()) continue;
    text += terminal.styled(
                fmt::format("{}: {}", word("crossover.heading", language),
                            word(gathers ? "crossover.sg_on" : "crossover.sg_off", language)),
                Look::heading) +
            "\n" + lines + "\n";
  }
  return text;
}

std::string notes(const analysis::Crossover& crossover, Language language,
                  const Terminal& terminal) {
  std::string text;
  const auto say = [&](const std::string& line) { text += indented(line, 0, terminal.width); };
  std::map<std::string, std::set<std::string>> why; // by reason, which
  for (const SendCurve& each : crossover.curves)
    if (!each.unavailable.empty() && each.from != analysis::SentFrom::mapped_anew)
      why[each.unavailable].insert(figure::name_of_curve(each, language));
  for (const auto& [reason, names] : why)
    say(filled("crossover.unavailable", language,
               {{"method", fmt::format("{}", fmt::join(names, "; "))},
                {"reason", figure::translated(reason, language)}}));
  if (const auto error = analysis::mean_prediction_error(crossover))
    say(filled("crossover.error", language, {{"error", fmt::format("{:.1f}", 100 * *error)}}));
  say(word("crossover.lower_bound", language));
  return text;
}

/// What stands in the cells of the tables.
std::string cells_text(const analysis::Crossover& crossover, Language language) {
  const bool predicts = std::ranges::any_of(
      crossover.curves, [](const SendCurve& each) { return !each.predicted.empty(); });
  return filled(predicts ? "crossover.cells_predicted" : "crossover.cells", language,
                {{"unit", std::string(figure::cost_unit(crossover.over))}});
}

} // namespace

std::string crossover_text(const analysis::Crossover& crossover, Language language,
                           const Terminal& terminal) {
  return terminal.styled(word(figure::key_over(crossover.over, "title"), language), Look::heading) +
         "\n" +
         indented(filled(figure::key_over(crossover.over, "measured_how"), language,
                         {{"device", crossover.device}, {"sends", grouped(crossover.sends)}}),
                  0, terminal.width) +
         indented(cells_text(crossover, language), 0, terminal.width) + "\n" +
         curve_tables(crossover, true, language, terminal) +
         curve_tables(crossover, false, language, terminal) +
         crossing_lines(crossover, language, terminal) + notes(crossover, language, terminal);
}

} // namespace copyscope::cli
