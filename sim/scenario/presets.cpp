#include "sim/scenario/presets.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

constexpr std::string_view measured = "this-machine"; // the preset that is made on each machine
constexpr const char* written_anew =
    "another version of the program wrote it: `copyscope calibrate` writes it anew";

/// Something that a loader can look for without leaving its folder.
bool is_preset_name(std::string_view name) {
  return !name.empty() && name.size() <= 100 && name[0] != '.' &&
         std::none_of(name.begin(), name.end(), [](char c) {
           return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
         });
}

void check_header(const Node& root, Reader& reader) {
  reader.only_keys(root, {"schema", "id", "title", "summary", "machine"});
  for (std::string_view key : {"title", "summary"})
    if (const Node* text = root.find(key)) reader.text(*text);
  const Node* schema = root.find("schema");
  if (!schema)
    reader.missing(root, "`schema`", "`schema = 1`");
  else if (schema->type != Node::Type::integer || schema->integer != 1)
    reader.wrong_value(*schema, "schema 1, the one that this program knows");
}

/// What the table lacks, at its header. `hint` says what to do.
void check_complete(const Node& table, const Overrides& given, const std::string& hint,
                    Reader& reader) {
  std::vector<std::string_view> missing;
  for (const Parameter& parameter : parameters()) {
    const bool has = std::any_of(given.parameters.begin(), given.parameters.end(),
                                 [&](const auto& each) { return each.first == &parameter; });
    const std::size_t dot = parameter.path.find('.');
    const Node* group = table.find(parameter.path.substr(0, dot));
    // A parameter that is there but wrong has been reported already.
    if (!has && !(group && group->find(parameter.path.substr(dot + 1))))
      missing.push_back(parameter.path);
  }
  for (std::string_view path : missing)
    reader.missing(table, fmt::format("`{}`", path), "every parameter of the machine", hint);
}

Machine read_preset(const Node& root, Reader& reader) {
  Machine machine;
  check_header(root, reader);
  const Node* id = root.find("id");
  if (!id)
    reader.missing(root, "`id`", "the preset's name");
  else
    machine.preset = reader.string(*id, "the preset's name, a string").value_or("");
  const Node* table = root.find("machine");
  if (!table) {
    reader.missing(root, "`[machine]`", "a table of parameters");
  } else if (reader.is_table(*table, "a table `[machine]`")) {
    Overrides given;
    given.parameters = read_parameters(*table, {}, reader);
    check_complete(*table, given, machine.preset == measured ? written_anew : "", reader);
    given.apply_to(machine);
  }
  return machine;
}

} // namespace

std::optional<Machine> Presets::find(const std::string& name, Origin origin, const Source& source,
                                     const Node& table) {
  const auto known = loaded_.find(name);
  if (known != loaded_.end()) return known->second;
  Reader reader(origin.source ? *origin.source : source, problems_);
  return loaded_[name] = load(name, reader, origin.node, table);
}

std::optional<Machine> Presets::load(const std::string& name, Reader& reader, const Node* named,
                                     const Node& table) {
  const std::optional<std::string> text =
      is_preset_name(name) && loader_ ? loader_(name) : std::nullopt;
  if (!text) {
    const std::string found = "the unknown preset " + units::quoted(name);
    std::string expected = "the name of a machine preset";
    if (const auto presets = names_.presets(); !presets.empty()) expected = list_of(presets);
    const std::string hint = name == measured ? "run `copyscope calibrate`, which measures it"
                                              : did_you_mean(name, names_.presets());
    reader.refuse(named ? *named : table, found, expected, hint);
    return std::nullopt;
  }
  try {
    return load_preset(*text, name + ".toml");
  } catch (const InputError& error) {
    problems_.add(error.problems());
    return std::nullopt;
  }
}

Machine load_preset(std::string_view text, const std::string& file) {
  Problems problems;
  const Source source(text, file);
  Machine machine;
  if (const std::optional<Node> root = parse_toml(source, problems)) {
    Reader reader(source, problems);
    machine = read_preset(*root, reader);
  }
  problems.throw_if_any();
  return machine;
}

} // namespace copyscope::scenario
