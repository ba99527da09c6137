#include "cli/terminal/real_details.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/zero_copy_text.h"
#include "figure/words/real_words.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

namespace copyscope::cli {

namespace {

using analysis::CaseReport;
using analysis::Count;
using analysis::Facts;

std::vector<const CaseReport*> ran(const analysis::Report& report) {
  std::vector<const CaseReport*> cases;
  for (const CaseReport& each : report.cases)
    if (each.ran()) cases.push_back(&each);
  return cases;
}

std::string title(const char* key, Language language, const Terminal& terminal) {
  return terminal.styled(heading(key, language), Look::heading) + "\n";
}

/// Through what it was sent: "veth", "sink".
std::string_view path_of(const analysis::Report& report) {
  for (const auto& [name, value] : report.environment)
    if (name == "path") return value;
  return "";
}

/// "8 MiB (128 calls)"; a dash where nothing is copied.
std::string amount(const Facts& facts, const std::string& copied, const char* unit,
                   Language language) {
  const Count bytes = facts.count(copied + ".bytes"), times = facts.count(copied + ".times");
  if (!bytes) return word("table.unknown", language);
  if (*bytes == 0) return "–";
  const std::string amount = brief(Bytes(*bytes));
  return times ? filled(fmt::format("copied.{}", unit), language,
                        {{"bytes", amount}, {"count", grouped(*times)}})
               : amount;
}

/// The reason in "unavailable: REASON".
std::string_view reason_in(std::string_view evidence) {
  return evidence.substr(std::min(evidence.size(), evidence.find(": ") + 2));
}

/// Where the copies are known from. Root would see more only on a veth pair.
std::string watch_text(std::string_view watch, std::string_view path, Language language) {
  if (watch == "measured") return word("copied.watched", language);
  const bool root_would_see = path == "veth" && geteuid() != 0;
  return filled(root_would_see ? "copied.not_watched" : "copied.unwatched", language,
                {{"reason", figure::translated(reason_in(watch), language)}});
}

std::string copies_text(const std::vector<const CaseReport*>& cases, std::string_view path,
                        Language language, const Terminal& terminal) {
  const bool any_local = std::ranges::any_of(cases, [](const CaseReport* each) {
    return each->facts.count("copied.local.bytes").value_or(0) > 0;
  });
  std::vector<Column> columns{{heading("table.case", language)},
                              {heading("copied.read", language), Align::right},
                              {heading("copied.send", language), Align::right},
                              {heading("copied.card", language), Align::right}};
  if (any_local) columns.push_back({heading("copied.local", language), Align::right});
  columns.push_back({heading("copied.receive", language), Align::right});
  Table table(std::move(columns));
  for (const CaseReport* each : cases) {
    const Facts& facts = each->facts;
    const bool is_seen = facts.word("copied.receive.evidence") == "measured";
    std::vector<Cell> row{{each->id(), Look::strong},
                          {amount(facts, "copied.read", "calls", language)},
                          {amount(facts, "copied.send", "calls", language)},
                          {amount(facts, "copied.card", "packets", language)}};
    if (any_local) row.push_back({amount(facts, "copied.local", "sends", language)});
    row.push_back({amount(facts, "copied.receive", is_seen ? "packets" : "calls", language)});
    table.add(std::move(row));
  }
  const std::string note = watch_text(cases.front()->facts.word("copied.watch"), path, language);
  const std::string about =
      path == "sink"
          ? word("sink.copies_note", language)
          : word(path == "unix" ? "copied.note_unix" : "copied.note", language) + " " + note;
  return title("copied.title", language, terminal) + table.text(terminal) +
         indented(about, 0, terminal.width);
}

/// On the way of its bytes. Over the sink the sends that are timed have the same, and come later.
std::string verdicts_text(const std::vector<const CaseReport*>& cases, bool on_sink,
                          Language language, const Terminal& terminal) {
  std::vector<std::pair<std::string, analysis::SendVerdict>> verdicts;
  for (const CaseReport* each : cases)
    if (each->verdict && !(on_sink && each->sink))
      verdicts.emplace_back(each->id(), *each->verdict);
  return zero_copy_table(verdicts, language, terminal);
}

/// A row of the table of both ends; what could not be read is not known.
std::vector<Cell> end_row(const std::string& id, const std::string& process,
                          const std::string& munmap, const Facts& facts, Language language) {
  const auto fact = [&](const char* path) { return facts.count(process + "." + path); };
  const auto time = [&](const char* path, const std::string& unknown) {
    const Count value = fact(path);
    return value ? brief(Time::from_ps(*value)) : unknown;
  };
  const auto count = [&](Count value) {
    return value ? grouped(*value) : word("table.unknown", language);
  };
  const Count minor = fact("page_faults.minor"), major = fact("page_faults.major");
  return {{id, Look::strong},
          {word("ends." + process, language)},
          {time("cpu_ps", word("table.unknown", language))},
          {time("user_ps", "–")},
          {time("kernel_ps", "–")},
          {count(fact("context_switches.voluntary"))},
          {count(fact("context_switches.involuntary"))},
          {count(minor && major ? Count(*minor + *major) : Count())},
          {munmap}};
}

/// Columns in which every cell is a dash say nothing.
Table without_dashes(const std::vector<std::string>& heads,
                     const std::vector<std::vector<Cell>>& rows) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < heads.size(); ++i)
    if (std::ranges::any_of(rows, [i](const auto& row) { return row[i].text != "–"; }))
      kept.push_back(i);
  std::vector<Column> columns;
  for (const std::size_t i : kept)
    columns.push_back({heads[i], i < 2 ? Align::left : Align::right});
  Table table(std::move(columns));
  for (const auto& row : rows) {
    std::vector<Cell> cells;
    for (const std::size_t i : kept)
      cells.push_back(row[i]);
    table.add(std::move(cells));
  }
  return table;
}

std::string ends_text(const std::vector<const CaseReport*>& cases, bool on_sink, Language language,
                      const Terminal& terminal) {
  const std::string sampled = " (" + word("evidence.sampled", language) + ")";
  const std::vector<std::string> heads{heading("table.case", language),
                                       heading("ends.process", language),
                                       heading("figure.cpu.time_ps", language),
                                       heading("figure.cpu.user_ps", language) + sampled,
                                       heading("figure.cpu.kernel_ps", language) + sampled,
                                       heading("ends.waits", language),
                                       heading("ends.preempted", language),
                                       heading("ends.faults", language),
                                       word("ends.munmap", language)};
  std::vector<std::vector<Cell>> rows;
  bool has_munmap = false;
  for (const CaseReport* each : cases) {
    const Count munmap = each->facts.count("munmap_ps");
    has_munmap = has_munmap || munmap;
    rows.push_back(end_row(each->id(), "sender", munmap ? brief(Time::from_ps(*munmap)) : "–",
                           each->facts, language));
    if (!on_sink) rows.push_back(end_row("", "receiver", "–", each->facts, language));
  }
  std::string note = word(on_sink ? "sink.ends_note" : "ends.note", language);
  if (has_munmap) note += " " + word("ends.munmap_note", language);
  return title("ends.title", language, terminal) + without_dashes(heads, rows).text(terminal) +
         indented(note, 0, terminal.width);
}

/// Nothing where no case had to read from a disk.
std::string disk_text(const std::vector<const CaseReport*>& cases, Language language,
                      const Terminal& terminal) {
  const auto cold = std::ranges::find_if(cases, [](const CaseReport* each) {
    return each->result.interrupts || each->result.dma_bytes;
  });
  if (cold == cases.end()) return "";
  const std::string device((*cold)->facts.word("disk.interrupts_of"));
  return "\n" +
         indented(filled("disk.note", language,
                         {{"device",
                           device == "all devices" ? word("disk.all_devices", language) : device}}),
                  0, terminal.width);
}

} // namespace

std::string real_details(const analysis::Report& report, Language language,
                         const Terminal& terminal) {
  const auto cases = ran(report);
  if (cases.empty()) return "";
  const std::string_view path = path_of(report);
  const bool on_sink = path == "sink"; // nobody received what was sent
  return verdicts_text(cases, on_sink, language, terminal) +
         copies_text(cases, path, language, terminal) + "\n" +
         ends_text(cases, on_sink, language, terminal) + disk_text(cases, language, terminal);
}

} // namespace copyscope::cli
