#include "sim/scenario/bound_reader.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

/// Whatever can be marked, each name once: disk and card are parts and hold bytes, too.
std::vector<std::string_view> all_to_show() {
  std::vector<std::string_view> all;
  for (const auto& group : {parts_to_show(), buffers_to_show(), kinds_to_show()})
    for (std::string_view name : group)
      if (std::ranges::find(all, name) == all.end()) all.push_back(name);
  return all;
}

} // namespace

const Case& BoundReader::which(const Node& table) {
  const Node* node = table.find("case");
  if (!node) return cases_.front();
  const auto id = reader_.string(*node, "the id of a case, a string");
  if (!id) return cases_.front();
  if (const auto index = names_.case_index(*id)) return cases_[*index];
  reader_.unknown_name(*node, "case", names_.cases());
  return cases_.front();
}

Moment BoundReader::at(const Node& table, const Case& of_case) {
  const Node* node = table.find("at");
  if (!node) return Moment{};
  return read_moment(*node, true, of_case.workload.clients, names_, reader_).value_or(Moment{});
}

Text BoundReader::text(const Node& table, std::string_view key, const std::string& required) {
  const Node* node = table.find(key);
  if (!node) {
    if (!required.empty()) reader_.missing(table, fmt::format("`{}`", key), required);
    return {};
  }
  const auto text = reader_.text(*node);
  if (text) check_references(*node, names_, reader_);
  return text.value_or(Text{});
}

std::vector<std::string> BoundReader::shows(const Node& table) {
  const Node* node = table.find("shows");
  if (!node) return {};
  const std::string expected = "names in brackets, such as `[\"page_cache\", \"cpu_copy\"]`";
  if (node->type != Node::Type::array) {
    reader_.wrong_type(*node, expected);
    return {};
  }
  const std::vector<std::string_view> known = all_to_show();
  std::vector<std::string> shown;
  for (const Node& item : node->items) {
    const auto name = reader_.string(item, "the name of a part, a buffer or a kind of step");
    if (!name) continue;
    if (!names_.accepts_all() && std::ranges::find(known, *name) == known.end())
      reader_.unknown_name(item, "part, buffer or kind", known);
    else if (std::ranges::find(shown, *name) != shown.end())
      reader_.refuse(item, units::quoted(*name) + " a second time", "each name once");
    else
      shown.push_back(*name);
  }
  return shown;
}

Narration::View BoundReader::view(const Node& table, const Moment& at) {
  const Node* node = table.find("view");
  if (!node) return Narration::View::stage;
  const auto name = reader_.string(*node, "`\"compare\"`");
  if (!name) return Narration::View::stage;
  if (*name != "compare")
    reader_.wrong_value(*node, "`\"compare\"`", did_you_mean(*name, {"compare"}));
  else if (at.when != Moment::When::end)
    reader_.refuse(*node, "`compare` before the end", "`at = \"end\"` beside it");
  else if (cases_.size() < 2)
    reader_.refuse(*node, "`compare` where there is one case", "two cases at least");
  else
    return Narration::View::compare;
  return Narration::View::stage;
}

} // namespace copyscope::scenario
