// Reading values: strings, integers, quantities, texts.
#include "sim/scenario/document/reader.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

constexpr std::string_view time_example = "a time such as `\"100 ns\"`";
constexpr std::string_view bandwidth_example = "a bandwidth such as `\"10 GB/s\"`";

std::string range_of(std::int64_t least, std::int64_t most) {
  return fmt::format("an integer from {} to {}", least, most);
}

} // namespace

std::optional<std::string> Reader::string(const Node& node, const std::string& expected) {
  if (node.type != Node::Type::string) {
    wrong_type(node, expected);
    return std::nullopt;
  }
  const std::size_t nul = node.string.find('\0');
  if (nul == std::string::npos) return node.string;
  refuse_in(node, nul, 1, "the character U+0000", "a text without it");
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(const Node& node, std::int64_t least,
                                            std::int64_t most) {
  if (node.type != Node::Type::integer)
    wrong_type(node, range_of(least, most));
  else if (node.integer < least || node.integer > most)
    wrong_value(node, range_of(least, most));
  else
    return node.integer;
  return std::nullopt;
}

std::optional<bool> Reader::boolean(const Node& node) {
  if (node.type == Node::Type::boolean) return node.boolean;
  wrong_type(node, "`true` or `false`");
  return std::nullopt;
}

std::optional<Time> Reader::time(const Node& node, bool may_be_zero) try {
  Time time;
  if (node.type == Node::Type::string) {
    time = parse_time(node.string);
  } else if (node.type == Node::Type::integer && node.integer == 0) {
    time = Time();
  } else if (node.type == Node::Type::integer || node.type == Node::Type::floating) {
    refuse(node, units::quoted(source_.token_at(node.place)) + ", a number without a unit",
           std::string(time_example));
    return std::nullopt;
  } else {
    wrong_type(node, std::string(time_example));
    return std::nullopt;
  }
  if (time > Time() || may_be_zero) return time;
  wrong_value(node, "a time above 0");
  return std::nullopt;
} catch (const QuantityError& error) {
  refuse_quantity(node, error);
  return std::nullopt;
}

std::optional<Bytes> Reader::bytes(const Node& node, std::int64_t least, std::int64_t most) try {
  Bytes bytes;
  if (node.type == Node::Type::string) {
    bytes = parse_bytes(node.string);
  } else if (node.type == Node::Type::integer) {
    bytes = Bytes(node.integer);
  } else {
    wrong_type(node, "a number of bytes such as `\"64 KiB\"` or `65536`");
    return std::nullopt;
  }
  if (bytes >= Bytes(least) && bytes <= Bytes(most)) return bytes;
  wrong_value(node, fmt::format("{} to {}", to_string(Bytes(least)), to_string(Bytes(most))));
  return std::nullopt;
} catch (const QuantityError& error) {
  refuse_quantity(node, error);
  return std::nullopt;
}

std::optional<Bandwidth> Reader::bandwidth(const Node& node) try {
  Bandwidth rate;
  if (node.type == Node::Type::string) {
    rate = parse_bandwidth(node.string);
  } else if (node.type == Node::Type::integer && node.integer != 0) {
    refuse(node, units::quoted(source_.token_at(node.place)) + ", a number without a unit",
           std::string(bandwidth_example));
    return std::nullopt;
  } else if (node.type != Node::Type::integer) {
    wrong_type(node, std::string(bandwidth_example));
    return std::nullopt;
  }
  if (!rate.is_zero()) return rate;
  wrong_value(node, "a bandwidth above 0");
  return std::nullopt;
} catch (const QuantityError& error) {
  refuse_quantity(node, error);
  return std::nullopt;
}

std::optional<Decimal> Reader::residency(const Node& node) try {
  const std::string expected = "`\"cold\"`, `\"warm\"`, or the resident fraction from 0 to 1";
  Decimal fraction;
  if (node.type == Node::Type::string) {
    const bool number = !node.string.empty() &&
                        node.string.find_first_not_of("0123456789.eE+-") == std::string::npos;
    if (node.string == "cold") return Decimal{};
    if (node.string == "warm") return Decimal{1, 0};
    if (!number) {
      wrong_value(node, expected, did_you_mean(node.string, {"cold", "warm"}));
      return std::nullopt;
    }
    fraction = parse_decimal(node.string);
  } else {
    const std::optional<Decimal> number = decimal(node, expected);
    if (!number) return std::nullopt;
    fraction = *number;
  }
  // Below 1 every decimal has fewer digits than places; only 1 itself has none.
  Uint128 one = 1;
  for (int i = 0; i < fraction.decimals; ++i)
    one *= 10;
  if (fraction.digits <= one) return fraction;
  wrong_value(node, expected);
  return std::nullopt;
} catch (const QuantityError& error) {
  refuse_quantity(node, error);
  return std::nullopt;
}

std::string Reader::number_text(const Node& number) const {
  // A saved trace's numbers come with their text, TOML's are looked up: a double would not be
  // exact.
  std::string text(number.string.empty() ? source_.token_at(number.place) : number.string);
  std::erase(text, '_');
  if (text.starts_with('+')) text.erase(0, 1);
  return text;
}

std::optional<Decimal> Reader::decimal(const Node& number, const std::string& expected) {
  if (number.type == Node::Type::integer && number.integer >= 0)
    return Decimal{static_cast<Uint128>(number.integer), 0};
  if (number.type != Node::Type::floating && number.type != Node::Type::integer) {
    wrong_type(number, expected);
    return std::nullopt;
  }
  try {
    if (number.type == Node::Type::floating) return parse_decimal(number_text(number));
  } catch (const QuantityError&) { // below 0, not finite, or more digits than are kept
  }
  wrong_value(number, expected);
  return std::nullopt;
}

std::optional<Text> Reader::text(const Node& node, const std::vector<std::string_view>& beside) {
  const std::string expected = "a text: `{ en = \"…\", zh = \"…\" }` or a string";
  if (node.type == Node::Type::string) {
    const auto en = string(node, expected);
    if (en && en->empty()) refuse(node, "an empty text", "a text");
    return en && !en->empty() ? std::optional(Text{*en, ""}) : std::nullopt;
  }
  if (!is_table(node, expected)) return std::nullopt;
  std::vector<std::string_view> keys{"en", "zh"};
  keys.insert(keys.end(), beside.begin(), beside.end());
  only_keys(node, keys);
  const Node* en = node.find("en");
  const Node* zh = node.find("zh");
  if (!en) {
    missing(node, "`en`", "the English text under `en`");
    return std::nullopt;
  }
  const auto english = string(*en, "a string");
  const auto chinese = zh ? string(*zh, "a string") : std::optional<std::string>("");
  if (english && english->empty()) refuse(*en, "an empty text", "a text");
  if (!english || english->empty() || !chinese) return std::nullopt;
  return Text{*english, *chinese};
}

} // namespace copyscope::scenario
