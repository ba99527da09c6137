#include "sim/trace/file/inspect.h"

#include "sim/trace/file/lane_shares.h"
#include "sim/trace/file/whole_rows.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

using namespace file;

std::vector<Inside::LaneUse> uses_of(const Tables& tables, const LaneShares& shares) {
  std::vector<Inside::LaneUse> uses;
  for (const Lane& lane : tables.lanes)
    uses.push_back({lane.name, 0, Time()});
  for (const LaneShare& each : shares.all()) {
    uses[each.lane].rows += each.rows;
    uses[each.lane].busy += each.busy;
  }
  return uses;
}

/// Looks at every row as the loader does.
void look_at_rows(Directory& directory, const LoadedTables& loaded, Inside& inside) {
  WholeRows whole(directory, loaded);
  LaneShares shares;
  for (const Section& section : directory.segments) {
    const WholeRows::Part part = whole.read(section);
    const std::size_t stand_ins = part.lost == 0 ? 0 : 1;
    shares.add(section.head.number, static_cast<SpanId>(inside.rows),
               std::span(part.rows).subspan(stand_ins));
    inside.rows += part.rows.size() - stand_ins;
  }
  whole.rest();
  lose(inside.header, whole.lost());
  inside.end = whole.end();
  shares.finish(inside.end);
  inside.lanes = uses_of(loaded.tables, shares);
}

/// Throws Damaged. What it says does not matter to those who read the rows; whether it is whole
/// does.
void check_footer(const Directory& directory) {
  if (!directory.footer.is_object()) return;
  number_in(directory.footer, "end", 0, INT64_MAX);
  number_in(directory.footer, "rows", 0, no_span);
  for (const auto& [name, table] : directory.footer.items())
    if (table.is_object() && table.contains("columns"))
      ColumnReader(table, directory.footer_columns).others({});
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
  look_at_rows(directory, loaded, inside);
  if (!directory.footer.is_object()) inside.header.whole.end = false;
  try {
    inside.tables = tables_in(loaded, inside.rows);
    check_footer(directory);
  } catch (const Damaged& damaged) {
    directory.complain("the index is damaged: " + damaged.what);
  }
  inside.complaints = std::move(directory.complaints);
  return inside;
}

} // namespace copyscope::trace
