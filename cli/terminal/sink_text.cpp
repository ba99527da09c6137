#include "cli/terminal/sink_text.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/zero_copy_text.h"
#include "sim/units/quantity.h"

namespace copyscope::cli {

std::string sink_table(const analysis::Report& report, Language language,
                       const Terminal& terminal) {
  Table table({{heading("table.case", language)},
               {heading("sink.chunk", language), Align::right},
               {heading("sink.sends", language), Align::right},
               {heading("sink.time", language), Align::right},
               {heading("sink.interval", language), Align::right},
               {heading("sink.mapping", language), Align::right},
               {heading("sink.both", language), Align::right}});
  std::vector<std::pair<std::string, analysis::SendVerdict>> verdicts;
  const auto time = [](std::int64_t ps) { return brief(Time::from_ps(ps)); };
  for (const analysis::CaseReport& each : report.cases) {
    if (!each.sink) continue;
    const analysis::SinkTiming& timing = *each.sink;
    const bool maps = timing.mapping_ps != 0;
    table.add({{each.id(), Look::strong},
               {brief(Bytes(timing.chunk))},
               {grouped(timing.sends)},
               {time(timing.cpu_ps)},
               {time(timing.low_ps) + " – " + time(timing.high_ps)},
               {maps ? time(timing.mapping_ps) : "–"},
               {maps ? time(timing.with_mapping_ps()) : "–"}});
    verdicts.emplace_back(each.id(), timing.verdict);
  }
  if (table.empty()) return "";
  return terminal.styled(heading("sink.title", language), Look::heading) + "\n" +
         table.text(terminal) + indented(word("sink.note", language), 0, terminal.width) + "\n" +
         zero_copy_table(verdicts, language, terminal);
}

} // namespace copyscope::cli
