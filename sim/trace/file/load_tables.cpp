#include "sim/trace/file/load_tables.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::trace::file {

namespace {

constexpr std::array<std::string_view, 8> known_members = {
    "run", "tables", "calls", "flows", "rows", "amended_rows", "amended_calls", "amended_flows"};

class Loader {
public:
  Loader(Directory& directory, const std::string& name,
         const std::function<void(double done)>& progress, BlockMemory memory)
      : directory_(directory), name_(name), progress_(progress) {
    loaded_.tables.calls = Calls(memory);
  }

  LoadedTables run() {
    if (!has_beginning())
      refuse(name_, "no first segment that is whole", "one, since it says what the run is");
    try {
      read_first();
      for (Section& section : directory_.segments) {
        tell(0, section);
        read_small(section);
      }
      put_usual(loaded_.tables);
      count();
      understand_texts();
      for (Section& section : directory_.segments) {
        tell(0.5, section);
        read_large(section);
      }
      finish();
      check(loaded_.tables, loaded_.header);
    } catch (const Damaged& damaged) {
      refuse(name_, damaged.what, "tables that fit each other");
    }
    return std::move(loaded_);
  }

private:
  void tell(double from, const Section& section) const {
    const auto at = static_cast<double>(&section - directory_.segments.data());
    if (progress_) progress_(from + 0.5 * at / static_cast<double>(directory_.segments.size()));
  }

  /// Work on a part of a segment, whose damage is told and goes no further.
  template <class Work> void guarded(const Section& section, const char* part, Work work) {
    try {
      work();
    } catch (const Damaged& damaged) {
      directory_.complain(
          fmt::format("segment {}, {}: {}", section.head.number, part, damaged.what));
    }
  }

  /// A later segment may be the first that is whole: then what the run is has gone.
  bool has_beginning() const {
    if (directory_.segments.empty()) return false;
    const Section& first = directory_.segments.front();
    return first.head.number == 0 || first.meta.contains("run");
  }

  void read_first() {
    loaded_.extras = std::make_shared<Extras>();
    ReadRun run = read_run(directory_.segments.front().meta.value("run", Json::object()));
    if (!run.complaint.empty()) directory_.complain(std::move(run.complaint));
    loaded_.header = std::move(run.header);
    loaded_.extras->run = std::move(run.kept);
  }

  // A segment that is missing took its additions with it: so many may be made up.
  std::size_t gap() const {
    constexpr std::size_t most = 16 * most_rows;
    return directory_.missing == 0 ? 0 : most;
  }

  void read_small(const Section& section) {
    Extras::Segment extras;
    const auto additions = section.meta.find("tables");
    if (additions != section.meta.end())
      read_additions(*additions, gap(), loaded_.tables, loaded_.texts, loaded_.extras->entries,
                     extras.small_tables);
    for (const auto& item : section.meta.items()) {
      const std::string& key = item.key();
      const Json& value = item.value();
      if (std::find(known_members.begin(), known_members.end(), key) != known_members.end())
        continue;
      guarded(section, key.c_str(), [&] { keep(section, key, value, extras); });
    }
    loaded_.extras->segments.push_back(std::move(extras));
  }

  /// A member that this version does not know: a table in columns, or anything else.
  static void keep(const Section& section, const std::string& key, const Json& value,
                   Extras::Segment& extras) {
    if (!value.is_object() || !value.contains("columns")) {
      extras.members[key] = value;
      return;
    }
    Extras::Table table{key, value, ColumnReader(value, section.columns).others({})};
    table.members.erase("columns");
    extras.tables.push_back(std::move(table));
  }

  /// How far a segment's table in columns reaches.
  std::uint64_t end_of(const Section& section, const char* key) const {
    const auto table = section.meta.find(key);
    if (table == section.meta.end() || !table->is_object()) return 0;
    return number_in(*table, "first", 0, no_span) + number_in(*table, "count", 0, most_rows);
  }

  // Before anything that names them is read, there are as many calls and flows as there will be.
  void count() {
    std::uint64_t calls = 0, flows = 0;
    for (const Section& section : directory_.segments) {
      const std::uint64_t calls_end = end_of(section, "calls");
      const std::uint64_t flows_end = end_of(section, "flows");
      if (calls_end > calls + most_rows + gap() || flows_end > flows + most_rows + gap() ||
          flows_end >= no_flow || calls_end >= no_span)
        throw Damaged{"calls or flows go on at another place than they ended"};
      calls = std::max(calls, calls_end);
      flows = std::max(flows, flows_end);
    }
    const Call nothing{Time(), Time(), 0, Call::no_result, 0, no_flow, no_task, 0, 0};
    for (std::uint64_t i = 0; i < calls; ++i)
      loaded_.tables.calls.push_back(nothing);
    loaded_.tables.flows.resize(flows);
  }

  static std::optional<Evidence> evidence_named(std::string_view name) {
    for (int each = 0; each < evidence_count; ++each)
      if (name == name_of(static_cast<Evidence>(each))) return static_cast<Evidence>(each);
    return std::nullopt;
  }

  /// What the texts of a list mean; one that is missing is that of the first version.
  template <class T>
  static std::vector<std::optional<T>> meanings_of(const std::vector<std::string>& texts, int usual,
                                                   std::optional<T> (*named)(std::string_view)) {
    std::vector<std::optional<T>> meanings;
    for (const std::string& text : texts)
      meanings.push_back(named(text));
    for (int each = 0; texts.empty() && each < usual; ++each)
      meanings.push_back(static_cast<T>(each));
    return meanings;
  }

  void understand_texts() {
    const Texts& texts = loaded_.texts;
    loaded_.meanings = {meanings_of<Kind>(texts.kinds, kind_count, kind_named),
                        meanings_of<Buffer>(texts.places, buffer_count, buffer_named),
                        meanings_of<Evidence>(texts.evidences, evidence_count, evidence_named)};
  }

  void keep_columns(const Section& section, const char* name, ColumnReader& reader,
                    std::span<const std::string_view> known) {
    const auto at = static_cast<std::size_t>(&section - directory_.segments.data());
    auto others = reader.others(known);
    if (!others.empty())
      loaded_.extras->segments[at].tables.push_back({name, nullptr, std::move(others)});
  }

  template <class Read> void each_table(const Section& section, const char* key, Read read) {
    const auto table = section.meta.find(key);
    if (table == section.meta.end()) return;
    guarded(section, key, [&] {
      ColumnReader reader(*table, section.columns);
      read(reader);
    });
  }

  void read_large(const Section& section) {
    const auto at = static_cast<std::size_t>(&section - directory_.segments.data());
    Extras::Segment& extras = loaded_.extras->segments[at];
    const Bounds bounds = loaded_.bounds();
    Tables& tables = loaded_.tables;
    each_table(section, "flows", [&](ColumnReader& reader) {
      extras.flows = static_cast<std::uint32_t>(reader.count());
      std::size_t flow = reader.first();
      for (const Flow& each : read_flows(reader, bounds))
        tables.flows.at(flow++) = each;
      keep_columns(section, "flows", reader, flow_columns());
    });
    each_table(section, "calls", [&](ColumnReader& reader) {
      extras.calls = static_cast<std::uint32_t>(reader.count());
      std::size_t call = reader.first();
      for (const Call& each : read_calls(reader, bounds))
        tables.calls[call++] = each;
      keep_columns(section, "calls", reader, call_columns());
    });
    each_table(section, "rows", [&](ColumnReader& reader) {
      extras.rows = static_cast<std::uint32_t>(reader.count());
      keep_columns(section, "rows", reader, row_columns());
    });
    read_amendments(section, bounds);
  }

  void read_amendments(const Section& section, const Bounds& bounds) {
    Tables& tables = loaded_.tables;
    each_table(section, "amended_flows", [&](ColumnReader& reader) {
      const Values which = reader.values("flow", tables.flows.size());
      const std::vector<Flow> flows = read_flows(reader, bounds);
      for (std::size_t i = 0; i < flows.size(); ++i)
        if (which[i] != 0) tables.flows[which[i] - 1] = flows[i];
    });
    each_table(section, "amended_calls", [&](ColumnReader& reader) {
      const Values which = reader.values("call", tables.calls.size());
      const std::vector<Call> calls = read_calls(reader, bounds);
      for (std::size_t i = 0; i < calls.size(); ++i)
        if (which[i] != 0) tables.calls[which[i] - 1] = calls[i];
    });
    each_table(section, "amended_rows", [&](ColumnReader& reader) {
      const Values rows = reader.values("row", no_span);
      const Values ends = reader.values("end", INT64_MAX);
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i] != 0)
          loaded_.ends.emplace_back(static_cast<SpanId>(rows[i] - 1),
                                    Time::from_ps(static_cast<std::int64_t>(ends[i])));
    });
  }

  void finish() {
    std::stable_sort(loaded_.ends.begin(), loaded_.ends.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    // A call is made after the one that it is a part of.
    Calls& calls = loaded_.tables.calls;
    for (std::uint32_t i = 0; i < calls.size(); ++i)
      if (calls[i].parent > i) calls[i].parent = 0;
    for (const Section& each : directory_.others)
      loaded_.extras->sections.push_back(
          {each.head.tag, text_of(each.meta), std::string(each.columns)});
    if (directory_.footer.is_object()) {
      loaded_.extras->footer = directory_.footer;
      if (!loaded_.header.duration)
        loaded_.header.duration = time_told(directory_.footer, "duration");
      for (const char* key : {"end", "duration", "rows", "calls", "flows", "segments", "lanes"})
        loaded_.extras->footer.erase(key);
      std::erase_if(loaded_.extras->footer.get_ref<Json::object_t&>(), [](const auto& member) {
        return member.second.is_object() && member.second.contains("columns");
      });
    }
  }

  Directory& directory_;
  const std::string& name_;
  const std::function<void(double done)>& progress_;
  LoadedTables loaded_;
};

} // namespace

void lose(Header& header, std::uint64_t rows) {
  std::int64_t& lost = header.whole.lost;
  const auto most = static_cast<std::uint64_t>(INT64_MAX - lost);
  lost += static_cast<std::int64_t>(std::min(rows, most));
}

Bounds LoadedTables::bounds() const {
  return {tables.lanes.size(), tables.tasks.size(),  tables.flows.size(),   tables.calls.size(),
          tables.names.size(), tables.labels.size(), tables.objects.size(), &meanings};
}

LoadedTables load_tables(Directory& directory, const std::string& name,
                         const std::function<void(double done)>& progress, BlockMemory memory) {
  return Loader(directory, name, progress, memory).run();
}

} // namespace copyscope::trace::file
