// TOML to a document. The only file that knows the TOML library.
#include "sim/scenario/document/document.h"

#include "sim/units/excerpt.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <cctype>
#include <toml++/toml.h>

namespace copyscope::scenario {

namespace {

Place place_from(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node node_from(const toml::node& from);

Node table_from(const toml::table& from) {
  Node node;
  node.entries.reserve(from.size());
  for (const auto& [key, value] : from)
    node.entries.push_back({std::string(key.str()), place_from(key.source()), node_from(value)});
  // The library sorts by name.
  std::stable_sort(node.entries.begin(), node.entries.end(),
                   [](const Entry& a, const Entry& b) { return a.place < b.place; });
  return node;
}

Node array_from(const toml::array& from) {
  Node node;
  node.items.reserve(from.size());
  for (const toml::node& item : from)
    node.items.push_back(node_from(item));
  return node;
}

// Recursive, but never deeper than is_shallow() has let pass.
Node node_from(const toml::node& from) {
  Node node;
  switch (from.type()) {
  case toml::node_type::table:
    node = table_from(*from.as_table());
    node.type = Node::Type::table;
    break;
  case toml::node_type::array:
    node = array_from(*from.as_array());
    node.type = Node::Type::array;
    break;
  case toml::node_type::string:
    node.string = from.as_string()->get();
    node.type = Node::Type::string;
    break;
  case toml::node_type::integer:
    node.integer = from.as_integer()->get();
    node.type = Node::Type::integer;
    break;
  case toml::node_type::boolean:
    node.boolean = from.as_boolean()->get();
    node.type = Node::Type::boolean;
    break;
  case toml::node_type::floating_point:
    node.type = Node::Type::floating;
    break;
  default:
    node.type = Node::Type::date;
    break;
  }
  node.place = place_from(from.source());
  return node;
}

/// What stands in the line after its `=`, without blanks and comment.
std::string_view value_in(std::string_view line) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  line = line.substr(equals + 1);
  line = line.substr(0, line.find('#'));
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

template <class Parse> bool is_quantity(Parse parse, std::string_view text) {
  try {
    parse(text);
    return true;
  } catch (const QuantityError&) {
    return false;
  }
}

/// The usual slip: a quantity or a word without quotation marks.
std::string quotation_hint(std::string_view line) {
  const std::string_view value = value_in(line);
  const bool word = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }) && value[0] >= 'a';
  if (value.size() > 60 || value == "true" || value == "false" ||
      !(word || is_quantity(parse_time, value) || is_quantity(parse_bytes, value) ||
        is_quantity(parse_bandwidth, value)))
    return "";
  return "did you mean `\"" + std::string(value) + "\"`, in quotation marks?";
}

void add_syntax_problem(const Source& source, const toml::parse_error& error, Problems& problems) {
  Place place = place_from(error.source());
  if (place.line == 0) place = {1, 1};
  const std::string_view description = error.description();
  const bool twice = description.find("cannot redefine") != std::string_view::npos;
  problems.add(source.problem(place, 1, "no valid TOML (" + units::excerpt(description, 200) + ")",
                              twice ? "each key and each table once" : "TOML 1.0",
                              quotation_hint(source.line(place.line))));
}

} // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

std::optional<Node> parse_toml(const Source& source, Problems& problems) {
  if (!is_clean_text(source, problems) || !is_shallow(source, problems)) return std::nullopt;
  try {
    Node root = table_from(toml::parse(source.text()));
    root.place = {1, 1};
    return root;
  } catch (const toml::parse_error& error) {
    add_syntax_problem(source, error, problems);
    return std::nullopt;
  }
}

} // namespace copyscope::scenario
