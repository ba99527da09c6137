// load(): the settings, the file, and what is wrong with them.
#include "sim/scenario/load.h"

#include "sim/scenario/assembly.h"
#include "sim/scenario/settings.h"

#include "sim/units/excerpt.h"

#include <algorithm>

namespace copyscope::scenario {

namespace {

/// False for a schema that this program does not know: the rest may mean anything then.
bool check_schema(const Node& root, Reader& reader) {
  if (!reader.is_table(root, "a scenario")) return false;
  const Node* schema = root.find("schema");
  const std::string expected = "schema 1, the one that this program knows";
  if (!schema) {
    if (root.entries.empty())
      reader.refuse(root, "an empty file", "a scenario: `schema = 1`, `id`, `title` …");
    else
      reader.missing(root, "`schema`", "`schema = 1`");
    return !root.entries.empty();
  }
  if (schema->type != Node::Type::integer)
    reader.wrong_type(*schema, expected);
  else if (schema->integer != 1)
    reader.refuse(*schema, "the unknown schema " + std::to_string(schema->integer), expected);
  else
    return true;
  return false;
}

/// What can be part of a file's name, since that is what it usually is.
bool is_scenario_id(std::string_view id) {
  return !id.empty() && id.size() <= 100 && std::none_of(id.begin(), id.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '/' || c == '\\';
  });
}

void read_header(const Node& root, Scenario& into, Reader& reader) {
  const std::string expected = "an id of a-z, 0-9 and `-`";
  if (const Node* id = root.find("id")) {
    into.id = reader.string(*id, expected).value_or("x");
    if (!is_scenario_id(into.id)) reader.wrong_value(*id, expected);
  } else {
    reader.missing(root, "`id`", expected);
  }
  if (const Node* title = root.find("title"))
    into.title = reader.text(*title).value_or(Text{});
  else
    reader.missing(root, "`title`", "`title = { en = \"…\" }`");
  if (const Node* summary = root.find("summary"))
    into.summary = reader.text(*summary).value_or(Text{});
}

} // namespace

Scenario read_scenario(const Node& root, const Vocabulary* vocabulary, const PresetLoader& loader,
                       const Overrides& settings, const Source& source, Problems& problems) {
  Scenario scenario;
  Reader reader(source, problems);
  if (!check_schema(root, reader)) return scenario;
  only_keys_of_layers(
      root,
      {"schema", "id", "title", "summary", "workload", "machine", "case", "lesson", "question"},
      reader);
  read_header(root, scenario, reader);
  Names names(vocabulary);
  Presets presets(loader, names, problems);
  scenario.cases = CaseReader(root, settings, presets, reader).read(names);
  if (scenario.cases.empty()) return scenario; // which is a problem already
  scenario.narrations = read_narrations(root, scenario.cases, names, reader);
  scenario.questions = read_questions(root, scenario.cases, names, reader);
  return scenario;
}

Scenario load(std::string_view text, const std::string& file, const Vocabulary& vocabulary,
              const PresetLoader& presets, const std::vector<Setting>& settings) {
  Problems problems;
  const SettingLayer layer(settings, problems);
  const Source source(text, file);
  Scenario scenario;
  if (const std::optional<Node> root = parse_toml(source, problems))
    scenario = read_scenario(*root, &vocabulary, presets, layer.overrides(), source, problems);
  problems.throw_if_any();
  return scenario;
}

} // namespace copyscope::scenario
