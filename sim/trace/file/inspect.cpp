#include "sim/trace/file/inspect.h"

#include "sim/trace/file/load_tables.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

using namespace file;

/// How many rows are in segments whose rows can be read.
std::uint64_t rows_in(const Directory& directory) {
  std::uint64_t rows = 0;
  for (const Section& section : directory.segments)
    if (const auto table = section.meta.find("rows"); table != section.meta.end())
      rows += ColumnReader(*table, section.columns).count();
  return rows;
}

std::vector<Inside::LaneUse> lanes_in(const Directory& directory, const Tables& tables) {
  std::vector<Inside::LaneUse> lanes;
  const auto shares =
      directory.footer.is_object() ? directory.footer.find("lanes") : directory.footer.end();
  if (shares == directory.footer.end()) return lanes;
  ColumnReader reader(*shares, directory.footer_columns);
  const Values which = reader.values("lane", 65535), rows = reader.values("rows", most_rows),
               busy = reader.values("busy", INT64_MAX);
  for (const Lane& lane : tables.lanes)
    lanes.push_back({lane.name, 0, Time()});
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (which[i] >= lanes.size()) throw Damaged{"its index names a lane that is not there"};
    lanes[which[i]].rows += rows[i];
    lanes[which[i]].busy += Time::from_ps(static_cast<std::int64_t>(busy[i]));
  }
  return lanes;
}

std::vector<Inside::Table> tables_in(const LoadedTables& loaded, std::uint64_t rows) {
  const Tables& tables = loaded.tables;
  std::vector<Inside::Table> all = {{"rows", rows},
                                    {"calls", tables.calls.size()},
                                    {"flows", tables.flows.size()},
                                    {"objects", tables.objects.size()},
                                    {"tasks", tables.tasks.size()},
                                    {"lanes", tables.lanes.size()},
                                    {"clocks", tables.clocks.size()},
                                    {"names", tables.names.size()},
                                    {"labels", tables.labels.size()},
                                    {"observations", loaded.header.observations.size()},
                                    {"facts", loaded.header.facts.size()}};
  const auto add = [&](const std::string& name, std::uint64_t entries) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Inside::Table& each) { return each.name == name; });
    if (found == all.end())
      all.push_back({name, entries});
    else
      found->entries += entries;
  };
  for (const Extras::Segment& segment : loaded.extras->segments) {
    for (const Extras::Table& table : segment.tables)
      if (!table.members.is_null()) add(table.name, number_in(table.members, "count", 0, no_span));
    for (const auto& [name, table] : segment.small_tables.items())
      if (table.is_object() && table.contains("items")) add(name, table["items"].size());
  }
  return all;
}

} // namespace

Header header_of_file(std::string_view bytes, const std::string& name) {
  Directory directory = read_directory(bytes, name, 1);
  return load_tables(directory, name).header;
}

Inside inspect_file(std::string_view bytes, const std::string& name) {
  Directory directory = read_directory(bytes, name);
  const LoadedTables loaded = load_tables(directory, name);
  Inside inside;
  inside.format = directory.format;
  inside.program = directory.program;
  inside.header = loaded.header;
  inside.bytes = bytes.size();
  inside.segments = directory.segments.size();
  try {
    inside.rows = rows_in(directory);
    inside.tables = tables_in(loaded, inside.rows);
    inside.lanes = lanes_in(directory, loaded.tables);
    const Json& footer = directory.footer;
    if (footer.is_object()) {
      inside.end = Time::from_ps(static_cast<std::int64_t>(number_in(footer, "end", 0, INT64_MAX)));
      const std::uint64_t said = number_in(footer, "rows", inside.rows, no_span);
      if (said > inside.rows) lose(inside.header, said - inside.rows);
    } else {
      inside.header.whole.end = false;
    }
  } catch (const Damaged& damaged) {
    directory.complaints.push_back("the index is damaged: " + damaged.what);
  } catch (const OverflowError&) {
    directory.complaints.push_back("the index is damaged: more time than there is");
  }
  inside.complaints = std::move(directory.complaints);
  return inside;
}

} // namespace copyscope::trace
