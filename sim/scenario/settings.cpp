#include "sim/scenario/settings.h"

#include "sim/units/excerpt.h"
#include "sim/units/nearest.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

/// Every path that can be set, as written in full.
std::vector<std::string> settable_paths() {
  std::vector<std::string> paths;
  for (std::string_view key : workload_keys())
    paths.push_back(fmt::format("workload.{}", key));
  for (std::string_view key : machine_keys())
    paths.push_back(fmt::format("machine.{}", key));
  for (const Parameter& parameter : parameters())
    paths.push_back(fmt::format("machine.{}", parameter.path));
  return paths;
}

std::string_view without_first_part(std::string_view path) {
  return path.substr(path.find('.') + 1);
}

/// The paths that a key may mean: the one that it is; else those that it is but for the first part;
/// else all that end in it.
std::vector<std::string_view> meanings(std::string_view key,
                                       const std::vector<std::string>& paths) {
  std::vector<std::string_view> shortened, tails;
  for (std::string_view path : paths) {
    if (path == key) return {path};
    if (without_first_part(path) == key) shortened.push_back(path);
    if (path.ends_with(fmt::format(".{}", key))) tails.push_back(path);
  }
  return shortened.empty() ? tails : shortened;
}

/// The nearest spelling of a path, in full, shortened, or its last part alone.
std::string hint_for(std::string_view key, const std::vector<std::string>& paths) {
  std::vector<std::string_view> spellings(paths.begin(), paths.end());
  for (std::string_view path : paths)
    spellings.push_back(without_first_part(path));
  for (std::string_view path : paths)
    spellings.push_back(path.substr(path.rfind('.') + 1));
  const std::string_view near = units::nearest(key, spellings);
  if (near.empty()) return "";
  const std::vector<std::string_view> meant = meanings(near, paths);
  return fmt::format("did you mean {}?",
                     meant.size() > 1 ? list_of(meant) : fmt::format("`{}`", near));
}

/// The value as TOML where it is TOML, else as the string that it is. It stands at `column`.
Node value_node(const std::string& value, int column) {
  Node node;
  node.type = Node::Type::string;
  node.string = value;
  if (value.find('\n') == std::string::npos) {
    const std::string line = "v=" + value;
    const Source source(line, "--set");
    Problems ignored;
    const std::optional<Node> root = parse_toml(source, ignored);
    if (root && root->entries.size() == 1 && root->entries[0].key == "v")
      node = root->entries[0].value;
  }
  node.place = {1, column};
  return node;
}

/// The value under its path, as a scenario would have it: { machine: { nic: { … } } }.
Node nested(std::string_view path, Node value) {
  Node table;
  const std::size_t dot = path.find('.');
  Node inner = dot == std::string_view::npos ? std::move(value)
                                             : nested(path.substr(dot + 1), std::move(value));
  table.place = {1, 1};
  table.entries.push_back({std::string(path.substr(0, dot)), {1, 1}, std::move(inner)});
  return table;
}

} // namespace

SettingLayer::SettingLayer(const std::vector<Setting>& settings, Problems& problems) {
  for (std::size_t i = 0; i < settings.size() && !problems.full(); ++i)
    read(settings[i], static_cast<int>(i) + 1, problems);
}

void SettingLayer::read(const Setting& setting, int number, Problems& problems) {
  const Source& source = sources_.emplace_back(
      texts_.emplace_back(setting.key + "=" + setting.value), "--set", number);
  const std::vector<std::string> paths = settable_paths();
  const std::vector<std::string_view> meant = meanings(setting.key, paths);
  const int key_width = characters_in(setting.key);
  if (meant.empty()) {
    problems.add(source.problem({1, 1}, key_width, "the unknown key " + units::quoted(setting.key),
                                "a path such as `workload.chunk` or `machine.nic.scatter_gather`",
                                hint_for(setting.key, paths)));
    return;
  }
  if (meant.size() > 1) {
    problems.add(source.problem({1, 1}, key_width,
                                "the ambiguous key " + units::quoted(setting.key), list_of(meant)));
    return;
  }
  const Node& node =
      nodes_.emplace_back(nested(meant.front(), value_node(setting.value, key_width + 2)));
  Reader reader(source, problems);
  overrides_.read(node, reader);
}

} // namespace copyscope::scenario
