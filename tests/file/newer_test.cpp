// Files of newer versions: what is not known is skipped, kept, and written again.
#include "sim/trace/file/inspect.h"
#include "tests/file/saved_file.h"
#include "tests/trace/observed_run.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <functional>
#include <gtest/gtest.h>

namespace copyscope::trace {

namespace {

using file::Json;

/// Adds a column to a table, as a program that knows more would.
void add_column(Json& table, std::string& columns, const std::string& name, const char* codec) {
  const std::string stored = "whatever " + name;
  table["columns"].push_back({{"name", name},
                              {"type", "u1"},
                              {"as", "plain"},
                              {"codec", codec},
                              {"at", columns.size()},
                              {"bytes", stored.size()},
                              {"sum", fmt::format("{:016x}", file::sum_of(stored))}});
  columns += stored;
  columns.resize(file::aligned(columns.size()), '\0');
}

/// A file of the trace with something unknown of every sort.
std::string of_a_newer_version(const Trace& trace) {
  return rewritten(streamed(trace, 200),
                   [](std::uint32_t number, Json& meta, std::string& columns) {
                     add_column(meta["rows"], columns, "temperature", "lz9");
                     if (meta.contains("calls"))
                       add_column(meta["calls"], columns, "priority", "raw");
                     meta["weather"] = {{"first", 0}, {"count", 3}};
                     add_column(meta["weather"], columns, "wind", "raw");
                     meta["note"] = "segment " + std::to_string(number);
                     if (number != 0) return;
                     meta["run"]["mood"] = "good";
                     meta["tables"]["tasks"]["items"][0]["nice"] = 5;
                     meta["tables"]["cgroups"] = {{"first", 0}, {"items", {"a", "b"}}};
                     Json& kinds = meta["tables"]["kinds"]["items"];
                     std::replace(kinds.begin(), kinds.end(), Json("checksum"), Json("teleport"));
                   });
}

/// The segments of a file as their descriptions, without where columns stand.
std::vector<Json> descriptions(const std::string& bytes) {
  std::vector<Json> all;
  const file::Directory directory = file::read_directory(bytes, "t.copyscope");
  for (const file::Section& each : directory.segments) {
    Json meta = each.meta;
    for (auto& [name, table] : meta.items()) {
      if (!table.is_object() || !table.contains("columns")) continue;
      Json columns = Json::object();
      for (const Json& column : table["columns"])
        columns[column["name"].get<std::string>()] = column["sum"];
      table["columns"] = columns;
    }
    all.push_back(std::move(meta));
  }
  return all;
}

TEST(NewerTraceFile, what_is_not_known_is_skipped) {
  const Trace trace = sample(31, 900, 2);
  const Loaded loaded = load_file(of_a_newer_version(trace), "t.copyscope");
  EXPECT_TRUE(loaded.complaints.empty()) << loaded.complaints.front();
  EXPECT_EQ(loaded.unknown,
            (std::vector<std::string>{"calls.priority", "cgroups", "note", "rows.temperature",
                                      "run.mood", "tasks.nice", "teleport", "weather"}));
  EXPECT_EQ(loaded.program, COPYSCOPE_VERSION);
  ASSERT_EQ(loaded.trace.size(), trace.size());
  EXPECT_EQ(loaded.trace.tables(), trace.tables());
  for (SpanId id = 0; id < trace.size(); ++id) {
    Span row = loaded.trace[id];
    const bool is_unknown = trace[id].kind == Kind::checksum;
    ASSERT_EQ(loaded.trace.kind_name(id), is_unknown ? "teleport" : name_of(row.kind));
    ASSERT_TRUE(!is_unknown || row.kind == Kind::other);
    if (is_unknown) row.kind = Kind::checksum;
    ASSERT_EQ(row, trace[id]);
  }
}

TEST(NewerTraceFile, what_is_not_known_is_written_again) {
  const Trace trace = sample(32, 900, 2);
  const std::string bytes = of_a_newer_version(trace);
  const std::string again = as_file(load_file(bytes, "t.copyscope").trace);
  const std::vector<Json> before = descriptions(bytes), after = descriptions(again);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    for (const char* table : {"rows", "calls", "weather"})
      if (before[i].contains(table)) {
        EXPECT_EQ(after[i][table]["count"], before[i][table]["count"]);
        for (const char* column : {"temperature", "priority", "wind"})
          EXPECT_EQ(after[i][table]["columns"].value(column, ""),
                    before[i][table]["columns"].value(column, ""));
      }
    EXPECT_EQ(after[i]["note"], before[i]["note"]);
  }
  EXPECT_EQ(after[0]["run"]["mood"], "good");
  EXPECT_EQ(after[0]["tables"]["tasks"]["items"][0]["nice"], 5);
  EXPECT_EQ(after[0]["tables"]["cgroups"], before[0]["tables"]["cgroups"]);
  // The rows of an unknown kind have it again: opened by a program that does not know it either.
  const Loaded twice = load_file(again, "t.copyscope");
  EXPECT_EQ(as_file(twice.trace), again);
  const Json& kinds = after[0]["tables"]["kinds"]["items"];
  EXPECT_NE(std::find(kinds.begin(), kinds.end(), "teleport"), kinds.end());
}

TEST(NewerTraceFile, what_is_missing_has_its_usual_value) {
  const Trace trace = sample(33, 50);
  const std::string bytes = rewritten(as_file(trace), [](std::uint32_t, Json& meta, std::string&) {
    Json& columns = meta["rows"]["columns"];
    for (const char* name : {"evidence", "cause", "task"})
      columns.erase(std::remove_if(columns.begin(), columns.end(),
                                   [&](const Json& each) { return each["name"] == name; }),
                    columns.end());
    meta["tables"].erase("kinds");
    meta["run"].erase("method");
  });
  const Loaded loaded = load_file(bytes, "t.copyscope");
  ASSERT_EQ(loaded.trace.size(), trace.size());
  for (SpanId id = 0; id < trace.size(); ++id) {
    EXPECT_EQ(loaded.trace[id].kind, trace[id].kind);
    EXPECT_EQ(loaded.trace[id].task, no_task);
  }
}

/// The list in which a file's first segment has the texts that rows name.
template <class Edit>
std::string with_texts(const std::string& bytes, const char* list, Edit edit) {
  return rewritten(bytes, [&](std::uint32_t number, Json& meta, std::string&) {
    if (number == 0) edit(meta["tables"][list]["items"]);
  });
}

/// Rows that are known in several ways, but never inferred.
Span told_in_several_ways(Span row, SpanId id) {
  row.evidence = static_cast<Evidence>(id % 3);
  return row;
}

TEST(TextsOfATraceFile, places_are_those_of_the_files_own_list) {
  const Trace trace = sample(36, 400, 2);
  const Loaded loaded = load_file(
      with_texts(as_file(trace), "places", [](Json& texts) { std::swap(texts[2], texts[3]); }),
      "t");
  EXPECT_TRUE(loaded.complaints.empty()) << loaded.complaints.front();
  const auto swapped = [](Buffer place) {
    if (place == Buffer::page_cache) return Buffer::user_buffer;
    return place == Buffer::user_buffer ? Buffer::page_cache : place;
  };
  ASSERT_EQ(loaded.trace.size(), trace.size());
  for (SpanId id = 0; id < trace.size(); ++id) {
    ASSERT_EQ(loaded.trace[id].source, swapped(trace[id].source)) << id;
    ASSERT_EQ(loaded.trace[id].target, swapped(trace[id].target)) << id;
  }
  for (FlowId flow = 0; flow < 2; ++flow)
    for (const Buffer place : {Buffer::page_cache, Buffer::user_buffer, Buffer::nic})
      EXPECT_EQ(loaded.trace.tables().object_at(flow, swapped(place)),
                trace.tables().object_at(flow, place));
}

TEST(TextsOfATraceFile, evidences_are_those_of_the_files_own_list) {
  const Trace trace = sample(37, 400, 1, told_in_several_ways);
  const Loaded loaded = load_file(
      with_texts(as_file(trace), "evidences", [](Json& texts) { std::swap(texts[0], texts[2]); }),
      "t");
  ASSERT_EQ(loaded.trace.size(), trace.size());
  for (SpanId id = 0; id < trace.size(); ++id) {
    const Evidence was = trace[id].evidence;
    const Evidence now = was == Evidence::model     ? Evidence::derived
                         : was == Evidence::derived ? Evidence::model
                                                    : was;
    ASSERT_EQ(loaded.trace[id].evidence, now) << id;
  }
}

TEST(TextsOfATraceFile, a_number_beyond_a_list_is_damage) {
  const std::string bytes = streamed(sample(38, 400, 1, told_in_several_ways), 100);
  const auto shortened = [&](const char* list) {
    return with_texts(bytes, list,
                      [](Json& texts) { texts.erase(texts.begin() + 2, texts.end()); });
  };
  for (const char* list : {"kinds", "evidences"}) {
    const Loaded loaded = load_file(shortened(list), "t");
    EXPECT_EQ(loaded.trace.header().whole.lost, 400) << list;
    EXPECT_EQ(loaded.complaints.size(), 4u) << list;
  }
  // Its client's flow names them too, and without that nothing can be understood.
  EXPECT_THROW(load_file(shortened("places"), "t"), scenario::InputError);
}

TEST(TextsOfATraceFile, an_evidence_that_is_not_known_claims_the_least_and_is_written_again) {
  const Trace trace = sample(39, 400, 1, told_in_several_ways);
  const std::string bytes =
      with_texts(as_file(trace), "evidences", [](Json& texts) { texts[2] = "guessed"; });
  const Loaded loaded = load_file(bytes, "t");
  EXPECT_EQ(loaded.unknown, (std::vector<std::string>{"evidences `guessed`"}));
  ASSERT_EQ(loaded.trace.size(), trace.size());
  for (SpanId id = 0; id < trace.size(); ++id)
    ASSERT_EQ(loaded.trace[id].evidence == Evidence::inferred,
              trace[id].evidence == Evidence::derived);
  const std::string again = as_file(loaded.trace);
  const Json texts = descriptions(again)[0]["tables"]["evidences"]["items"];
  EXPECT_EQ(texts, (Json{"model", "measured", "derived", "inferred", "guessed"}));
  const Loaded known =
      load_file(with_texts(again, "evidences", [](Json& items) { items[4] = "derived"; }), "t");
  EXPECT_EQ(known.trace, trace);
}

TEST(NewerTraceFile, texts_that_are_not_known_are_named_and_written_again) {
  const std::string bytes =
      rewritten(as_file(sample(40, 100)), [](std::uint32_t, Json& meta, std::string&) {
        meta["run"]["source"] = "dreamt";
        meta["run"]["buffers"].push_back({{"buffer", "tape"}, {"capacity", 7}});
        meta["tables"]["lanes"]["items"][1]["kind"] = "gpu";
        meta["tables"]["lanes"]["items"][2]["device"] = "quantum";
        meta["tables"]["objects"]["items"].push_back({{"kind", "tape"}, {"discipline", "lifo"}});
      });
  const Loaded loaded = load_file(bytes, "t");
  EXPECT_TRUE(loaded.complaints.empty());
  EXPECT_EQ(loaded.unknown,
            (std::vector<std::string>{"lanes.device `quantum`", "lanes.kind `gpu`",
                                      "objects.discipline `lifo`", "objects.kind `tape`",
                                      "run.buffers", "run.source `dreamt`"}));
  const Json before = descriptions(bytes)[0], after = descriptions(as_file(loaded.trace))[0];
  EXPECT_EQ(after["run"]["source"], "dreamt");
  EXPECT_EQ(after["run"]["buffers"], before["run"]["buffers"]);
  EXPECT_EQ(after["tables"]["lanes"]["items"][1]["kind"], "gpu");
  EXPECT_EQ(after["tables"]["lanes"]["items"][2]["device"], "quantum");
  EXPECT_EQ(after["tables"]["objects"]["items"].back(),
            before["tables"]["objects"]["items"].back());
}

TEST(NewerTraceFile, any_member_of_the_first_segment_may_be_missing) {
  const Trace trace = test::observed_run(50);
  for (const char* table : {"clocks", "names", "labels", "kinds", "places", "evidences"}) {
    const Loaded loaded = load_file(
        rewritten(as_file(trace),
                  [&](std::uint32_t, Json& meta, std::string&) {
                    meta["tables"].erase(table);
                    for (const char* of_rows : {"rows", "calls"}) // which names of it are left
                      for (Json& column : meta[of_rows]["columns"])
                        if (column["name"] == std::string(table).substr(0, strlen(table) - 1))
                          column["name"] = "unknown";
                  }),
        "t");
    EXPECT_TRUE(loaded.complaints.empty()) << table << ": " << loaded.complaints.front();
    EXPECT_EQ(loaded.trace.size(), trace.size()) << table;
  }
  const Loaded loaded = load_file(
      rewritten(as_file(trace), [](std::uint32_t, Json& meta, std::string&) { meta.erase("run"); }),
      "t");
  EXPECT_EQ(loaded.trace.size(), trace.size());
  EXPECT_EQ(loaded.trace.header().source, Source::simulated);
}

TEST(NewerTraceFile, a_row_has_a_range_where_it_has_an_offset) {
  const Trace trace = sample(42, 100);
  const Loaded loaded = load_file(rewritten(as_file(trace),
                                            [](std::uint32_t, Json& meta, std::string&) {
                                              for (Json& column : meta["rows"]["columns"])
                                                if (column["name"] == "flags")
                                                  column["name"] = "unknown";
                                            }),
                                  "t");
  for (SpanId id = 0; id < trace.size(); ++id) {
    ASSERT_EQ(loaded.trace[id].has_range, trace[id].has_range) << id;
    ASSERT_EQ(loaded.trace[id].range(), trace[id].range()) << id;
  }
}

TEST(NewerTraceFile, each_rule_of_a_table_has_its_own_message) {
  const std::string bytes = as_file(sample(43, 20));
  const auto said = [&](const std::function<void(Json & tables)>& edit) {
    try {
      load_file(
          rewritten(bytes, [&](std::uint32_t, Json& meta, std::string&) { edit(meta["tables"]); }),
          "t");
    } catch (const scenario::InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const auto many = [](Json& items, std::size_t n) {
    while (items.size() < n)
      items.push_back("x");
  };
  EXPECT_NE(said([&](Json& tables) {
              many(tables["names"]["items"], 40000);
            }).find("the table `names` has more than 32767 entries"),
            std::string::npos);
  EXPECT_NE(said([](Json& tables) {
              tables["names"]["first"] = 5;
            }).find("the table `names` goes on at another place"),
            std::string::npos);
  EXPECT_NE(said([](Json& tables) {
              tables["labels"]["items"][0] = "x";
            }).find("the labels do not begin with the empty one"),
            std::string::npos);
  EXPECT_NE(said([](Json& tables) {
              tables["names"]["items"][1] = "x";
            }).find("the names do not begin with those that every trace has"),
            std::string::npos);
}

TEST(NewerTraceFile, a_parameter_of_the_machine_that_came_or_went_is_no_error) {
  const Trace trace = sample(34, 20);
  const std::string bytes = rewritten(as_file(trace), [](std::uint32_t, Json& meta, std::string&) {
    Json& machine = meta["run"]["scenario"]["machine"];
    machine["cpu"]["flux"] = "3 ns";
    machine["gravity"] = {{"g", 9}};
    machine["cpu"].erase("per_page");
  });
  const Header header = load_file(bytes, "t.copyscope").trace.header();
  const scenario::Machine& machine = header.current_case().machine;
  EXPECT_EQ(machine.cpu.per_page, Time());
  EXPECT_EQ(machine.cpu.per_call, trace.header().current_case().machine.cpu.per_call);
}

TEST(NewerTraceFile, rows_open_without_a_scenario_that_cannot_be_read) {
  const Trace trace = sample(41, 100);
  const auto with = [&](const std::function<void(Json & run)>& edit) {
    return rewritten(as_file(trace),
                     [&](std::uint32_t, Json& meta, std::string&) { edit(meta["run"]); });
  };
  const std::vector<std::pair<std::string, std::string>> all = {
      {with([](Json& run) { run["scenario"]["epilogue"] = "later"; }), "epilogue"},
      {with([](Json& run) { run["scenario"]["schema"] = 9; }), "9"},
      {with([](Json& run) { run["scenario"] = 5; }), "scenario"},
      {with([](Json& run) { run["case"] = "none-such"; }), "does not have the run's case"}};
  for (const auto& [bytes, said] : all) {
    const Loaded loaded = load_file(bytes, "t");
    ASSERT_EQ(loaded.complaints.size(), 1u) << said;
    EXPECT_NE(loaded.complaints.front().find("the scenario is left out: "), std::string::npos);
    EXPECT_NE(loaded.complaints.front().find(said), std::string::npos) << loaded.complaints.front();
    EXPECT_FALSE(loaded.trace.header().has_case());
    ASSERT_EQ(loaded.trace.size(), trace.size());
    EXPECT_EQ(loaded.trace[99], trace[99]);
    EXPECT_EQ(inspect_file(bytes, "t").complaints, loaded.complaints);
    const Json before = descriptions(bytes)[0]["run"],
               after = descriptions(as_file(loaded.trace))[0]["run"];
    EXPECT_EQ(after["scenario"], before["scenario"]);
    EXPECT_EQ(after["case"], before["case"]);
  }
}

TEST(NewerTraceFile, inspection_tells_what_is_inside) {
  const Trace trace = sample(35, 900, 2);
  const Inside inside = inspect_file(of_a_newer_version(trace), "t.copyscope");
  EXPECT_EQ(inside.rows, 900u);
  EXPECT_EQ(inside.segments, 5u);
  EXPECT_EQ(inside.end, trace.end());
  EXPECT_EQ(inside.program, COPYSCOPE_VERSION);
  EXPECT_TRUE(inside.header.whole.end);
  ASSERT_EQ(inside.lanes.size(), trace.lanes().size());
  EXPECT_EQ(inside.lanes[1].rows, trace.lane_size(1));
  const auto weather = std::find_if(inside.tables.begin(), inside.tables.end(),
                                    [](const auto& table) { return table.name == "weather"; });
  ASSERT_NE(weather, inside.tables.end());
  EXPECT_EQ(weather->entries, 15u);
}

} // namespace

} // namespace copyscope::trace
