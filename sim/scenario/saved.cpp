#include "sim/scenario/saved.h"

#include "sim/scenario/machine_parameters.h"
#include "sim/scenario/overrides.h"

#include <algorithm>

namespace copyscope::scenario {

namespace {

using Keys = std::vector<std::string_view>;

Node* find(Node& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [&](const Entry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &found->value;
}

void keep_only(Node& table, const Keys& known) {
  std::erase_if(table.entries, [&](const Entry& entry) {
    return std::find(known.begin(), known.end(), entry.key) == known.end();
  });
}

void keep_known_layers(Node& table) {
  if (Node* const workload = find(table, "workload")) keep_only(*workload, workload_keys());
  Node* const machine = find(table, "machine");
  if (!machine) return;
  const Keys groups = parameter_groups();
  Keys known = machine_keys();
  known.insert(known.end(), groups.begin(), groups.end());
  keep_only(*machine, known);
  for (const std::string_view group : groups)
    if (Node* const parameters = find(*machine, group))
      keep_only(*parameters, parameter_names(group));
}

Node text(std::string value) {
  Node node;
  node.type = Node::Type::string;
  node.string = std::move(value);
  return node;
}

/// What costs next to nothing.
struct Cheapest {
  bool may_be_zero;

  Node operator()(Time*) const { return text(may_be_zero ? "0 ps" : "1 ps"); }
  Node operator()(Bytes*) const { return text("4 KiB"); }
  Node operator()(Bandwidth*) const { return text("1 TB/s"); }
  Node operator()(std::int64_t*) const {
    Node node;
    node.type = Node::Type::integer;
    node.integer = 1;
    return node;
  }
  Node operator()(bool*) const {
    Node node;
    node.type = Node::Type::boolean;
    return node;
  }
};

/// The table under a key, which may be new.
Node& table_in(Node& table, std::string_view key) {
  if (Node* const found = find(table, key)) return *found;
  table.entries.push_back({std::string(key), table.place, Node()});
  table.entries.back().value.place = table.place;
  return table.entries.back().value;
}

void add_missing(Node& machine) {
  Machine any;
  for (const Parameter& parameter : parameters()) {
    const std::size_t dot = parameter.path.find('.');
    Node& group = table_in(machine, parameter.path.substr(0, dot));
    const std::string_view name = parameter.path.substr(dot + 1);
    if (group.type != Node::Type::table || find(group, name)) continue;
    Node value = std::visit(Cheapest{parameter.may_be_zero}, parameter.slot(any));
    value.place = group.place;
    group.entries.push_back({std::string(name), group.place, std::move(value)});
  }
}

} // namespace

Node as_saved_now(Node root) {
  if (root.type != Node::Type::table) return root;
  keep_known_layers(root);
  if (Node* const machine = find(root, "machine"); machine && machine->type == Node::Type::table)
    add_missing(*machine);
  if (Node* const cases = find(root, "case"))
    for (Node& each : cases->items)
      keep_known_layers(each);
  return root;
}

} // namespace copyscope::scenario
