// Saving: TOML and JSON hold everything, need no preset, and give the scenario back.
#include "sim/scenario/save.h"

#include "tests/scenario/generate.h"
#include "tests/scenario/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

namespace copyscope::scenario {
namespace {

using Json = nlohmann::ordered_json;

std::optional<std::string> no_preset(std::string_view) {
  return std::nullopt;
}

std::vector<Problem> problems_of_json(const Json& json) {
  try {
    from_json(json, "trace.json");
  } catch (const InputError& error) {
    return error.problems();
  }
  ADD_FAILURE() << "accepted: " << json.dump();
  return {Problem{}};
}

RC_GTEST_PROP(SaveProperty, reading_the_toml_gives_the_scenario, ()) {
  const Scenario scenario = *scenarios();
  const std::string toml = to_toml(scenario);
  try {
    RC_ASSERT(load(toml, "saved.toml", vocabulary(), no_preset) == scenario);
  } catch (const InputError& error) {
    RC_FAIL(std::string(error.what()) + "\n" + toml);
  }
}

RC_GTEST_PROP(SaveProperty, reading_the_json_gives_the_scenario, ()) {
  const Scenario scenario = *scenarios();
  const Json json = to_json(scenario);
  RC_ASSERT(from_json(json, "trace.json") == scenario);
  RC_ASSERT(from_json(Json::parse(json.dump()), "trace.json") == scenario);
}

TEST(Save, toml_is_laid_out_as_people_do) {
  const Scenario scenario = load_text(small("machine.nic.scatter_gather = true\n"
                                            "[case.expect]\ncopies.cpu = 0\nduration = \"< 1 ms\"\n"
                                            "[[case]]\nid = \"two\"\nmethod = \"sendfile\"\n"
                                            "workload.page_cache = 0.25\n"
                                            "[[lesson]]\ntext = \"Look.\"\nshows = [\"nic\"]\n"
                                            "[[question]]\nask = \"How many?\"\nchoices = [0, 2]\n"
                                            "answer = \"one.copies.cpu\"\n"
                                            "[[question]]\nid = \"who\"\nask = \"Who?\"\n"
                                            "choices = [\"a\", { en = \"b\", mistake = \"No.\" }]\n"
                                            "answer = 0\n"));
  const std::string toml = to_toml(scenario);
  const std::size_t machine = toml.find("\n[machine]"), first_case = toml.find("\n[[case]]");
  EXPECT_EQ(toml.substr(0, machine), R"(schema = 1
id = "small"
title = { en = "Small" }

[workload]
file_size = "64 KiB"
chunk = "64 KiB"
page_cache = "cold"
clients = 1
)");
  EXPECT_EQ(toml.substr(machine, 66), R"(
[machine]
preset = "textbook"
fidelity = "textbook"
cpu.mode_swit)");
  EXPECT_EQ(toml.substr(first_case), R"(
[[case]]
id = "one"
title = { en = "one" }
method = "read-write"

[case.expect]
copies.cpu = 0
duration = "< 1 ms"

[[case]]
id = "two"
title = { en = "two" }
method = "sendfile"
workload.page_cache = 0.25
machine.nic.scatter_gather = false

[[lesson]]
case = "one"
at = "start"
shows = ["nic"]
text = { en = "Look." }

[[question]]
id = "question-1"
case = "one"
at = "start"
ask = { en = "How many?" }
choices = [0, 2]
answer = "one.copies.cpu"

[[question]]
id = "who"
case = "one"
at = "start"
ask = { en = "Who?" }
choices = [
  { en = "a" },
  { en = "b", mistake = { en = "No." } },
]
answer = 0
)");
}

TEST(Save, a_saved_scenario_is_as_if_set_had_been_written_into_it) {
  const Scenario scenario = load_text(small(), {{"preset", "fast"}, {"chunk", "5"}});
  EXPECT_EQ(load_text(to_toml(scenario)), scenario);
}

TEST(FromJson, accepts_names_that_this_program_does_not_know) {
  Json json = to_json(load_text(small("[case.expect]\ncopies.cpu = 0\n")));
  json["case"][0]["method"] = "teleport";
  json["case"][0]["expect"][0]["figure"] = "qubits";
  json["lesson"] = {{{"text", "{one.qubits}"}, {"at", {{"kind", "beam"}, {"source", "here"}}}}};
  const Scenario scenario = from_json(json, "trace.json");
  EXPECT_EQ(scenario.cases[0].method, "teleport");
  EXPECT_EQ(scenario.narrations[0].at.kind, "beam");
}

TEST(FromJson, refuses_what_a_scenario_may_not_be) {
  Json json = to_json(load_text(small()));
  json["workload"]["chunk"] = 0;
  const Problem problem = problems_of_json(json).front();
  EXPECT_EQ(problem.file, "trace.json");
  EXPECT_EQ(problem.line, 0);
  EXPECT_EQ(problem.found, "`0` in `\"chunk\": 0,`");
  json.erase("workload");
  EXPECT_EQ(problems_of_json(json).front().found, "no `workload.file_size` in `{`");
  EXPECT_EQ(problems_of_json(Json::array()).front().found, "an array in `[]`");
  EXPECT_EQ(problems_of_json(nullptr).front().found, "null in `null`");
}

TEST(FromJson, does_without_parameters_that_came_later_and_with_those_that_are_gone) {
  Json json = to_json(load_text(small()));
  json["machine"]["cpu"].erase("map");
  json["machine"]["cpu"]["turbo"] = "3 us";
  EXPECT_EQ(from_json(json, "trace.json").cases[0].machine.cpu.map, Time());
}

TEST(FromJson, nested_deeply_is_refused) {
  Json json = 1;
  for (int i = 0; i < 1'000; ++i)
    json = Json::array({json});
  EXPECT_EQ(problems_of_json(json).front().found, "brackets nested too deeply");
}

TEST(FromJson, bytes_that_are_not_utf_8_are_replaced) {
  Json json = to_json(load_text(small()));
  json["title"]["en"] = "a\xff";
  EXPECT_EQ(from_json(json, "trace.json").title.en, "a\xEF\xBF\xBD");
}

} // namespace
} // namespace copyscope::scenario
