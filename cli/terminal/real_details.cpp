#ifdef COPYSCOPE_HAS_REAL
#include "cli/terminal/real_details.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "figure/words/real_words.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::cli {

namespace {

using real::CaseResult;
using real::Copied;

constexpr std::int64_t ps_per_ns = 1000, ps_per_us = 1'000'000;

std::vector<const CaseResult*> ran(const real::Report& report) {
  std::vector<const CaseResult*> cases;
  for (const CaseResult& each : report.cases)
    if (each.status == CaseResult::Status::ok) cases.push_back(&each);
  return cases;
}

std::string title(const char* key, Language language, const Terminal& terminal) {
  return terminal.styled(heading(key, language), Look::heading) + "\n";
}

/// "8 MiB (128 calls)"; a dash where nothing is copied.
std::string amount(const Copied& copied, const char* unit, Language language) {
  if (!copied.bytes) return word("table.unknown", language);
  if (*copied.bytes == 0) return "–";
  const std::string bytes = brief(Bytes(*copied.bytes));
  return copied.times ? filled(fmt::format("copied.{}", unit), language,
                               {{"bytes", bytes}, {"count", grouped(*copied.times)}})
                      : bytes;
}

/// The reason in "unavailable: REASON".
std::string_view reason_in(std::string_view evidence) {
  return evidence.substr(std::min(evidence.size(), evidence.find(": ") + 2));
}

std::string copies_text(const std::vector<const CaseResult*>& cases, Language language,
                        const Terminal& terminal) {
  Table table({{heading("table.case", language)},
               {heading("copied.read", language), Align::right},
               {heading("copied.send", language), Align::right},
               {heading("copied.card", language), Align::right},
               {heading("copied.receive", language), Align::right}});
  for (const CaseResult* each : cases) {
    const real::Copies& copies = each->copies;
    const char* received = copies.receive.evidence == "measured" ? "packets" : "calls";
    table.add({{each->figures.id, Look::strong},
               {amount(copies.read, "calls", language)},
               {amount(copies.sent, "calls", language)},
               {amount(copies.card, "packets", language)},
               {amount(copies.receive, received, language)}});
  }
  const std::string& watch = cases.front()->watch;
  const std::string note =
      watch == "measured" ? word("copied.watched", language)
                          : filled("copied.not_watched", language,
                                   {{"reason", figure::translated(reason_in(watch), language)}});
  return title("copied.title", language, terminal) + table.text(terminal) +
         indented(word("copied.note", language) + " " + note, 0, terminal.width);
}

/// A row of the table of both ends; what could not be read is not known.
std::vector<Cell> end_row(const std::string& id, const char* process,
                          const real::Reading<real::Usage>& usage,
                          const real::Reading<std::int64_t>& cpu_ns, const std::string& munmap,
                          Language language) {
  const std::string unknown = word("table.unknown", language);
  const auto count = [&](std::int64_t value) { return usage.known() ? grouped(value) : unknown; };
  const bool divides = usage.known() && usage.value.cpu_us() >= real::least_to_divide_us;
  const auto mode = [&](std::int64_t us) {
    return divides ? brief(Time::from_ps(us * ps_per_us)) : std::string("–");
  };
  return {{id, Look::strong},
          {word(process, language)},
          {cpu_ns.known() ? brief(Time::from_ps(cpu_ns.value * ps_per_ns)) : unknown},
          {mode(usage.value.user_us)},
          {mode(usage.value.kernel_us)},
          {count(usage.value.voluntary_switches)},
          {count(usage.value.involuntary_switches)},
          {count(usage.value.minor_faults + usage.value.major_faults)},
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

std::string ends_text(const std::vector<const CaseResult*>& cases, Language language,
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
  for (const CaseResult* each : cases) {
    const real::Round& round = each->median;
    has_munmap = has_munmap || round.munmap_ns;
    const std::string munmap =
        round.munmap_ns ? brief(Time::from_ps(*round.munmap_ns * ps_per_ns)) : "–";
    rows.push_back(end_row(each->figures.id, "ends.sender", round.sender, round.sender_cpu_ns,
                           munmap, language));
    rows.push_back(
        end_row("", "ends.receiver", round.receiver, round.receiver_cpu_ns, "–", language));
  }
  std::string note = word("ends.note", language);
  if (has_munmap) note += " " + word("ends.munmap_note", language);
  return title("ends.title", language, terminal) + without_dashes(heads, rows).text(terminal) +
         indented(note, 0, terminal.width);
}

/// Nothing where no case had to read from a disk.
std::string disk_text(const std::vector<const CaseResult*>& cases, Language language,
                      const Terminal& terminal) {
  const auto cold = std::ranges::find_if(cases, [](const CaseResult* each) {
    return each->figures.interrupts || each->figures.dma_bytes;
  });
  if (cold == cases.end()) return "";
  const std::string& device = (*cold)->median.interrupts_of;
  return "\n" + indented(filled("disk.note", language,
                                {{"device",
                                  device.empty() ? word("disk.all_devices", language) : device}}),
                         0, terminal.width);
}

} // namespace

std::string real_details(const real::Report& report, Language language, const Terminal& terminal) {
  const auto cases = ran(report);
  if (cases.empty()) return "";
  return copies_text(cases, language, terminal) + "\n" + ends_text(cases, language, terminal) +
         disk_text(cases, language, terminal);
}

} // namespace copyscope::cli
#endif
