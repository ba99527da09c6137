// A scenario as TOML, for people: "Save as scenario". The JSON's shape, laid out as scenarios are.
#include "sim/scenario/expectation.h"
#include "sim/scenario/save.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <nlohmann/json.hpp>

namespace copyscope::scenario {

using Json = nlohmann::ordered_json;

namespace {

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    switch (c) {
    case '"':
      result += "\\\"";
      break;
    case '\\':
      result += "\\\\";
      break;
    case '\n':
      result += "\\n";
      break;
    case '\t':
      result += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
        result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
      else
        result += c;
    }
  }
  return result + '"';
}

bool is_bare_key(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

std::string key_of(std::string_view key) {
  return is_bare_key(key) ? std::string(key) : in_quotes(key);
}

/// "copies.cpu", each part quoted where it has to be.
std::string path_of(std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return key_of(path);
  return key_of(path.substr(0, dot)) + "." + path_of(path.substr(dot + 1));
}

std::string inline_value(const Json& json) {
  if (json.is_string()) return in_quotes(json.get_ref<const std::string&>());
  if (json.is_boolean()) return json.get<bool>() ? "true" : "false";
  if (json.is_number_integer()) return std::to_string(json.get<std::int64_t>());
  std::string parts;
  if (json.is_array()) {
    for (const Json& item : json)
      parts += (parts.empty() ? "" : ", ") + inline_value(item);
    return "[" + parts + "]";
  }
  for (const auto& [key, value] : json.items())
    parts += (parts.empty() ? "" : ", ") + key_of(key) + " = " + inline_value(value);
  return "{ " + parts + " }";
}

/// An array of which some items are tables has one of them a line: they are long.
std::string laid_out(const Json& json) {
  const bool is_long =
      json.is_array() &&
      std::any_of(json.begin(), json.end(), [](const Json& item) { return item.is_object(); });
  if (!is_long) return inline_value(json);
  std::string lines;
  for (const Json& item : json)
    lines += fmt::format("  {},\n", inline_value(item));
  return "[\n" + lines + "]";
}

class Writer {
public:
  void line(std::string_view key, const std::string& value) {
    text_ += fmt::format("{} = {}\n", key, value);
  }
  void header(std::string_view name) { text_ += fmt::format("\n{}\n", name); }

  /// A workload's or a machine's keys, each behind a prefix, groups as dotted keys.
  void settings(const Json& table, const std::string& prefix) {
    for (const auto& [key, value] : table.items()) {
      if (value.is_object())
        settings(value, prefix + key + ".");
      else if (key == "page_cache" && value != "cold" && value != "warm")
        line(prefix + key, value.get<std::string>()); // a number, without quotation marks
      else
        line(prefix + key, inline_value(value));
    }
  }

  void expectations(const std::vector<Expectation>& expect) {
    if (expect.empty()) return;
    header("[case.expect]");
    for (const Expectation& each : expect)
      line(path_of(each.figure), written(each));
  }

  std::string take() { return std::move(text_); }

private:
  /// The value as the file had it: a number, or a string with a comparison.
  static std::string written(const Expectation& each) {
    const auto* count = std::get_if<std::int64_t>(&each.value);
    const auto* share = std::get_if<Decimal>(&each.value);
    const bool bare = (count && each.written == std::to_string(*count)) ||
                      (share && each.written == to_string(*share));
    return bare ? each.written : in_quotes(each.written);
  }

  std::string text_;
};

/// A table's entries one a line, in their order, apart from those that are laid out otherwise.
void write_entries(const Json& table, std::initializer_list<std::string_view> apart,
                   Writer& writer) {
  for (const auto& [key, value] : table.items())
    if (std::find(apart.begin(), apart.end(), key) == apart.end())
      writer.line(key, laid_out(value));
}

} // namespace

std::string to_toml(const Scenario& scenario) {
  const Json json = to_json(scenario);
  Writer writer;
  write_entries(json, {"workload", "machine", "case", "lesson", "question"}, writer);
  writer.header("[workload]");
  writer.settings(json["workload"], "");
  writer.header("[machine]");
  writer.settings(json["machine"], "");
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const Json& each = json["case"][i];
    writer.header("[[case]]");
    write_entries(each, {"workload", "machine", "expect"}, writer);
    if (each.contains("workload")) writer.settings(each["workload"], "workload.");
    if (each.contains("machine")) writer.settings(each["machine"], "machine.");
    writer.expectations(scenario.cases[i].expect);
  }
  for (const char* key : {"lesson", "question"}) {
    if (!json.contains(key)) continue;
    for (const Json& each : json[key]) {
      writer.header(fmt::format("[[{}]]", key));
      write_entries(each, {}, writer);
    }
  }
  return writer.take();
}

} // namespace copyscope::scenario
