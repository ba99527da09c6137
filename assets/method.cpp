// The methods' texts and listings.
#include "assets/assets.h"
#include "assets/toml_file.h"

namespace copyscope::assets {

namespace {

/// A text as it is shown: lines of a paragraph joined, paragraphs kept apart by an empty line.
/// English lines join with a space, Chinese ones break after a character that needs none.
std::string unfolded(const std::string& text, std::string_view joint) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      result += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '\n') {
      result += "\n\n";
      ++i;
    } else if (i + 1 < text.size()) {
      result += joint;
    }
  }
  return result;
}

ListingLine line_from(const TomlFile& file, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table) file.refuse(node, "expected a line: a table of `code` and, maybe, `label`");
  for (const auto& [key, value] : *table)
    if (key != "code" && key != "label") file.refuse(value, "a line has `code` and `label` only");
  return {file.string(*table, "code"),
          table->contains("label") ? file.string(*table, "label") : ""};
}

std::map<std::string, Method, std::less<>> embedded_methods() {
  std::map<std::string, Method, std::less<>> result;
  for (std::string_view name : names("assets/methods/")) {
    Method method = parse_method(*bytes(name), name);
    std::string id = method.id;
    result.emplace(std::move(id), std::move(method));
  }
  return result;
}

} // namespace

int Method::line_of(std::string_view label) const {
  for (std::size_t i = 0; i < listing.size(); ++i)
    if (!label.empty() && listing[i].label == label) return static_cast<int>(i) + 1;
  return 0;
}

Method parse_method(std::string_view toml, std::string_view name) {
  const TomlFile file(toml, name);
  const toml::table& root = file.root();
  Method method;
  method.id = file.string(root, "id");
  method.title = file.text(root, "title");
  method.summary = file.text(root, "summary");
  const Text explain = file.text(root, "explain");
  method.explain = {unfolded(explain.en, " "), unfolded(explain.zh, "")};
  for (const toml::node& line : file.array(root, "listing"))
    method.listing.push_back(line_from(file, line));
  for (const toml::node& source : file.array(root, "sources")) {
    if (!source.is_string()) file.refuse(source, "expected a source: a string");
    method.sources.push_back(*source.value<std::string>());
  }
  return method;
}

const std::map<std::string, Method, std::less<>>& methods() {
  static const std::map<std::string, Method, std::less<>> all = embedded_methods();
  return all;
}

const Method* method(std::string_view id) {
  const auto found = methods().find(id);
  return found == methods().end() ? nullptr : &found->second;
}

} // namespace copyscope::assets
