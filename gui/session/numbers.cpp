#include "gui/session/numbers.h"

#include "figure/timeline/timeline_labels.h"
#include "gui/session/row_text.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

namespace copyscope::gui {

namespace {

using figure::Language;
using figure::LedgerRow;

constexpr std::string_view microsecond = "µs";

/// What a line about a case has, in this order: how long it took, and the columns of the
/// comparison.
std::vector<const analysis::CountedFigure*> case_figures() {
  std::vector<const analysis::CountedFigure*> figures =
      analysis::shown_in(&analysis::Places::table);
  figures.insert(figures.begin(), analysis::find_counted_figure("duration"));
  return figures;
}

/// A cell is no two cells, whatever a title has in it.
std::string cell(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i)
    line += (i == 0 ? "" : "\t") + cell(cells[i]);
  return line + "\n";
}

std::string head(std::string_view key, Language language) {
  return figure::heading(fmt::format("window.copied.{}", key), language);
}

std::string amount(LedgerRow::Unit unit, const std::optional<std::int64_t>& amount) {
  if (!amount) return {};
  return unit == LedgerRow::Unit::time ? microseconds(Time::from_ps(*amount))
                                       : fmt::format("{}", *amount);
}

std::string_view unit_of(LedgerRow::Unit unit) {
  if (unit == LedgerRow::Unit::time) return microsecond;
  return unit == LedgerRow::Unit::bytes ? "B" : "";
}

} // namespace

std::string microseconds(Time time) {
  constexpr std::int64_t ps = 1'000'000; // in a microsecond
  std::string text = fmt::format("{}.{:06}", time.ps() / ps, time.ps() % ps);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string ledger_numbers(const std::vector<LedgerRow>& rows, bool is_range, Language language) {
  std::string text =
      line_of({head("figure", language), head("unit", language),
               head(is_range ? "range" : "so_far", language), head("ended", language)});
  for (const LedgerRow& row : rows)
    text += line_of({figure::heading("window.ledger." + row.path, language),
                     std::string(unit_of(row.unit)), amount(row.unit, row.now),
                     amount(row.unit, row.in_the_end)});
  return text;
}

std::string case_numbers(const std::vector<NamedResult>& cases, Language language) {
  std::vector<std::string> heads{figure::heading("table.case", language)};
  std::vector<std::vector<std::string>> lines;
  for (const NamedResult& each : cases)
    lines.push_back({each.title});
  for (const analysis::CountedFigure* const figure : case_figures()) {
    const auto of = [&](const NamedResult& each) { return (*each.result).*figure->member; };
    if (std::ranges::all_of(cases, [&](const auto& each) { return of(each).value_or(0) == 0; }))
      continue;
    const std::string name = figure::heading(fmt::format("figure.{}", figure->path), language);
    const std::string_view unit = unit_of(LedgerRow::unit_of(figure->type));
    heads.push_back(unit.empty() ? name : fmt::format("{} ({})", name, unit));
    for (std::size_t i = 0; i < cases.size(); ++i)
      lines[i].push_back(amount(LedgerRow::unit_of(figure->type), of(cases[i])));
  }
  std::string text = line_of(heads);
  for (const auto& line : lines)
    text += line_of(line);
  return text;
}

std::string row_numbers(const trace::Trace& trace, trace::SpanId row, Language language) {
  const trace::Span& span = trace[row];
  const bool is_open = span.end == trace::Span::open;
  const auto of_range = [&](std::uint64_t number) {
    return span.has_range ? fmt::format("{}", number) : std::string();
  };
  return line_of({microseconds(span.begin), is_open ? "" : microseconds(span.end - span.begin),
                  figure::lane_name(trace, span.lane, language), what_text(trace, span, language),
                  span.call == 0 ? "" : fmt::format("{}", span.call), way_text(span, language),
                  of_range(span.offset), of_range(span.bytes)});
}

} // namespace copyscope::gui
