// Reading the TOML of assets, with the place of what is wrong.
#include "assets/toml_file.h"

#include <stdexcept>

namespace copyscope::assets {

namespace {

std::runtime_error error_at(const std::string& name, const toml::source_region& place,
                            std::string_view why) {
  return std::runtime_error(name + ":" + std::to_string(place.begin.line) + ":" +
                            std::to_string(place.begin.column) + ": " + std::string(why));
}

toml::table parse(std::string_view toml, const std::string& name) try {
  return toml::parse(toml);
} catch (const toml::parse_error& error) {
  throw error_at(name, error.source(), error.description());
}

} // namespace

TomlFile::TomlFile(std::string_view toml, std::string_view name)
    : name_(name), root_(parse(toml, name_)) {
  if (root_["schema"].value<std::int64_t>() != 1) refuse(root_, "expected `schema = 1`");
}

std::string TomlFile::string(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (!node) refuse(table, "`" + std::string(key) + "` is missing");
  const auto value = node->value<std::string>();
  if (!value || value->empty()) refuse(*node, "expected a string that is not empty");
  return *value;
}

scenario::Text TomlFile::text(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (!node) refuse(table, "`" + std::string(key) + "` is missing");
  return text(*node);
}

bool TomlFile::is_text(const toml::node& node) {
  return node.is_table() && node.as_table()->contains("en");
}

scenario::Text TomlFile::text(const toml::node& node) const {
  const toml::table* table = node.as_table();
  if (!table) refuse(node, "expected a text: a table of `en` and `zh`");
  for (const auto& [key, value] : *table)
    if (key != "en" && key != "zh") refuse(value, "a text has `en` and `zh` only");
  return {string(*table, "en"), string(*table, "zh")};
}

const toml::array& TomlFile::array(const toml::table& table, std::string_view key) const {
  const toml::node* node = table.get(key);
  if (!node) refuse(table, "`" + std::string(key) + "` is missing");
  if (!node->is_array() || node->as_array()->empty())
    refuse(*node, "expected an array that is not empty");
  return *node->as_array();
}

void TomlFile::refuse(const toml::node& place, const std::string& why) const {
  throw error_at(name_, place.source(), why);
}

} // namespace copyscope::assets
