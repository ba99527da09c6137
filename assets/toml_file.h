// Reading the TOML of assets: a parsed file whose complaints carry their place. For this room only.
#pragma once

#include "sim/scenario/document/text.h"

#include <string>
#include <string_view>
#include <toml++/toml.h>

namespace copyscope::assets {

/// Parses, and demands `schema = 1`. Every member throws std::runtime_error("file:line:column: …").
class TomlFile {
public:
  TomlFile(std::string_view toml, std::string_view name);

  const toml::table& root() const { return root_; }

  /// The string under `key`, not empty.
  std::string string(const toml::table& table, std::string_view key) const;
  /// The text under `key`, in both languages, neither empty.
  scenario::Text text(const toml::table& table, std::string_view key) const;
  /// Whether the node is a text: a table that has `en`.
  static bool is_text(const toml::node& node);
  scenario::Text text(const toml::node& node) const;
  /// The array under `key`, not empty.
  const toml::array& array(const toml::table& table, std::string_view key) const;

  [[noreturn]] void refuse(const toml::node& place, const std::string& why) const;

private:
  std::string name_;
  toml::table root_;
};

} // namespace copyscope::assets
