#include "sim/scenario/names.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

std::vector<std::string_view> views_of(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool check_name(const Node& string, const std::string& what, const std::vector<std::string>& names,
                Reader& reader) {
  if (holds(names, string.string)) return true;
  reader.unknown_name(string, what, views_of(names));
  return false;
}

/// Whether a path fits a figure's, whose last part may be `*`.
bool fits(std::string_view path, std::string_view pattern) {
  if (!pattern.ends_with(".*")) return path == pattern;
  const std::string_view stem = pattern.substr(0, pattern.size() - 1);
  return path.starts_with(stem) && path.size() > stem.size() &&
         path.find('.', stem.size()) == std::string_view::npos;
}

bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

/// The path right behind an opening brace, where a closing one follows; else empty.
std::string_view path_after(std::string_view text) {
  const std::size_t end = static_cast<std::size_t>(
      std::find_if_not(text.begin(), text.end(), is_path_character) - text.begin());
  return end < text.size() && text[end] == '}' ? text.substr(0, end) : std::string_view();
}

/// What is wrong with a reference: nothing, or what was expected and a hint.
struct Complaint {
  std::string expected;
  std::string hint;
};

std::optional<Complaint> complaint_about(std::string_view path, const Names& names) {
  constexpr std::string_view machine = "machine.";
  const bool of_machine = path.starts_with(machine) && !names.is_case("machine");
  if (path.starts_with(machine) && names.is_fact(path.substr(machine.size()))) return std::nullopt;
  const std::size_t dot = path.find('.');
  const std::string_view which = path.substr(0, dot);
  const std::string_view figure = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  if (names.is_case(which) && names.figure_type(figure)) return std::nullopt;
  if (names.is_case(which))
    return Complaint{"a figure of the results such as `copies.cpu`",
                     did_you_mean(figure, names.figures())};
  if (of_machine)
    return Complaint{"a fact of the machine such as `machine.nic.scatter_gather`",
                     did_you_mean(path.substr(machine.size()), names.facts())};
  return Complaint{"`{CASE.FIGURE}` or `{machine.FACT}`", did_you_mean(which, names.cases())};
}

void check_string(const Node& string, const Names& names, Reader& reader) {
  const std::string_view text = string.string;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    if (reader.full()) return;
    const std::string_view path = path_after(text.substr(at + 1));
    if (path.empty()) continue;
    if (const auto complaint = complaint_about(path, names))
      reader.refuse_in(string, at, path.size() + 2, fmt::format("`{{{}}}`", units::excerpt(path)),
                       complaint->expected, complaint->hint);
  }
}

} // namespace

std::optional<std::size_t> Names::case_index(std::string_view id) const {
  const auto found = cases_.find(std::string(id));
  return found == cases_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> Names::cases() const {
  std::vector<std::string_view> ids;
  for (const auto& [id, index] : cases_)
    ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool Names::is_method(const Node& string, Reader& reader) const {
  return accepts_all() || check_name(string, "method", vocabulary_->methods, reader);
}

bool Names::is_kind(const Node& string, Reader& reader) const {
  return accepts_all() || check_name(string, "kind", vocabulary_->kinds, reader);
}

bool Names::is_buffer(const Node& string, Reader& reader) const {
  return accepts_all() || check_name(string, "buffer", vocabulary_->buffers, reader);
}

std::optional<FigureType> Names::figure_type(std::string_view path) const {
  if (accepts_all()) return FigureType::count;
  const auto found = std::find_if(vocabulary_->figures.begin(), vocabulary_->figures.end(),
                                  [&](const Figure& figure) { return fits(path, figure.path); });
  return found == vocabulary_->figures.end() ? std::nullopt : std::optional(found->type);
}

std::vector<std::string_view> Names::figures() const {
  std::vector<std::string_view> paths;
  if (!accepts_all())
    for (const Figure& figure : vocabulary_->figures)
      paths.push_back(figure.path);
  return paths;
}

std::vector<std::string_view> Names::presets() const {
  return accepts_all() ? std::vector<std::string_view>() : views_of(vocabulary_->presets);
}

bool Names::is_fact(std::string_view path) const {
  return accepts_all() || holds(vocabulary_->facts, path);
}

std::vector<std::string_view> Names::facts() const {
  return accepts_all() ? std::vector<std::string_view>() : views_of(vocabulary_->facts);
}

void check_references(const Node& text, const Names& names, Reader& reader) {
  if (names.accepts_all()) return;
  if (text.type == Node::Type::string) check_string(text, names, reader);
  for (const Entry& entry : text.entries)
    if (entry.value.type == Node::Type::string) check_string(entry.value, names, reader);
}

} // namespace copyscope::scenario
