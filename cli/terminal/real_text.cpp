#include "cli/terminal/real_text.h"

#include "cli/terminal/comparison_text.h"
#include "cli/terminal/display.h"
#include "cli/terminal/real_details.h"
#include "cli/terminal/sink_text.h"
#include "figure/words/real_words.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::cli {

namespace {

using analysis::CaseReport;

std::string joined(const std::vector<std::string>& parts, std::string_view comma) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : std::string(comma)) + part;
  return text;
}

/// "≈ read-write, sendfile; cancelled after 3 of 7 rounds".
std::string note_of(const CaseReport& report, Language language) {
  std::vector<std::string> notes;
  if (!report.ties.empty()) notes.push_back("≈ " + joined(report.ties, ", "));
  if (!report.note.empty()) notes.push_back(figure::translated(report.note, language));
  return joined(notes, language == Language::zh ? "；" : "; ");
}

/// Median, range, ratio and ties: how much the durations can be trusted.
std::string range_text(const analysis::Report& report, Language language,
                       const Terminal& terminal) {
  std::vector<Column> columns{{heading("table.case", language)},
                              {heading("table.round", language), Align::right},
                              {heading("table.median", language), Align::right},
                              {heading("table.range", language), Align::right}};
  const bool has_ratios =
      std::ranges::any_of(report.cases, [](const auto& each) { return each.ratio.has_value(); });
  if (has_ratios) {
    columns.push_back({heading("table.ratio", language), Align::right});
    columns.push_back({heading("table.interval", language), Align::right});
  }
  columns.push_back({heading("table.note", language), Align::left, true});
  Table table(std::move(columns));
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) continue;
    std::vector<Cell> row{{each.id(), Look::strong},
                          {fmt::format("{}", each.duration.rounds)},
                          {shown(each.result, "duration")},
                          {brief(Time::from_ps(each.duration.lowest)) + " – " +
                           brief(Time::from_ps(each.duration.highest))}};
    if (has_ratios) {
      row.push_back({each.ratio ? figure::ratio_text(each.ratio->ratio) : "–"});
      row.push_back({each.ratio ? figure::interval_text(*each.ratio) : "–"});
    }
    row.push_back({note_of(each, language)});
    table.add(std::move(row));
  }
  return table.text(terminal) + ratio_notes(report, language, terminal);
}

/// "measured: duration, system calls"; figures that no case knows are named with the reason.
std::string evidence_text(const CaseReport& report, Language language, const Terminal& terminal) {
  std::vector<std::pair<std::string, std::vector<std::string>>> groups; // evidence, figures
  for (const auto& [path, evidence] : report.evidence) {
    if (path.starts_with("syscalls_by_name.")) continue; // as the system calls altogether
    auto group = std::ranges::find(groups, evidence, &decltype(groups)::value_type::first);
    if (group == groups.end()) group = groups.insert(groups.end(), {evidence, {}});
    group->second.push_back(word(fmt::format("figure.{}", path), language));
  }
  std::ranges::stable_sort(groups, {}, [](const auto& group) {
    static constexpr std::array order{"measured", "derived", "inferred", "sampled"};
    return std::ranges::find(order, group.first) - order.begin();
  });
  std::string text;
  const std::string colon = language == Language::zh ? "：" : ": ";
  for (const auto& [evidence, figures] : groups) {
    text += indented(joined(figures, language == Language::zh ? "、" : ", "), 2, terminal.width,
                     figure::evidence_text(evidence, language) + colon);
  }
  return text;
}

/// A file that was read from disk has other evidence than a warm one: a block for each kind.
std::string evidences_text(const analysis::Report& report, Language language,
                           const Terminal& terminal) {
  std::vector<std::pair<std::string, std::vector<std::string>>> blocks; // text, cases
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) continue;
    const std::string block = evidence_text(each, language, terminal);
    auto found = std::ranges::find(blocks, block, &decltype(blocks)::value_type::first);
    if (found == blocks.end()) found = blocks.insert(blocks.end(), {block, {}});
    found->second.push_back(each.id());
  }
  std::string text;
  for (const auto& [block, cases] : blocks) {
    const std::string whose = blocks.size() > 1 ? ": " + joined(cases, ", ") : "";
    text += fmt::format("{}\n{}\n",
                        terminal.styled(heading("table.evidence", language) + whose, Look::heading),
                        block);
  }
  return text;
}

} // namespace

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
  if (any([](const CaseReport& each) { return each.ratio && !each.ratio->has_interval(); }))
    say("interval.too_few", {{"n", fmt::format("{}", analysis::fewest_for_interval)}});
  return text;
}

std::string cancelled_text(const analysis::Report& report, Language language,
                           const Terminal& terminal) {
  if (!report.cancelled) return {};
  return indented(word("cancelled", language), 0, terminal.width) + "\n";
}

std::string unavailable_text(const analysis::Report& report, Language language,
                             const Terminal& terminal) {
  std::string text;
  for (const CaseReport& each : report.cases)
    if (!each.ran())
      text += terminal.styled(each.id(), Look::strong) +
              indented(filled("status.unavailable_because", language,
                              {{"reason", figure::translated(each.reason, language)}}),
                       0, terminal.width, each.id() + "  ")
                  .substr(each.id().size());
  return text;
}

std::string notes_text(const analysis::Report& report, Language language,
                       const Terminal& terminal) {
  std::string text;
  for (const CaseReport& each : report.cases)
    if (each.ran() && !each.note.empty())
      text += terminal.styled(each.id(), Look::strong) +
              indented(figure::translated(each.note, language), 0, terminal.width, each.id() + "  ")
                  .substr(each.id().size());
  return text;
}

std::string environment_text(const analysis::Report& report, Language language,
                             const Terminal& terminal) {
  Table table({{""}, {"", Align::left, true}}, 2);
  for (const auto& [name, value] : report.environment)
    table.add({{assets::capitalized(figure::environment_name(name, language)), Look::faint},
               {figure::environment_value(name, value, language)}});
  return terminal.styled(heading("table.environment", language), Look::heading) + "\n" +
         table.text(terminal);
}

std::string real_text(const scenario::Scenario& scenario, const analysis::Report& report,
                      Language language, const Terminal& terminal) {
  std::string text = cancelled_text(report, language, terminal);
  if (report.any_ran()) {
    text += scenario_head(scenario, report, language, terminal) + "\n";
    text += case_table(scenario, report, language).text(terminal) + "\n";
    text += range_text(report, language, terminal) + "\n";
    text += real_details(report, language, terminal) + "\n";
    text += sink_table(report, language, terminal);
  }
  if (const std::string reasons = unavailable_text(report, language, terminal); !reasons.empty())
    text += reasons + "\n";
  text += evidences_text(report, language, terminal);
  return text + environment_text(report, language, terminal);
}

} // namespace copyscope::cli
