// copyscope trace: what a saved trace holds, and whether it is whole.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "figure/words/real_words.h"
#include "figure/words/sink_words.h"
#include "host/output.h"
#include "host/standard_files.h"
#include "program/catalog.h"
#include "program/errors.h"
#include "program/loading.h"
#include "sim/analysis/report.h"
#include "sim/trace/file/inspect.h"
#include "sim/trace/file/load.h"

#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using trace::Inside;

struct TraceOptions {
  std::string file;
  bool json = false;
};

std::string wholeness_of(const trace::Whole& whole) {
  if (whole == trace::Whole()) return "whole";
  std::string text;
  if (!whole.start) text += "cut at the start, ";
  if (!whole.end) text += "cut at the end, ";
  if (whole.lost > 0) text += fmt::format("{} rows lost, ", grouped(whole.lost));
  return text.substr(0, text.size() - 2);
}

double bytes_a_row(const Inside& inside) {
  return inside.rows == 0 ? 0
                          : static_cast<double>(inside.bytes) / static_cast<double>(inside.rows);
}

Json json_of(const Inside& inside) {
  Json tables = Json::object(), lanes = Json::array();
  for (const Inside::Table& table : inside.tables)
    tables[table.name] = table.entries;
  for (const Inside::LaneUse& lane : inside.lanes)
    lanes.push_back({{"name", lane.name}, {"rows", lane.rows}, {"busy_ps", lane.busy.ps()}});
  const trace::Header& header = inside.header;
  const trace::Whole& whole = header.whole;
  Json json{{"schema", 1},
            {"format", inside.format},
            {"program", inside.program},
            {"source", name_of(header.source)},
            {"level", header.level},
            {"title", header.title},
            {"made_by", header.program},
            {"scenario", header.scenario.id},
            {"case", header.case_id},
            {"method", header.method},
            {"duration_ps", header.duration ? Json(header.duration->ps()) : Json()},
            {"end_ps", inside.end.ps()},
            {"bytes", inside.bytes},
            {"segments", inside.segments},
            {"whole", {{"start", whole.start}, {"end", whole.end}, {"lost", whole.lost}}},
            {"tables", std::move(tables)},
            {"lanes", std::move(lanes)},
            {"complaints", inside.complaints}};
  if (!header.facts.empty()) json["facts"] = analysis::facts_json(header.facts);
  return json;
}

/// "simulated four-ways, case sendfile", "observed: nginx under load".
std::string heading_of(const trace::Header& header) {
  const std::string_view source = name_of(header.source);
  if (header.has_case())
    return fmt::format("{} {}, case {}", source, printable(header.scenario.id),
                       printable(header.case_id));
  return header.title.empty() ? fmt::format("{} run", source)
                              : fmt::format("{}: {}", source, printable(header.title));
}

/// How long it took, at which level and by which method, and what made it; as far as it is said.
std::string run_of(const Inside& inside) {
  const trace::Header& header = inside.header;
  std::string text = fmt::format("{}", brief(header.duration.value_or(inside.end)));
  if (header.duration && *header.duration != inside.end)
    text += fmt::format(", of a trace of {}", brief(inside.end));
  if (!header.method.empty()) text += fmt::format(", method {}", printable(header.method));
  if (!header.level.empty()) text += fmt::format(", at the {} level", printable(header.level));
  if (!header.program.empty()) text += fmt::format(", made by {}", printable(header.program));
  return text;
}

std::string value_text(const trace::Fact::Value& value) {
  if (const auto* const number = std::get_if<std::int64_t>(&value)) return grouped(*number);
  const auto* const word = std::get_if<std::string>(&value);
  return word ? printable(*word) : "–";
}

/// What a real run has found out beside its figures.
std::string found_text(const trace::Header& header, const Terminal& terminal) {
  if (header.facts.empty()) return "";
  constexpr auto english = assets::Language::en;
  analysis::CaseReport of;
  take_kept_facts(of, header.facts);
  std::string text = "\n";
  const auto add = [&](const char* key, const std::string& said) {
    text += terminal.styled(heading(key, english), Look::heading) + "\n" +
            indented(printable(said), 0, terminal.width);
  };
  if (of.verdict) add("zero_copy.title", figure::zero_copy_text(*of.verdict, english));
  if (of.sink) add("sink.case_title", figure::sink_text(*of.sink, english));
  if (!of.note.empty()) text += indented(printable(of.note), 0, terminal.width);
  Table facts({{""}, {"", Align::right}}, 2);
  for (const analysis::Fact& each : of.facts.all)
    facts.add({{printable(each.path)}, {value_text(each.value)}});
  return text + "\n" + terminal.styled("Observed", Look::heading) + "\n" + facts.text(terminal);
}

std::string text_of(const Inside& inside, const Terminal& terminal) {
  const trace::Header& header = inside.header;
  std::string text = terminal.styled(heading_of(header), Look::heading) + "\n";
  text += run_of(inside) + "\n";
  text += fmt::format("format {}, written by Copyscope {}: {}\n", inside.format,
                      printable(inside.program), wholeness_of(header.whole));
  text += fmt::format("{} bytes in {} {}, {:.1f} a row\n\n",
                      grouped(static_cast<std::int64_t>(inside.bytes)),
                      grouped(static_cast<std::int64_t>(inside.segments)),
                      inside.segments == 1 ? "segment" : "segments", bytes_a_row(inside));
  Table tables({{""}, {"", Align::right}}, 2);
  for (const Inside::Table& table : inside.tables)
    tables.add({{printable(table.name), Look::strong},
                {grouped(static_cast<std::int64_t>(table.entries))}});
  return text + tables.text(terminal) + found_text(header, terminal);
}

Exit inspect(const TraceOptions& options) {
  const std::string bytes = program::read_file(options.file);
  if (program::is_saved_trace(bytes) && !trace::is_trace_file(bytes))
    throw UsageError(fmt::format("{} is a trace saved as JSON\n(`copyscope export {} "
                                 "--format copyscope` makes a file of it)",
                                 options.file, options.file));
  const Inside inside = trace::inspect_file(bytes, options.file);
  for (const std::string& complaint : inside.complaints)
    if (!options.json) host::say(options.file + ": " + complaint);
  host::print(options.json ? json_of(inside).dump(2) + "\n" : text_of(inside, standard_output()));
  return Exit::fine;
}

} // namespace

void add_trace(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<TraceOptions>();
  Command command =
      program.add_command("trace", "What a saved trace holds",
                          "  copyscope run four-ways --case sendfile --trace sendfile.copyscope\n"
                          "  copyscope trace sendfile.copyscope\n");
  command.add("FILE", options->file, "A trace that was saved").required();
  command.add_flag("--json", options->json, "As JSON");
  command.when_given([options, &chosen] { chosen = [options] { return inspect(*options); }; });
}

} // namespace copyscope::cli
