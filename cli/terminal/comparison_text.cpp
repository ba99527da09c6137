#include "cli/terminal/comparison_text.h"

#include "cli/terminal/display.h"
#include "cli/terminal/progress.h"
#include "figure/words/real_words.h"
#include "program/running.h"
#include "sim/analysis/comparison.h"
#include "sim/analysis/figures.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>

namespace copyscope::cli {

namespace {

using analysis::StepGroup;
using figure::ratio_text;

/// Cases up to this many rows are simulated once more, row by row, to name the steps.
constexpr std::int64_t most_rows_for_steps = 200'000;

struct FigureColumn {
  std::string_view path;
  bool always;
  Look look = Look::plain; ///< of cells that are not 0
};

/// In the order of the table: what the eye is to find first comes first.
std::vector<FigureColumn> figure_columns() {
  std::vector<FigureColumn> columns;
  for (const analysis::CountedFigure* const each : analysis::shown_in(&analysis::Places::table)) {
    const bool has_color = trace::is_copy(each->kind) && each->type != scenario::FigureType::time;
    columns.push_back(
        {each->path, each->shown.table.always, has_color ? look_of(each->kind) : Look::plain});
  }
  columns.push_back({"cpu.utilization", true});
  return columns;
}

/// A figure's name above a column of numbers, where Chinese needs no "number of" (次数, 个数).
std::string count_head(std::string_view path, Language language) {
  std::string head = word(fmt::format("figure.{}", path), language);
  for (const std::string_view unit : {"次数", "个数"})
    if (head.ends_with(unit)) head.erase(head.size() - unit.size());
  return head;
}

using Results = std::vector<analysis::Result>;

bool counts_something(const Results& results, std::string_view path) {
  return std::ranges::any_of(results, [path](const analysis::Result& each) {
    return analysis::figure(each, path).value_or(0) != 0;
  });
}

/// In a real run nobody may know a figure: what a DMA engine does is not to be seen from here.
bool is_known(const Results& results, std::string_view path) {
  return std::ranges::any_of(results, [path](const analysis::Result& each) {
    return path == "cpu.utilization" ? each.utilization().has_value()
                                     : analysis::figure(each, path).has_value();
  });
}

/// The scenario's cases that ran.
std::vector<const scenario::Case*> cases_in(const scenario::Scenario& scenario,
                                            const analysis::Report& report) {
  std::vector<const scenario::Case*> cases;
  for (const analysis::CaseReport& each : report.cases)
    if (each.ran()) cases.push_back(scenario.find(each.id()));
  return cases;
}

template <class Value> bool varies(const std::vector<const scenario::Case*>& cases, Value value) {
  return std::ranges::any_of(cases, [&](const scenario::Case* each) {
    return value(each->workload) != value(cases.front()->workload);
  });
}

/// Columns for the workload, where the cases do not have it in common: how a scenario about chunk
/// sizes is read.
struct WorkloadColumn {
  const char* key;
  std::string (*value)(const scenario::Workload&);
};

constexpr std::array workload_columns{
    WorkloadColumn{"table.file_size",
                   [](const scenario::Workload& load) { return to_string(load.file_size); }},
    WorkloadColumn{"table.chunk",
                   [](const scenario::Workload& load) { return to_string(load.chunk); }},
    WorkloadColumn{
        "table.page_cache",
        [](const scenario::Workload& load) { return to_string(scenario::resident_prefix(load)); }},
};

/// Both crossings of a mode switch, and interrupts of both devices, are one line to a reader.
std::vector<StepGroup> without_names(std::vector<StepGroup> groups) {
  std::vector<StepGroup> merged;
  for (StepGroup& group : groups) {
    group.name.clear();
    const auto same =
        std::ranges::find_if(merged, [&](const StepGroup& each) { return each.same_step(group); });
    if (same == merged.end()) {
      merged.push_back(std::move(group));
    } else {
      same->count += group.count;
      same->time += group.time;
    }
  }
  std::erase_if(merged,
                [](const StepGroup& each) { return each.count == 0 && each.time == Time(); });
  return merged;
}

/// "−2", "+1"; nothing for 0.
std::string signed_count(std::int64_t more) {
  return more == 0 ? "" : (more < 0 ? "−" : "+") + grouped(std::abs(more));
}

std::string signed_time(Time more) {
  if (more == Time()) return "0";
  return more < Time() ? "−" + brief(Time() - more) : "+" + brief(more);
}

/// Which steps a case makes less (−) or more (+) often than the reference, and what that comes to.
Table step_table(const std::vector<StepGroup>& saved, Time difference, Language language) {
  Table table({{"", Align::right}, {""}, {""}, {"", Align::right}}, 4);
  for (const StepGroup& group : saved) {
    const bool has_way = group.source != trace::Buffer::none && group.target != trace::Buffer::none;
    table.add({{signed_count(-group.count)},
               {kind_word(group.kind, language), look_of(group.kind)},
               {has_way ? buffer_word(group.source, language) + " → " +
                              buffer_word(group.target, language)
                        : ""},
               {signed_time(Time() - group.time)}});
  }
  table.add({{""}, {word("table.total", language)}, {""}, {signed_time(difference), Look::strong}});
  return table;
}

/// The same by figures and in words: for runs too long to look at every row again.
std::string figure_lines(const analysis::Row& row, const std::string& reference, Language language,
                         int width) {
  std::string lines;
  for (const analysis::Saving& saving : row.savings) {
    if (saving.figure == "cpu.user_ps" || saving.figure == "cpu.kernel_ps")
      continue; // parts of the CPU time, which has its line
    const std::int64_t difference = std::abs(saving.saved());
    const std::string key =
        fmt::format("{}.{}", saving.saved() > 0 ? "saved" : "more", saving.figure);
    lines += indented(filled(key, language,
                             {{"count", grouped(difference)},
                              {"bytes", brief(Bytes(difference))},
                              {"time", brief(Time::from_ps(difference))},
                              {"reference", reference}}),
                      4, width);
  }
  return lines;
}

std::vector<StepGroup> groups_of(const scenario::Scenario& scenario,
                                 const analysis::CaseReport& which) {
  return without_names(
      analysis::step_groups(simulate_with_bar(scenario, *scenario.find(which.id()))));
}

} // namespace

bool has_one_workload(const scenario::Scenario& scenario, const analysis::Report& report) {
  const auto cases = cases_in(scenario, report);
  return std::ranges::none_of(
      workload_columns, [&](const WorkloadColumn& column) { return varies(cases, column.value); });
}

std::string scenario_head(const scenario::Scenario& scenario, const analysis::Report& report,
                          Language language, const Terminal& terminal) {
  std::string head;
  for (const std::string& line : wrap(scenario.title.in(language), terminal.width))
    head += terminal.styled(line, Look::heading) + "\n";
  if (!scenario.summary.en.empty())
    head += indented(scenario.summary.in(language), 0, terminal.width);
  if (has_one_workload(scenario, report)) {
    const scenario::Workload& all = cases_in(scenario, report).front()->workload;
    head += indented(workload_line(all, language), 0, terminal.width);
  }
  return head;
}

Table case_table(const scenario::Scenario& scenario, const analysis::Report& report,
                 Language language) {
  const std::vector<const scenario::Case*> cases = cases_in(scenario, report);
  const Results results = results_of(report);
  std::vector<Column> columns{{heading("table.case", language)}};
  std::vector<std::vector<Cell>> rows;
  for (const scenario::Case* each : cases)
    rows.push_back({{each->id, Look::strong}});
  const auto add = [&](const std::string& head, auto cell) {
    columns.push_back({assets::capitalized(head), Align::right});
    for (std::size_t i = 0; i < cases.size(); ++i)
      rows[i].push_back(cell(i));
  };

  if (!has_one_workload(scenario, report))
    for (const WorkloadColumn& column : workload_columns)
      add(word(column.key, language),
          [&](std::size_t i) { return Cell{column.value(cases[i]->workload)}; });
  add(word("figure.duration", language),
      [&](std::size_t i) { return Cell{shown(results[i], "duration")}; });
  const std::vector<analysis::Row> compared = compare(results);
  // Of a real run the ratio stands beside its interval, in a table of its own.
  if (cases.size() > 1 && report.cases.front().is_simulated())
    add(word("table.ratio", language), [&](std::size_t i) {
      const auto speedup = compared[i].speedup;
      return Cell{speedup ? ratio_text(*speedup) : "–"};
    });
  // Between files of different sizes, durations alone say little.
  if (varies(cases, [](const scenario::Workload& load) { return load.file_size; }))
    add(word("figure.throughput", language),
        [&](std::size_t i) { return Cell{shown(results[i], "throughput")}; });
  for (const FigureColumn& column : figure_columns()) {
    const bool wanted =
        column.always ? is_known(results, column.path) : counts_something(results, column.path);
    if (!wanted) continue;
    add(count_head(column.path, language), [&](std::size_t i) {
      const std::string text = shown(results[i], column.path);
      // A zero is nothing to look at, but for the CPU's copies it is the whole point.
      const Look zero = column.look == Look::cpu_copy ? Look::good : Look::faint;
      return Cell{text, text == "0" || text == "0 B" ? zero : column.look};
    });
  }

  Table table(std::move(columns));
  for (auto& row : rows)
    table.add(std::move(row));
  return table;
}

std::string savings_text(const scenario::Scenario& scenario, const analysis::Report& report,
                         Language language, const Terminal& terminal) {
  const std::vector<analysis::CaseReport>& cases = report.cases;
  if (cases.size() < 2) return {};
  const bool by_steps = std::ranges::all_of(cases, [](const analysis::CaseReport& each) {
    return program::rows_of(each) <= most_rows_for_steps;
  });
  const std::string reference = scenario.find(cases.front().id())->title.in(language);
  const auto reference_steps =
      by_steps ? groups_of(scenario, cases.front()) : std::vector<StepGroup>();
  const std::vector<analysis::Row> rows = compare(results_of(report));

  std::string text;
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const std::string& id = cases[i].id();
    const bool same = rows[i].savings.empty();
    const std::string verdict = same ? filled("compare.same", language, {{"reference", reference}})
                                     : filled("compare.ratio", language,
                                              {{"ratio", ratio_text(rows[i].speedup.value_or(1))},
                                               {"reference", reference}});
    text += '\n' + terminal.styled(id, Look::strong) +
            indented(verdict, 0, terminal.width, id + "  ").substr(id.size());
    if (same) continue;
    if (by_steps)
      text += step_table(
                  saved_steps(reference_steps, groups_of(scenario, cases[i])),
                  Time::from_ps(*cases[i].result.duration_ps - *cases.front().result.duration_ps),
                  language)
                  .text(terminal);
    else
      text += figure_lines(rows[i], reference, language, terminal.width);
  }
  return text;
}

std::string notes_text(const std::vector<std::string_view>& notes, Language language,
                       const Terminal& terminal) {
  std::string text;
  for (const std::string_view note : notes) {
    if (!text.empty()) text += '\n';
    for (const std::string& line : wrap(word(note, language), terminal.width))
      text += terminal.styled(line, Look::faint) + "\n";
  }
  return text;
}

} // namespace copyscope::cli
