#include "sim/trace/file/extras.h"

#include <array>
#include <set>

namespace copyscope::trace::file {

namespace {

class Names {
public:
  void add(std::string name) { names_.insert(std::move(name)); }

  void add_members(const std::string& prefix, const Json& object) {
    for (const auto& [key, value] : object.items())
      add(prefix + key);
  }

  /// The same, where a key that is known may have a text that is not: "lanes.kind `gpu`".
  void add_texts(const std::string& prefix, const Json& object) {
    constexpr std::array<std::string_view, 4> of_texts = {"kind", "device", "discipline", "source"};
    for (const auto& [key, value] : object.items()) {
      const bool is_text =
          value.is_string() && std::find(of_texts.begin(), of_texts.end(), key) != of_texts.end();
      add(prefix + key + (is_text ? quoted(value.get<std::string>()) : ""));
    }
  }

  /// A text that is not known.
  static std::string quoted(const std::string& text) { return " `" + text + "`"; }

  void add(const Extras::Segment& segment) {
    for (const Extras::Table& table : segment.tables) {
      if (!table.members.is_null()) add(table.name);
      for (const ColumnReader::Kept& column : table.columns)
        if (table.members.is_null()) add(table.name + "." + text_in(column.meta, "name"));
    }
    add_members("", segment.members);
    add_members("", segment.small_tables);
  }

  std::vector<std::string> take() { return {names_.begin(), names_.end()}; }

private:
  std::set<std::string> names_;
};

} // namespace

std::vector<std::string> names_of(const Extras& extras) {
  Names names;
  for (const Extras::Segment& segment : extras.segments)
    names.add(segment);
  for (const Extras::Section& section : extras.sections)
    names.add(section.tag.substr(0, section.tag.find_last_not_of(" \n") + 1));
  names.add_texts("run.", extras.run);
  for (const auto& [table, entries] : extras.entries.items())
    for (const auto& [entry, members] : entries.items())
      names.add_texts(table + ".", members);
  names.add_members("footer.", extras.footer);
  if (!extras.kinds.rows.empty())
    for (const std::string& kind : extras.kinds.names)
      names.add(kind);
  if (!extras.evidences.rows.empty())
    for (const std::string& evidence : extras.evidences.names)
      names.add("evidences" + Names::quoted(evidence));
  return names.take();
}

} // namespace copyscope::trace::file
