// Cases, and how their layers come together.
#include "sim/scenario/assembly.h"
#include "sim/scenario/expectation.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

bool is_case_id(std::string_view id) {
  return !id.empty() && id.size() <= 100 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// Whether the layers give every parameter between them, so that no preset is needed.
bool are_complete(const std::array<const Overrides*, 3>& layers) {
  std::set<const Parameter*> given;
  for (const Overrides* layer : layers)
    for (const auto& [parameter, value] : layer->parameters)
      given.insert(parameter);
  return given.size() == parameters().size();
}

} // namespace

CaseReader::CaseReader(const Node& root, const Overrides& settings, Presets& presets,
                       Reader& reader)
    : root_(root), settings_(settings), presets_(presets), reader_(reader) {
  base_.read(root, reader);
}

std::vector<Case> CaseReader::read(Names& names) {
  std::vector<Case> cases;
  const Node* array = root_.find("case");
  if (!array || (array->type == Node::Type::array && array->items.empty())) {
    reader_.missing(array ? *array : root_, "`[[case]]`", "one case at least");
    return cases;
  }
  if (!reader_.is_array_of_tables(*array, "case")) return cases;
  for (const Node& table : array->items) {
    if (reader_.full()) break;
    cases.push_back(read_case(table, names));
    if (!cases.back().id.empty()) names.add_case(cases.back(), cases.size() - 1);
  }
  return cases;
}

Case CaseReader::read_case(const Node& table, const Names& names) {
  Case result;
  only_keys_of_layers(table, {"id", "title", "method", "workload", "machine", "expect"}, reader_);
  read_id(table, result, names);
  read_method(table, result, names);
  result.title = {result.id, ""};
  if (const Node* title = table.find("title"))
    result.title = reader_.text(*title).value_or(result.title);
  put_layers_together(table, result);
  const Node* expect = table.find("expect");
  if (expect && names.accepts_all())
    result.expect = read_saved_expectations(*expect, reader_);
  else if (expect && reader_.is_table(*expect, "a table `[case.expect]`"))
    result.expect = read_expectations(*expect, names, reader_);
  return result;
}

void CaseReader::read_id(const Node& table, Case& into, const Names& names) {
  const std::string expected = "an id of a-z, 0-9 and `-`";
  const Node* id = table.find("id");
  if (!id) {
    reader_.missing(table, "`id`", expected);
    return;
  }
  const auto text = reader_.string(*id, expected);
  if (!text) return;
  if (!is_case_id(*text))
    reader_.wrong_value(*id, expected);
  else if (names.is_case(*text))
    reader_.refuse(*id, units::quoted(*text) + " a second time", "each id once");
  else
    into.id = *text;
}

void CaseReader::read_method(const Node& table, Case& into, const Names& names) {
  const Node* method = table.find("method");
  if (!method) {
    reader_.missing(table, "`method`", "the method of the case");
    return;
  }
  const auto text = reader_.string(*method, "the name of a method, a string");
  if (text && names.is_method(*method, reader_)) into.method = *text;
}

void CaseReader::put_layers_together(const Node& table, Case& into) {
  Overrides own;
  own.read(table, reader_);
  const std::array<const Overrides*, 3> layers = {&base_, &own, &settings_};
  std::string preset = into.machine.preset;
  Origin preset_from;
  for (const Overrides* layer : layers) {
    if (!layer->preset) continue;
    preset = *layer->preset;
    preset_from = layer->preset_from;
  }
  if (!are_complete(layers))
    into.machine = presets_.find(preset, preset_from, reader_.source(), root_).value_or(Machine{});
  into.machine.preset = preset;
  for (const Overrides* layer : layers) {
    layer->apply_to(into.workload);
    layer->apply_to(into.machine);
  }
  check_layers(own, into);
}

void CaseReader::check_layers(const Overrides& own, const Case& result) {
  const bool sized = base_.has_file_size || own.has_file_size || settings_.has_file_size;
  if (!sized && !file_size_reported_) { // once, for all the cases that lack it
    const Node* workload = root_.find("workload");
    reader_.missing(workload ? *workload : root_, "`workload.file_size`",
                    "the size of the file, such as `file_size = \"64 KiB\"`");
    file_size_reported_ = true;
  }
  if (result.machine.fidelity != Fidelity::textbook) return;
  const Overrides& path = settings_.path ? settings_ : own.path ? own : base_;
  if (result.machine.path == Path::sink)
    refuse_once(path.path_from, "`\"wire\"`: the sink belongs to the level `linux`");
  const Overrides& clients = settings_.clients ? settings_ : own.clients ? own : base_;
  if (result.workload.clients != 1)
    refuse_once(clients.clients_from, "1: the textbook level has one client");
}

void CaseReader::refuse_once(const Origin& from, std::string_view expected) {
  if (from.node && refused_.insert(from.node).second)
    Reader(*from.source, reader_.problems()).wrong_value(*from.node, std::string(expected));
}

} // namespace copyscope::scenario
