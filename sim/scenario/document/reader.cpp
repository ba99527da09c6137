// How problems with values and keys are told.
#include "sim/scenario/document/reader.h"

#include "sim/units/excerpt.h"
#include "sim/units/nearest.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

/// What a node is, where it is not what was asked for.
std::string description_of(const Node& node, std::string_view token) {
  switch (node.type) {
  case Node::Type::table:
    return "a table";
  case Node::Type::array:
    return "an array";
  case Node::Type::null:
    return "null";
  case Node::Type::string:
    return units::quoted(token) + ", a string";
  case Node::Type::integer:
    return units::quoted(token) + ", an integer";
  case Node::Type::floating:
    return units::quoted(token) + ", a decimal number";
  case Node::Type::boolean:
    return units::quoted(token) + ", a boolean";
  case Node::Type::date:
    return units::quoted(token) + ", a date or time";
  }
  return "";
}

bool is_scalar(const Node& node) {
  return node.type != Node::Type::table && node.type != Node::Type::array;
}

} // namespace

std::string list_of(const std::vector<std::string_view>& names) {
  constexpr std::size_t most = 16;
  if (names.empty()) return "nothing";
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += fmt::format("`{}`", names[i]);
  }
  return names.size() > most ? list + " …" : list;
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& names) {
  const std::string_view near = units::nearest(wrong, names);
  return near.empty() ? "" : fmt::format("did you mean `{}`?", near);
}

void Reader::wrong_type(const Node& node, const std::string& expected, const std::string& hint) {
  if (full()) return;
  const std::string_view token = is_scalar(node) ? source_.token_at(node.place) : "";
  refuse(node, description_of(node, token), expected, hint);
}

void Reader::wrong_value(const Node& node, const std::string& expected, const std::string& hint) {
  if (full()) return;
  refuse(node, units::quoted(source_.token_at(node.place)), expected, hint);
}

void Reader::refuse(const Node& node, const std::string& found, const std::string& expected,
                    const std::string& hint) {
  if (full()) return;
  const int width = is_scalar(node) ? characters_in(source_.token_at(node.place)) : 1;
  problems_.add(source_.problem(node.place, width, found, expected, hint));
}

void Reader::refuse(const Entry& entry, const std::string& found, const std::string& expected,
                    const std::string& hint) {
  refuse(entry, entry.place, found, expected, hint);
}

void Reader::refuse(const Entry& entry, Place path_begin, const std::string& found,
                    const std::string& expected, const std::string& hint) {
  if (full()) return;
  // A bare key of several parts is one token; just this part is meant.
  std::string_view token = source_.token_at(entry.place);
  if (!token.empty() && token[0] != '"' && token[0] != '\'')
    token = token.substr(0, token.find('.'));
  const int width = entry.place.column - path_begin.column + characters_in(token);
  problems_.add(source_.problem(path_begin, width, found, expected, hint));
}

void Reader::refuse_in(const Node& string, std::size_t offset, std::size_t length,
                       const std::string& found, const std::string& expected,
                       const std::string& hint) {
  if (full()) return;
  const Place place = source_.place_in_string(string.place, offset);
  const std::string_view part = std::string_view(string.string).substr(offset, length);
  problems_.add(source_.problem(place, characters_in(part), found, expected, hint));
}

void Reader::missing(const Node& table, const std::string& what, const std::string& expected,
                     const std::string& hint) {
  if (full()) return;
  problems_.add(source_.problem(table.place, 1, "no " + what, expected, hint));
}

void Reader::unknown_name(const Node& string, const std::string& what,
                          const std::vector<std::string_view>& names) {
  refuse(string, fmt::format("the unknown {} {}", what, units::quoted(string.string)),
         list_of(names), did_you_mean(string.string, names));
}

void Reader::only_keys(const Node& table, const std::vector<std::string_view>& known) {
  for (const Entry& entry : table.entries) {
    if (full()) return;
    if (std::find(known.begin(), known.end(), entry.key) == known.end()) unknown_key(entry, known);
  }
}

void Reader::unknown_key(const Entry& entry, const std::vector<std::string_view>& known) {
  if (full()) return;
  refuse(entry, "the unknown key " + units::quoted(entry.key), list_of(known),
         did_you_mean(entry.key, known));
}

bool Reader::is_table(const Node& node, const std::string& expected) {
  if (node.type == Node::Type::table) return true;
  wrong_type(node, expected);
  return false;
}

bool Reader::is_array_of_tables(const Node& node, std::string_view key) {
  const std::string expected = fmt::format("tables with the header `[[{}]]`", key);
  if (node.type != Node::Type::array) {
    wrong_type(node, expected);
    return false;
  }
  return std::all_of(node.items.begin(), node.items.end(),
                     [&](const Node& item) { return is_table(item, expected); });
}

void Reader::refuse_quantity(const Node& string, const QuantityError& error, std::size_t offset) {
  refuse_in(string, offset + error.at, error.length, error.found, error.expected, error.hint);
}

} // namespace copyscope::scenario
