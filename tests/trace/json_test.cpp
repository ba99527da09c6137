// Saving and loading: the same trace, the same bytes; and what is wrong with a file, by its place.
#include "sim/trace/json.h"

#include "tests/trace/random_trace.h"
#include "tests/trace/saved_trace.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::trace {
namespace {

using scenario::InputError;
using scenario::Problem;

Problem problem_of(const std::string& text) {
  try {
    load_json(text, "t.json");
  } catch (const InputError& error) {
    return error.problems().front();
  }
  ADD_FAILURE() << "accepted:\n" << text.substr(0, 10'000);
  return Problem{};
}

/// A trace of two rows, as text.
std::string two_rows() {
  TraceBuilder builder;
  builder.start(whole_header());
  Span copy{Time::from_ps(5), Time::from_ps(9)};
  copy.lane = builder.lane("cpu0");
  copy.kind = Kind::cpu_copy;
  copy.set_way(Buffer::page_cache, Buffer::user_buffer);
  Call read;
  read.label = builder.label("read");
  copy.call = builder.call(read);
  copy.set_range({Bytes(4'096), Bytes(100)});
  builder.add(copy);
  Span turn{Time::from_ps(9), Time::from_ps(9)};
  turn.kind = Kind::mode_switch;
  turn.name = WellKnown::to_user;
  builder.add(turn);
  builder.finish(Time::from_ps(12));
  return saved(builder.take());
}

std::string changed(std::string_view part, std::string_view instead) {
  std::string text = two_rows();
  const std::size_t at = text.find(part);
  if (at == std::string::npos) throw std::logic_error("no `" + std::string(part) + "`");
  return text.replace(at, part.size(), instead);
}

constexpr std::string_view first_row =
    R"([5,9,0,"cpu_copy",0,1,"page_cache","user_buffer",4096,100,0,1])";

TEST(TraceJson, rows_stand_one_a_line_in_the_order_of_the_columns) {
  const std::string text = two_rows();
  const std::size_t lanes = text.find("  \"lanes\"");
  EXPECT_EQ(text.substr(lanes), R"(  "lanes": ["cpu0"],
  "names": ["","to_kernel","to_user","minor","major"],
  "labels": ["","read"],
  "columns": ["begin_ps","end_ps","lane","kind","client","call","source","target","offset","bytes","name","label"],
  "spans": [
    [5,9,0,"cpu_copy",0,1,"page_cache","user_buffer",4096,100,0,1],
    [9,9,0,"mode_switch",0,0,"","",null,null,2,0]
  ],
  "end_ps": 12
}
)");
}

TEST(TraceJson, is_json_that_begins_with_its_format) {
  const std::string text = two_rows();
  EXPECT_TRUE(text.starts_with("{\n  \"format\": \"copyscope-trace\",\n  \"schema\": 2,\n"));
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["header"]["scenario"]["case"][0]["id"], "only");
  EXPECT_EQ(json["header"]["observations"][1]["value"], nullptr);
}

TEST(TraceJson, loading_what_was_saved_gives_the_trace_and_saving_that_the_same_bytes) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    const Trace trace =
        under(whole_header(), random_trace(seed, static_cast<int>(seed * seed * 3)));
    const std::string text = saved(trace);
    const Trace again = load_json(text, "t.json");
    ASSERT_EQ(saved(again), text) << seed;
    ASSERT_EQ(again.size(), trace.size());
    for (SpanId id = 0; id < trace.size(); ++id) {
      Span loaded = again[id];
      EXPECT_LE(loaded.cause + 1, id + 1) << "found by the rules: the file does not say";
      loaded.cause = trace[id].cause;
      loaded.task = trace[id].task;
      loaded.evidence = trace[id].evidence;
      ASSERT_EQ(loaded, trace[id]) << seed;
    }
    EXPECT_EQ(again.ledger(again.cursor_at(Time::from_ps(5'000))),
              trace.ledger(trace.cursor_at(Time::from_ps(5'000))));
  }
}

TEST(TraceJson, a_trace_without_rows_is_one_too) {
  TraceBuilder builder;
  builder.start(whole_header());
  builder.finish(Time());
  const std::string text = saved(builder.take());
  EXPECT_EQ(saved(load_json(text, "t.json")), text);
}

TEST(TraceJson, layout_does_not_matter) {
  const std::string text = nlohmann::ordered_json::parse(two_rows()).dump(3);
  EXPECT_EQ(saved(load_json(text, "t.json")), two_rows());
  EXPECT_EQ(saved(load_json(nlohmann::ordered_json::parse(two_rows()).dump(), "t.json")),
            two_rows());
}

TEST(TraceJson, is_written_in_pieces) {
  const Trace trace = under(whole_header(), random_trace(1, 20'000));
  std::size_t pieces = 0, longest = 0;
  save_json(trace, [&](std::string_view piece) {
    ++pieces;
    longest = std::max(longest, piece.size());
  });
  EXPECT_GT(pieces, 10U);
  EXPECT_LT(longest, 80'000U);
}

TEST(TraceJson, bytes_of_the_system_that_are_not_utf_8_are_replaced) {
  Header header = whole_header();
  header.environment = {{"cpu", "a\xff"}};
  const std::string text = saved(under(header, random_trace(1, 5)));
  EXPECT_EQ(load_json(text, "t.json").header().environment.front().second, "a\xEF\xBF\xBD");
}

TEST(TraceJson, a_value_in_a_row_that_cannot_be_is_told_with_its_place) {
  struct Row {
    const char* row;
    int column;
    const char* found;
  };
  const std::string whole = two_rows();
  const int line =
      static_cast<int>(std::count(whole.data(), whole.data() + whole.find(first_row), '\n'));
  for (const Row& row : std::vector<Row>{
           {R"([-1,9,0,"cpu_copy",0,1,"","",null,null,0,1])", 6, "`-1`"},
           {R"([5,4,0,"cpu_copy",0,1,"","",null,null,0,1])", 8, "`4`"},
           {R"([5,9223372036854775807,0,"cpu_copy",0,1,"","",null,null,0,1])", 8,
            "`9223372036854775807`"},
           {R"([5,9223372036854775808,0,"cpu_copy",0,1,"","",null,null,0,1])", 8,
            "`9223372036854775808`"},
           {R"([5,9,1,"cpu_copy",0,1,"","",null,null,0,1])", 10, "`1`"},
           {R"([5,9,0,"cpu_cpy",0,1,"","",null,null,0,1])", 12, "`\"cpu_cpy\"`"},
           {R"([5,9,0,"cpu_copy",1,1,"","",null,null,0,1])", 23, "`1`"},
           {R"([5,9,0,"cpu_copy",0,4294967296,"","",null,null,0,1])", 25, "`4294967296`"},
           {R"([5,9,0,"cpu_copy",0,1,"floppy","",null,null,0,1])", 27, "`\"floppy\"`"},
           {R"([5,9,0,"cpu_copy",0,1,"",null,null,null,0,1])", 30, "`null`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,5,0,1])", 38, "`5`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",5,null,0,1])", 35, "`null`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",281474976710656,1,0,1])", 49, "`1`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,5,1])", 43, "`5`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,0,2])", 45, "`2`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,0,"read"])", 45, "`\"read\"`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,0,true])", 45, "`true`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,0,0.5])", 45, "`0.5`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,0])", 44, "`]`"},
           {R"([5,9,0,"cpu_copy",0,1,"","",null,null,0,1,0])", 47, "`0`"},
           {R"([5,9,0,["cpu_copy"],0,1,"","",null,null,0,1])", 12, "no row"},
           {R"([5,9,0,{},0,1,"","",null,null,0,1])", 12, "no row"},
           {R"({})", 5, "no row"},
           {R"(5)", 5, "no row"},
           {R"([10,10,0,"cpu_copy",0,1,"","",null,null,0,1])", 6, "`9`"}, // the next row's begin
       }) {
    SCOPED_TRACE(row.row);
    const Problem problem = problem_of(changed(first_row, row.row));
    EXPECT_EQ(problem.line, line + (std::string_view(row.row).starts_with("[10") ? 2 : 1));
    EXPECT_EQ(problem.column, row.column);
    EXPECT_EQ(problem.found, row.found);
    EXPECT_NE(problem.expected, "");
  }
}

TEST(TraceJson, a_member_that_cannot_be_is_told_with_its_place) {
  struct Row {
    const char* part;
    const char* instead;
    const char* found;
  };
  for (const Row& row : std::vector<Row>{
           {"copyscope-trace", "perfetto", "`\"perfetto\"`"},
           {"\"schema\": 2", "\"schema\": 3", "`3`"},
           {"\"schema\": 2", "\"schema\": \"1\"", "`\"1\"`"},
           {"\"schema\"", "\"scheme\"", "`scheme`"},
           {"\"format\": \"copyscope-trace\",", "", "`schema`"},
           {"\"case\": \"only\"", "\"case\": \"other\"", "`\"other\"`"},
           {"\"source\": \"real\"", "\"source\": \"unreal\"", "`\"unreal\"`"},
           {"\"buffer\": \"disk\"", "\"buffer\": \"tape\"", "`\"tape\"`"},
           {"\"buffer\": \"disk\"", "\"buffer\": \"user_buffer\"", "`\"user_buffer\"`"},
           {"\"capacity\": 1048576", "\"capacity\": -1", "`-1`"},
           {"\"value\": 2", "\"value\": 2.5", "`2.5`, a decimal number"},
           {"\"chunk\": \"64 KiB\"", "\"chunk\": \"64 kb\"", "the unknown unit `kb`"},
           {"\"page_cache\": \"0.1", "\"page_cache\": \"9.1",
            "`\"9.123456789012345678901234567\"`"},
           {"\"lanes\": [\"cpu0\"]", "\"lanes\": []", "`0`"},
           {"\"lanes\": [\"cpu0\"]", "\"lanes\": 5", "`5`, an integer"},
           {"\"names\": [\"\",", "\"names\": [5,", "`5`, an integer"},
           {"\"columns\": [\"begin_ps\",", "\"columns\": [\"begin\",", "other columns"},
           {"\"spans\": [", "\"spans\": 5, \"x\": [", "no row"},
           {"\"end_ps\": 12", "\"end_ps\": 8", "`8`"},
           {"\"end_ps\": 12", "\"end_ps\": null", "null"},
           {"\"end_ps\": 12", "\"end_ps\": 12, \"more\": 1", "`more`"},
           {",\n  \"end_ps\": 12", "", "the end"},
           {"\"end_ps\": 12\n}", "\"end_ps\": 12", "no valid JSON"},
           {"\"end_ps\": 12\n}", "\"end_ps\": 12\n}}", "no valid JSON"},
       }) {
    SCOPED_TRACE(row.instead);
    const Problem problem = problem_of(changed(row.part, row.instead));
    EXPECT_EQ(problem.found, row.found);
    EXPECT_GT(problem.line, 0);
    EXPECT_NE(problem.expected, "");
  }
}

TEST(TraceJson, a_mistake_is_told_the_same_in_the_first_row_and_after_many) {
  const std::string plain = R"([5,9,0,"cpu_copy",0,1,"page_cache","user_buffer",4096,100,0,1],)";
  std::string many;
  for (int i = 0; i < 1'000; ++i)
    many += plain;
  for (const std::string& wrong :
       {changed(first_row, std::string(first_row) + ",[5]"), changed(first_row, "[4.5]"),
        changed(first_row, R"([5,9,0,"cpu_\u0063opy",0,1,"","",null,null,0,9])"),
        changed(first_row, "[5,9,00]"), changed(first_row, "[5,9,0,\"x\"]"),
        changed(first_row, "[5,]"), changed("9,9,0", "3,3,0"),
        changed(R"("",null,null,2,0])", R"("",null,null,2,0],)")}) {
    SCOPED_TRACE(wrong.substr(wrong.find("spans")));
    const std::string after = std::string(wrong).replace(wrong.find("\n    [") + 5, 0, many);
    const Problem first = problem_of(wrong), later = problem_of(after);
    EXPECT_EQ(first.found, later.found);
    EXPECT_EQ(first.line, later.line);
  }
}

TEST(TraceJson, rows_that_are_written_oddly_are_the_same_rows) {
  const std::string odd =
      changed(first_row,
              " [ 5 ,9,\t0,\"cpu\\u005fcopy\",0,1,\"page_cache\",\"user_buffer\",4096,100,0,1 ] ");
  EXPECT_EQ(saved(load_json(odd, "t.json")), two_rows());
}

TEST(TraceJson, what_is_no_trace_at_all_is_told) {
  for (const char* text : {"", " ", "5", "null", "\"x\"", "[]", "[[[[", "{}", "{\"a\": 1}", "{",
                           "\xff", "\"\xff\"", "{\"format\": [[1]]}", "PK\x03\x04", "schema = 1"}) {
    const Problem problem = problem_of(text);
    EXPECT_EQ(problem.line, 1) << text;
    EXPECT_NE(problem.found, "") << text;
  }
  EXPECT_EQ(problem_of(std::string("{\0}", 3)).column, 2);
}

TEST(TraceJson, the_caret_stands_under_the_value) {
  try {
    load_json(changed("\"cpu_copy\"", "\"cpu_cpy\""), "t.json");
    ADD_FAILURE();
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("found `\"cpu_cpy\"`; expected a kind of row, such as `\"cpu_copy\"`\n"),
              std::string::npos)
        << message;
    EXPECT_NE(message.find(" |            ^^^^^^^^^"), std::string::npos) << message;
  }
}

TEST(TraceJson, nesting_is_no_way_to_the_end_of_the_stack) {
  const std::string deep(1'000'000, '[');
  problem_of(deep);
  problem_of(changed("\"real\"", deep));
  problem_of(changed("\"lanes\": [", "\"lanes\": " + deep));
  problem_of(changed("[5,9,", deep));
  std::string objects;
  for (int i = 0; i < 100'000; ++i)
    objects += "{\"a\":";
  problem_of(changed("\"case\": \"only\"", "\"case\": " + objects));
}

TEST(TraceJson, more_rows_under_way_than_a_run_has_are_refused) {
  std::string rows;
  for (int i = 0; i < 3'000; ++i)
    rows += R"([5,12,0,"wait",0,0,"","",null,null,0,0],)";
  EXPECT_EQ(problem_of(changed(first_row, rows + std::string(first_row))).expected,
            "at most 2008 rows under way at once");
}

TEST(TraceJson, more_bytes_than_can_be_added_up_are_refused) {
  std::string rows;
  for (int i = 0; i < 20'000; ++i)
    rows += R"([5,5,0,"cpu_copy",0,0,"disk","nic",0,281474976710656,0,0],)";
  EXPECT_EQ(problem_of(changed(first_row, rows + std::string(first_row))).expected,
            "less than 2^62 bytes in all rows together");
}

TEST(TraceJson, more_time_than_can_be_added_up_is_refused) {
  std::string rows;
  for (int i = 0; i < 3; ++i)
    rows += R"([5,9223372036854775806,0,"user",0,0,"","",null,null,0,0],)";
  const std::string last =
      R"([9223372036854775806,9223372036854775806,0,"user",0,0,"","",null,null,0,0],)";
  EXPECT_TRUE(problem_of(changed(std::string(first_row) + ",", rows + last))
                  .expected.starts_with("what a trace can hold"));
}

TEST(TraceJson, more_different_names_than_a_byte_can_number_are_kept) {
  std::string names = "\"names\": [\"\"", rows;
  for (int i = 1; i <= 300; ++i) {
    names += ",\"call" + std::to_string(i) + "\"";
    rows += "[5,5,0,\"syscall\",0," + std::to_string(i) + ",\"\",\"\",null,null," +
            std::to_string(i) + ",0],";
  }
  std::string text = changed(std::string(first_row) + ",", rows);
  const std::size_t at = text.find("\"names\": [\"\"");
  text.replace(at, std::string_view("\"names\": [\"\"").size(), names);
  const Trace trace = load_json(text, "t.json");
  EXPECT_EQ(trace.call_name(trace[299]), "call300");
  EXPECT_EQ(trace.final_ledger().syscalls, 300);
  EXPECT_EQ(trace.calls_by_name(trace.final_ledger()).size(), 300U);
}

TEST(TraceJson, more_names_and_lanes_than_fit_are_refused) {
  std::string names, lanes;
  for (int i = 0; i < 33'000; ++i)
    names += "\"n" + std::to_string(i) + "\",";
  for (int i = 0; i < 3'000; ++i)
    lanes += "\"l" + std::to_string(i) + "\",";
  EXPECT_TRUE(
      problem_of(changed("\"names\": [", "\"names\": [" + names)).found.starts_with("`\"n327"));
  EXPECT_EQ(problem_of(changed("\"lanes\": [", "\"lanes\": [" + lanes)).found, "`\"l2002\"`");
}

} // namespace
} // namespace copyscope::trace
