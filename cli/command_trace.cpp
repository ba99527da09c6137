// copyscope trace: what a saved trace holds, without decoding its rows.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "host/output.h"
#include "host/standard_files.h"
#include "program/catalog.h"
#include "program/errors.h"
#include "program/loading.h"
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
  const trace::Whole& whole = inside.header.whole;
  return {{"schema", 1},
          {"format", inside.format},
          {"program", inside.program},
          {"source", name_of(inside.header.source)},
          {"scenario", inside.header.scenario.id},
          {"case", inside.header.case_id},
          {"method", inside.header.method},
          {"end_ps", inside.end.ps()},
          {"bytes", inside.bytes},
          {"segments", inside.segments},
          {"whole", {{"start", whole.start}, {"end", whole.end}, {"lost", whole.lost}}},
          {"tables", std::move(tables)},
          {"lanes", std::move(lanes)},
          {"complaints", inside.complaints}};
}

std::string text_of(const Inside& inside, const Terminal& terminal) {
  const trace::Header& header = inside.header;
  std::string text = fmt::format(
      "{}\n", terminal.styled(fmt::format("{} {}, case {}", name_of(header.source),
                                          printable(header.scenario.id), printable(header.case_id)),
                              Look::heading));
  text += fmt::format("format {}, written by Copyscope {}: {}\n", inside.format,
                      printable(inside.program), wholeness_of(header.whole));
  text += fmt::format("{} bytes in {} segments, {:.1f} a row\n\n",
                      grouped(static_cast<std::int64_t>(inside.bytes)),
                      grouped(static_cast<std::int64_t>(inside.segments)), bytes_a_row(inside));
  Table tables({{""}, {"", Align::right}}, 2);
  for (const Inside::Table& table : inside.tables)
    tables.add({{printable(table.name), Look::strong},
                {grouped(static_cast<std::int64_t>(table.entries))}});
  return text + tables.text(terminal);
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
