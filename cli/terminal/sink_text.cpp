#include "cli/terminal/sink_text.h"

#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "figure/words/real_words.h"
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
               {heading("sink.both", language), Align::right},
               {heading("zero_copy.verdict", language)},
               {heading("zero_copy.evidence", language)},
               {heading("zero_copy.why", language), Align::left, true}});
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
               {maps ? time(timing.with_mapping_ps()) : "–"},
               {figure::zero_copy_word(timing.verdict, language)},
               {figure::zero_copy_evidence(timing.verdict, language)},
               {figure::translated(timing.verdict.reason, language)}});
  }
  if (table.empty()) return "";
  return terminal.styled(heading("sink.title", language), Look::heading) + "\n" +
         table.text(terminal) + indented(word("sink.note", language), 0, terminal.width) + "\n";
}

} // namespace copyscope::cli
