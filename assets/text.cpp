// Texts by key, and the placeholders in them.
#include "assets/assets.h"
#include "assets/toml_file.h"

namespace copyscope::assets {

namespace {

using Texts = std::map<std::string, Text, std::less<>>;

void collect(const TomlFile& file, const toml::table& table, const std::string& prefix,
             Texts& result) {
  for (const auto& [key, node] : table) {
    const std::string path = prefix + std::string(key.str());
    if (path == "schema") continue;
    if (TomlFile::is_text(node))
      result.emplace(path, file.text(node));
    else if (node.is_table())
      collect(file, *node.as_table(), path + ".", result);
    else
      file.refuse(node, "expected a text (a table of `en` and `zh`) or a table of texts");
  }
}

Texts embedded_texts() {
  Texts result;
  for (std::string_view name : names("assets/texts/"))
    for (auto& [key, text] : parse_texts(*bytes(name), name))
      if (!result.emplace(key, text).second)
        throw std::runtime_error(std::string(name) + ": `" + key + "` is in another file too");
  return result;
}

/// What a placeholder's inside ("bytes", "count:copy|copies") gives.
std::optional<std::string> value_of(std::string_view inside, const Lookup& lookup) {
  const std::size_t colon = inside.find(':');
  auto value = lookup(inside.substr(0, colon));
  if (!value || colon == std::string_view::npos) return value;
  const std::string_view forms = inside.substr(colon + 1);
  const std::size_t bar = forms.find('|');
  if (bar == std::string_view::npos) return std::nullopt;
  return std::string(*value == "1" ? forms.substr(0, bar) : forms.substr(bar + 1));
}

} // namespace

Texts parse_texts(std::string_view toml, std::string_view name) {
  const TomlFile file(toml, name);
  Texts result;
  collect(file, file.root(), "", result);
  return result;
}

const Texts& texts() {
  static const Texts all = embedded_texts();
  return all;
}

const std::string* find_text(std::string_view key, Language language) {
  const auto found = texts().find(key);
  return found == texts().end() ? nullptr : &found->second.in(language);
}

const std::string& text(std::string_view key, Language language) {
  if (const std::string* found = find_text(key, language)) return *found;
  throw std::out_of_range("no text has the key `" + std::string(key) + "`");
}

std::string fill(std::string_view text, const Lookup& lookup) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    result += text.substr(0, open);
    if (auto value = value_of(text.substr(open + 1, close - open - 1), lookup))
      result += *value;
    else
      result += text.substr(open, close + 1 - open);
    text.remove_prefix(close + 1);
  }
  return result += text;
}

std::string fill(std::string_view text, const Values& values) {
  return fill(text, [&values](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  });
}

std::string capitalized(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] += 'A' - 'a';
  return result;
}

} // namespace copyscope::assets
