// A document as plain values with places: what TOML, a `--set` and a saved trace's JSON have in
// common. Everything that gives a document a meaning reads this, and knows no parser.
#pragma once

#include "sim/scenario/document/problems.h"
#include "sim/scenario/document/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

struct Entry;

struct Node {
  enum class Type { table, array, string, integer, floating, boolean, date, null };

  Type type = Type::table;
  Place place;
  std::int64_t integer = 0;
  bool boolean = false;
  std::string string;         ///< a string's value; a JSON number's text
  std::vector<Entry> entries; ///< a table's, in the order of the file
  std::vector<Node> items;    ///< an array's

  /// The value under a key, or nullptr.
  const Node* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  Place place; ///< of the key
  Node value;
};

/// Nothing, and a problem, where the text is not UTF-8 or not TOML.
std::optional<Node> parse_toml(const Source& source, Problems& problems);

/// False, and a problem, where the text is not UTF-8, or holds a NUL.
bool is_clean_text(const Source& source, Problems& problems);

/// False, and a problem, where keys or brackets of a TOML text nest so deeply that a recursive
/// parser could run out of stack. No scenario needs more than a handful of levels.
bool is_shallow(const Source& source, Problems& problems);

} // namespace copyscope::scenario
