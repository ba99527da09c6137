#include "cli/terminal/real_times.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "figure/words/real_words.h"
#include "sim/analysis/order.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::cli {

namespace {

using analysis::CaseReport;
using analysis::Neighbours;
using analysis::PairedRatio;

constexpr double wanted_precision = 0.03;

std::string strung(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

std::string_view comma(Language language) {
  return language == Language::zh ? "、" : ", ";
}
std::string_view semicolon(Language language) {
  return language == Language::zh ? "；" : "; ";
}

/// "60.1 – 62.7 µs"; a dash where there is no interval.
std::string median_interval_text(const analysis::Spread& spread) {
  if (!spread.low || !spread.high) return "–";
  return brief(Time::from_ps(*spread.low)) + " – " + brief(Time::from_ps(*spread.high));
}

/// Of many ties the first few, and how many they are.
std::string ties_text(const std::vector<std::string>& ties, Language language) {
  constexpr std::size_t few = 3;
  if (ties.size() <= few + 1) return "≈ " + strung(ties, ", ");
  const std::vector<std::string> first(ties.begin(), ties.begin() + few);
  return "≈ " + figure::filled(
                    "interval.ties", language,
                    {{"cases", strung(first, ", ")}, {"n", fmt::format("{}", ties.size() - few)}});
}

/// "↔ read-write-warm; ≈ sendfile".
std::string note_of(const analysis::Report& report, const CaseReport& of, Language language) {
  std::vector<std::string> notes;
  const CaseReport* const reference = report.reference_for(of);
  if (of.ratio && reference != report.reference()) notes.push_back("↔ " + reference->id());
  if (!of.ties.empty()) notes.push_back(ties_text(of.ties, language));
  return strung(notes, semicolon(language));
}

/// What a table tells of each case.
struct TimeRow {
  const CaseReport* of;
  const analysis::Spread* spread;
  std::optional<PairedRatio> ratio;
  std::string note;
};

Table table_of(const std::vector<TimeRow>& rows, std::string_view title, Language language) {
  const bool has_ratios = std::ranges::any_of(rows, [](const TimeRow& row) { return !!row.ratio; });
  const bool has_notes =
      std::ranges::any_of(rows, [](const TimeRow& row) { return !row.note.empty(); });
  std::vector<Column> columns{{heading("table.case", language)},
                              {heading("times.sends", language), Align::right},
                              {heading(title, language), Align::right},
                              {heading("times.sure", language), Align::right},
                              {heading("table.range", language), Align::right}};
  if (has_ratios) {
    columns.push_back({heading("table.ratio", language), Align::right});
    columns.push_back({heading("table.interval", language), Align::right});
  }
  if (has_notes) columns.push_back({heading("table.note", language), Align::left, true});
  Table table(std::move(columns));
  for (const TimeRow& row : rows) {
    const analysis::Spread& spread = *row.spread;
    std::vector<Cell> cells{
        {row.of->id(), Look::strong},
        {fmt::format("{}", spread.rounds)},
        {brief(Time::from_ps(spread.median))},
        {median_interval_text(spread)},
        {brief(Time::from_ps(spread.lowest)) + " – " + brief(Time::from_ps(spread.highest))}};
    if (has_ratios) {
      cells.push_back({row.ratio ? figure::ratio_text(row.ratio->ratio) : "–"});
      cells.push_back({row.ratio ? figure::interval_text(*row.ratio) : "–"});
    }
    if (has_notes) cells.push_back({row.note});
    table.add(std::move(cells));
  }
  return table;
}

/// Of the CPU time, which has its own ties.
TimeRow cpu_row(const analysis::Report& report, const CaseReport& each) {
  TimeRow row{&each, &each.cpu_time, {}, {}};
  const CaseReport* const reference = report.reference_for(each);
  if (reference == &each) return row;
  row.ratio = analysis::ratio_between(*reference, each, &analysis::Result::time_ps);
  if (row.ratio && row.ratio->is_tie()) row.note = "≈ " + reference->id();
  return row;
}

/// The median of a fact of the rounds that count.
analysis::Count usual(const CaseReport& of, std::string_view fact) {
  std::vector<std::int64_t> values;
  for (const analysis::Round& each : of.rounds)
    if (const auto value = each.facts.count(fact);
        value && each.state == analysis::Round::State::counted)
      values.push_back(*value);
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

std::string exception_text(const Neighbours& two, Language language) {
  const char* const key = two.is == Neighbours::Is::more ? "order.reversed" : "order.tie";
  return filled(key, language, {{"slower", two.slower}, {"faster", two.faster}});
}

/// "a > b = c": what the model tells apart, and what it does not.
std::string ids_in(const analysis::Order& order) {
  std::string text = order.ids.front();
  for (std::size_t i = 1; i < order.ids.size(); ++i)
    text += (order.says_that_differ(i) ? " > " : " = ") + order.ids[i];
  return text;
}

std::string order_line(const analysis::Order& order, const char* by, Language language) {
  const std::string figure = word(by, language), ids = ids_in(order);
  if (!order.is_known())
    return filled("order.unknown", language, {{"figure", figure}, {"order", ids}});
  if (order.holds()) return filled("order.holds", language, {{"figure", figure}, {"order", ids}});
  std::vector<std::string> exceptions;
  for (const Neighbours& each : order.neighbours)
    if (each.is != Neighbours::Is::less) exceptions.push_back(exception_text(each, language));
  return filled("order.differs", language,
                {{"figure", figure},
                 {"order", ids},
                 {"exceptions", strung(exceptions, semicolon(language))}});
}

} // namespace

std::string times_text(const analysis::Report& report, Language language,
                       const Terminal& terminal) {
  std::vector<TimeRow> durations, cpu_times;
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) continue;
    durations.push_back({&each, &each.duration, each.ratio, note_of(report, each, language)});
    if (each.cpu_time.rounds > 0) cpu_times.push_back(cpu_row(report, each));
  }
  std::string text = table_of(durations, "times.duration", language).text(terminal);
  if (!cpu_times.empty())
    text += "\n" + table_of(cpu_times, "times.cpu_time", language).text(terminal);
  return text + "\n" + ratio_notes(report, language, terminal) +
         sends_text(report, language, terminal);
}

std::string ratio_notes(const analysis::Report& report, Language language,
                        const Terminal& terminal) {
  const auto any = [&](auto is) { return std::ranges::any_of(report.cases, is); };
  std::string text;
  const auto say = [&](std::string_view key, const assets::Values& values = {}) {
    text += indented(filled(key, language, values), 0, terminal.width);
  };
  if (any([](const CaseReport& each) { return each.ratio && each.ratio->has_interval(); }))
    say("interval.meaning");
  if (any([](const CaseReport& each) { return !each.ties.empty(); })) say("interval.tie");
  if (any([&](const CaseReport& each) {
        return each.ratio && report.reference_for(each) != report.reference();
      }))
    say("interval.like_with_like");
  if (any([](const CaseReport& each) { return each.ratio && !each.ratio->has_interval(); }))
    say("interval.too_few", {{"n", fmt::format("{}", analysis::fewest_for_interval)}});
  return text;
}

std::string sends_text(const analysis::Report& report, Language language,
                       const Terminal& terminal) {
  std::int64_t all = 0, crowded = 0;
  std::vector<std::string> imprecise, sums;
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) continue;
    all += each.facts.count("sends.made").value_or(0);
    crowded += each.facts.count("sends.cpu_shared").value_or(0);
    if (const auto within = each.duration.within(); within && *within > wanted_precision)
      imprecise.push_back(
          filled("sends.one_within", language,
                 {{"case", each.id()}, {"n", fmt::format("{:.1f}", 100 * *within)}}));
    if (const auto unmapping = usual(each, "munmap_ps"))
      sums.push_back(filled("sends.one_sum", language,
                            {{"case", each.id()},
                             {"what", brief(Time::from_ps(each.duration.median + *unmapping))}}));
  }
  std::string text;
  const auto say = [&](const char* key, const assets::Values& values) {
    text += indented(filled(key, language, values), 0, terminal.width);
  };
  if (all > 0)
    say(crowded > 0 ? "sends.rejected" : "sends.all",
        {{"all", grouped(all)}, {"n", grouped(crowded)}});
  if (!imprecise.empty()) say("sends.imprecise", {{"cases", strung(imprecise, comma(language))}});
  if (!sums.empty()) say("sends.with_unmap", {{"cases", strung(sums, comma(language))}});
  return text;
}

std::string order_text(const analysis::Report& model, const analysis::Report& machine,
                       Language language, const Terminal& terminal) {
  std::string text;
  const auto add = [&](analysis::Count analysis::Result::*figure, const char* by) {
    for (const analysis::Order& order : analysis::orders(model, machine, figure))
      text += indented(order_line(order, by, language), 0, terminal.width);
  };
  add(&analysis::Result::duration_ps, "order.by.duration");
  add(&analysis::Result::time_ps, "order.by.cpu_time");
  for (const analysis::Order& order : analysis::orders_on_sink(model, machine))
    text += indented(order_line(order, "order.by.sink", language), 0, terminal.width);
  return text;
}

} // namespace copyscope::cli
