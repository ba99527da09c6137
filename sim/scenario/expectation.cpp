#include "sim/scenario/expectation.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <set>

namespace copyscope::scenario {

using units::quoted;

namespace {

using Relation = Expectation::Relation;
using Value = decltype(Expectation::value);

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

struct Sign {
  std::string_view text;
  Relation relation;
};

constexpr std::array signs = {
    Sign{"<=", Relation::at_most}, Sign{">=", Relation::at_least}, Sign{"<", Relation::less},
    Sign{">", Relation::greater},  Sign{"=", Relation::equal},
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t parse_count(std::string_view text) {
  const Decimal decimal = parse_decimal(text);
  if (decimal.decimals != 0 || decimal.digits > static_cast<Uint128>(largest))
    throw QuantityError(0, quoted(text), "a whole number", "", text.size());
  return static_cast<std::int64_t>(decimal.digits);
}

/// A fraction of the results is a share: 0 to 1.
Decimal parse_share(std::string_view text) {
  const Decimal share = parse_decimal(text);
  Uint128 one = 1;
  for (int i = 0; i < share.decimals; ++i)
    one *= 10;
  if (share.digits > one) throw QuantityError(0, quoted(text), "0 to 1", "", text.size());
  return share;
}

/// A path like `cpu.user_ps` says its unit, as a count of bytes does; a bare number is enough then.
bool has_its_unit(std::string_view figure, FigureType type) {
  return type == FigureType::bytes || (type == FigureType::time && figure.ends_with("_ps"));
}

Value parse_value(std::string_view text, std::string_view figure, FigureType type) {
  if (is_digits(text) && has_its_unit(figure, type)) return parse_count(text);
  switch (type) {
  case FigureType::count:
    return parse_count(text);
  case FigureType::time:
    return parse_time(text).ps();
  case FigureType::bytes:
    return parse_bytes(text).count();
  case FigureType::throughput:
    return parse_bandwidth(text);
  case FigureType::fraction:
    return parse_share(text);
  }
  return std::int64_t{0};
}

/// `< 1 ms`: the relation in front, or equality where there is none, and where the value begins.
struct Comparison {
  Relation relation = Relation::equal;
  std::size_t value_at = 0;
};

Comparison comparison_in(std::string_view text) {
  Comparison comparison;
  comparison.value_at = std::min(text.find_first_not_of(" \t"), text.size());
  for (const Sign& sign : signs) {
    if (!text.substr(comparison.value_at).starts_with(sign.text)) continue;
    comparison.relation = sign.relation;
    comparison.value_at += sign.text.size();
    break;
  }
  const std::size_t rest =
      std::min(text.find_first_not_of(" \t", comparison.value_at), text.size());
  if (rest < text.size() && (text[rest] == '=' || text[rest] == '<' || text[rest] == '>'))
    throw QuantityError(rest, quoted(text.substr(rest, 1)) + " after the relation",
                        "one of `<`, `<=`, `=`, `>=`, `>`, and a value");
  comparison.value_at = rest;
  return comparison;
}

std::string example_of(FigureType type) {
  switch (type) {
  case FigureType::count:
    return "an integer, or a comparison such as `\"< 5\"`";
  case FigureType::time:
    return "a comparison such as `\"< 1 ms\"`";
  case FigureType::bytes:
    return "an integer, or a comparison such as `\"<= 64 KiB\"`";
  case FigureType::throughput:
    return "a comparison such as `\"> 1 GB/s\"`";
  case FigureType::fraction:
    return "a comparison such as `\"< 0.5\"`";
  }
  return "";
}

/// One entry of `expect`, once its tables are flattened.
struct Flat {
  std::string figure;
  const Entry* entry;
  Place begin; ///< of the path, as far as it stands in the entry's line
};

// Recursive, but no deeper than documents are (is_shallow).
void flatten(const Node& table, const std::string& prefix, Place begin, std::vector<Flat>& into) {
  for (const Entry& entry : table.entries) {
    const Place here = begin.line == entry.place.line ? begin : entry.place;
    if (entry.value.type == Node::Type::table)
      flatten(entry.value, prefix + entry.key + ".", here, into);
    else
      into.push_back({prefix + entry.key, &entry, here});
  }
}

class ExpectationReader {
public:
  ExpectationReader(const Names& names, Reader& reader) : names_(names), reader_(reader) {}

  std::optional<Expectation> read(const Flat& flat) {
    const auto type = names_.figure_type(flat.figure);
    if (!type) {
      reader_.refuse(*flat.entry, flat.begin, "the unknown figure " + quoted(flat.figure),
                     list_of(names_.figures()), did_you_mean(flat.figure, names_.figures()));
      return std::nullopt;
    }
    const Node& node = flat.entry->value;
    if (node.type == Node::Type::string) return from_string(flat.figure, *type, node);
    if (node.type == Node::Type::integer) return from_integer(flat.figure, *type, node);
    if (node.type == Node::Type::floating && *type == FigureType::fraction)
      return from_share(flat.figure, node);
    reader_.wrong_type(node, example_of(*type));
    return std::nullopt;
  }

private:
  std::optional<Expectation> from_string(const std::string& figure, FigureType type,
                                         const Node& node) {
    std::size_t at = 0;
    try {
      const std::string_view text = node.string;
      const Comparison comparison = comparison_in(text);
      at = comparison.value_at;
      return Expectation{figure, comparison.relation, parse_value(text.substr(at), figure, type),
                         node.string};
    } catch (const QuantityError& error) {
      reader_.refuse_quantity(node, error, at);
      return std::nullopt;
    }
  }

  std::optional<Expectation> from_integer(const std::string& figure, FigureType type,
                                          const Node& node) {
    const std::string written = std::to_string(node.integer);
    if (node.integer < 0 || (type == FigureType::fraction && node.integer > 1)) {
      reader_.wrong_value(node, type == FigureType::fraction ? "0 to 1" : "0 or more");
      return std::nullopt;
    }
    if (type == FigureType::fraction)
      return Expectation{figure, Relation::equal, Decimal{static_cast<Uint128>(node.integer), 0},
                         written};
    const bool unit_needed = type == FigureType::time || type == FigureType::throughput;
    if (unit_needed && node.integer != 0 && !has_its_unit(figure, type)) {
      reader_.refuse(node, quoted(written) + ", a number without a unit", example_of(type));
      return std::nullopt;
    }
    if (type == FigureType::throughput)
      return Expectation{figure, Relation::equal, Bandwidth(), written};
    return Expectation{figure, Relation::equal, node.integer, written};
  }

  std::optional<Expectation> from_share(const std::string& figure, const Node& node) {
    const auto decimal = reader_.decimal(node, "0 to 1");
    if (!decimal) return std::nullopt;
    const std::string written = to_string(*decimal);
    try {
      return Expectation{figure, Relation::equal, parse_share(written), written};
    } catch (const QuantityError&) {
      reader_.wrong_value(node, "0 to 1");
      return std::nullopt;
    }
  }

  const Names& names_;
  Reader& reader_;
};

} // namespace

std::string_view sign_of(Relation relation) {
  return std::find_if(signs.begin(), signs.end(),
                      [&](const Sign& sign) { return sign.relation == relation; })
      ->text;
}

std::vector<Expectation> read_expectations(const Node& expect, const Names& names, Reader& reader) {
  std::vector<Flat> flat;
  flatten(expect, "", Place{}, flat);
  std::vector<Expectation> result;
  std::set<std::string_view> seen;
  ExpectationReader expectations(names, reader);
  for (const Flat& each : flat) {
    if (reader.full()) break;
    if (!seen.insert(each.figure).second) {
      reader.refuse(*each.entry, each.begin, quoted(each.figure) + " a second time",
                    "each figure once");
      continue;
    }
    if (auto expectation = expectations.read(each)) result.push_back(std::move(*expectation));
  }
  return result;
}

namespace {

std::optional<Value> read_saved_value(const Node& node, Reader& reader) try {
  if (node.type == Node::Type::integer && node.integer >= 0) return node.integer;
  const auto text = reader.string(node, "an integer, a decimal or a bandwidth");
  if (!text) return std::nullopt;
  if (text->find(' ') != std::string::npos) return parse_bandwidth(*text);
  return parse_decimal(*text);
} catch (const QuantityError& error) {
  reader.refuse_quantity(node, error);
  return std::nullopt;
}

std::optional<Relation> read_saved_relation(const Node& node, Reader& reader) {
  const auto text = reader.string(node, "a relation");
  if (!text) return std::nullopt;
  for (const Sign& sign : signs)
    if (sign.text == *text) return sign.relation;
  reader.wrong_value(node, "one of `<`, `<=`, `=`, `>=`, `>`");
  return std::nullopt;
}

std::optional<Expectation> read_saved_expectation(const Node& table, Reader& reader) {
  reader.only_keys(table, {"figure", "relation", "value", "written"});
  for (const char* key : {"figure", "relation", "value", "written"}) {
    if (table.find(key)) continue;
    reader.missing(table, fmt::format("`{}`", key), "figure, relation, value and written");
    return std::nullopt;
  }
  const auto figure = reader.string(*table.find("figure"), "the path of a figure");
  const auto relation = read_saved_relation(*table.find("relation"), reader);
  const auto value = read_saved_value(*table.find("value"), reader);
  const auto written = reader.string(*table.find("written"), "a string");
  if (!figure || !relation || !value || !written) return std::nullopt;
  return Expectation{*figure, *relation, *value, *written};
}

} // namespace

std::vector<Expectation> read_saved_expectations(const Node& expect, Reader& reader) {
  std::vector<Expectation> result;
  if (!reader.is_array_of_tables(expect, "case.expect")) return result;
  for (const Node& table : expect.items) {
    if (reader.full()) break;
    if (auto expectation = read_saved_expectation(table, reader))
      result.push_back(std::move(*expectation));
  }
  return result;
}

} // namespace copyscope::scenario
