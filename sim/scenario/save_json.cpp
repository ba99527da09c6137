// A scenario as JSON: the shape of its TOML, with the first case's workload and machine as the base
// that the other cases differ from.
#include "sim/scenario/assembly.h"
#include "sim/scenario/document/json_document.h"
#include "sim/scenario/expectation.h"
#include "sim/scenario/overrides.h"
#include "sim/scenario/save.h"
#include "sim/scenario/saved.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace copyscope::scenario {

using Json = nlohmann::ordered_json;

namespace {

Json json_of(const Text& text) {
  Json json{{"en", text.en}};
  if (!text.zh.empty()) json["zh"] = text.zh;
  return json;
}

Json json_of(const Residency& residency) {
  if (residency == Residency{}) return "cold";
  if (residency == Residency{{1, 0}}) return "warm";
  return to_string(residency.fraction); // a JSON number would be a double to most who read it
}

/// All of it, or what differs from a base.
Json json_of(const Workload& workload, const Workload* base) {
  Json json = Json::object();
  if (!base || base->file_size != workload.file_size)
    json["file_size"] = to_string(workload.file_size);
  if (!base || base->chunk != workload.chunk) json["chunk"] = to_string(workload.chunk);
  if (!base || base->page_cache != workload.page_cache)
    json["page_cache"] = json_of(workload.page_cache);
  if (!base || base->clients != workload.clients) json["clients"] = workload.clients;
  return json;
}

Json json_of(const Machine& machine, const Parameter& parameter) {
  Machine copy = machine;
  const Slot slot = parameter.slot(copy);
  if (const auto* boolean = std::get_if<bool*>(&slot)) return **boolean;
  if (const auto* integer = std::get_if<std::int64_t*>(&slot)) return **integer;
  return value_of(machine, parameter);
}

Json json_of(const Machine& machine, const Machine* base) {
  Json json = Json::object();
  if (!base || base->preset != machine.preset) json["preset"] = machine.preset;
  if (!base || base->fidelity != machine.fidelity)
    json["fidelity"] = machine.fidelity == Fidelity::textbook ? "textbook" : "linux";
  if (base ? base->path != machine.path : machine.path != Path::wire)
    json["path"] = machine.path == Path::sink ? "sink" : "wire";
  for (const Parameter& parameter : parameters()) {
    const Json value = json_of(machine, parameter);
    if (base && json_of(*base, parameter) == value) continue;
    const std::size_t dot = parameter.path.find('.');
    json[std::string(parameter.path.substr(0, dot))][std::string(parameter.path.substr(dot + 1))] =
        value;
  }
  return json;
}

Json json_of(const Expectation& expectation) {
  Json json{{"figure", expectation.figure}, {"relation", sign_of(expectation.relation)}};
  if (const auto* count = std::get_if<std::int64_t>(&expectation.value)) json["value"] = *count;
  if (const auto* share = std::get_if<Decimal>(&expectation.value))
    json["value"] = to_string(*share);
  if (const auto* rate = std::get_if<Bandwidth>(&expectation.value))
    json["value"] = to_string(*rate);
  json["written"] = expectation.written;
  return json;
}

Json json_of(const Case& each, const Case& first) {
  Json json{{"id", each.id}, {"title", json_of(each.title)}, {"method", each.method}};
  const Json workload = json_of(each.workload, &first.workload);
  const Json machine = json_of(each.machine, &first.machine);
  if (!workload.empty()) json["workload"] = workload;
  if (!machine.empty()) json["machine"] = machine;
  for (const Expectation& expectation : each.expect)
    json["expect"].push_back(json_of(expectation));
  return json;
}

Json json_of(const Moment& moment) {
  if (moment.when == Moment::When::start) return "start";
  if (moment.when == Moment::When::end) return "end";
  Json json{{"kind", moment.kind}};
  if (moment.name) json["name"] = *moment.name;
  if (moment.source) json["source"] = *moment.source;
  if (moment.target) json["target"] = *moment.target;
  if (moment.client) json["client"] = *moment.client;
  json["nth"] = moment.nth;
  return json;
}

Json json_of(const Narration& lesson) {
  Json json{{"case", lesson.of_case}, {"at", json_of(lesson.at)}};
  if (!lesson.shows.empty()) json["shows"] = lesson.shows;
  if (lesson.view == Narration::View::compare) json["view"] = "compare";
  json["text"] = json_of(lesson.text);
  return json;
}

/// A number by itself, or a table where there is something to say about it.
Json json_of(const Question::Choice& choice) {
  const auto* integer = std::get_if<std::int64_t>(&choice.says);
  if (integer && !choice.mistake) return *integer;
  Json json = integer ? Json{{"value", *integer}} : json_of(std::get<Text>(choice.says));
  if (choice.mistake) json["mistake"] = json_of(*choice.mistake);
  return json;
}

Json json_of(const Question& question) {
  Json json{{"id", question.id},
            {"case", question.of_case},
            {"at", json_of(question.at)},
            {"ask", json_of(question.ask)}};
  if (question.point) {
    json["point"] = json_of(*question.point);
    for (const auto& [part, mistake] : question.mistakes)
      json["mistake"][part] = json_of(mistake);
  } else {
    for (const Question::Choice& choice : question.choices)
      json["choices"].push_back(json_of(choice));
    const auto* index = std::get_if<std::int64_t>(&question.answer);
    json["answer"] = index ? Json(*index) : Json(std::get<std::string>(question.answer));
  }
  if (!question.explain.en.empty()) json["explain"] = json_of(question.explain);
  if (!question.shows.empty()) json["shows"] = question.shows;
  return json;
}

bool is_shallow(const Json& json, int levels) {
  if (!json.is_structured()) return true;
  return levels > 0 && std::all_of(json.begin(), json.end(),
                                   [&](const Json& each) { return is_shallow(each, levels - 1); });
}

/// Problems in JSON that has no text of its own: the line tells what is meant, its number nothing.
Problems without_places(const std::vector<Problem>& problems, const std::string& file) {
  Problems result;
  for (Problem problem : problems) {
    const std::string_view line = problem.source_line;
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    problem.found += fmt::format(" in `{}`", line.substr(begin));
    result.add(Problem{file, 0, 0, 1, "", 1, problem.found, problem.expected, problem.hint});
  }
  return result;
}

} // namespace

Json to_json(const Scenario& scenario) {
  Json json{{"schema", 1}, {"id", scenario.id}, {"title", json_of(scenario.title)}};
  if (!scenario.summary.en.empty()) json["summary"] = json_of(scenario.summary);
  const Case& first = scenario.cases.front();
  json["workload"] = json_of(first.workload, nullptr);
  json["machine"] = json_of(first.machine, nullptr);
  for (const Case& each : scenario.cases)
    json["case"].push_back(json_of(each, first));
  for (const Narration& lesson : scenario.narrations)
    json["lesson"].push_back(json_of(lesson));
  for (const Question& question : scenario.questions)
    json["question"].push_back(json_of(question));
  return json;
}

Scenario read_saved_scenario(const Node& root, const Source& source, Problems& problems) {
  const auto no_presets = [](std::string_view) { return std::optional<std::string>(); };
  return read_scenario(as_saved_now(root), nullptr, no_presets, Overrides{}, source, problems);
}

Scenario from_json(const Json& json, const std::string& file) {
  Problems problems;
  if (!is_shallow(json, 15)) {
    problems.add(Problem{file, 0, 0, 1, "", 1, "brackets nested too deeply", "fewer levels", ""});
    problems.throw_if_any();
  }
  const std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace);
  const Source source(text, file);
  Scenario scenario;
  try {
    if (const auto root = parse_json(source, problems))
      scenario = read_saved_scenario(*root, source, problems);
    problems.throw_if_any();
  } catch (const InputError& error) {
    without_places(error.problems(), file).throw_if_any();
  }
  return scenario;
}

} // namespace copyscope::scenario
