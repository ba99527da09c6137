#include "sim/scenario/overrides.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

constexpr std::int64_t most_clients = 16'384;

std::string_view group_of(std::string_view path) {
  return path.substr(0, path.find('.'));
}
std::string_view name_of(std::string_view path) {
  return path.substr(path.find('.') + 1);
}

/// A key that would be right in another table: "did you mean `workload.chunk`?"
std::string elsewhere(std::string_view key) {
  std::vector<std::string> places;
  for (std::string_view name : workload_keys())
    if (name == key) places.push_back(fmt::format("workload.{}", name));
  for (std::string_view name : machine_keys())
    if (name == key) places.push_back(fmt::format("machine.{}", name));
  for (std::string_view group : parameter_groups())
    if (group == key) places.push_back(fmt::format("machine.{}", group));
  for (const Parameter& parameter : parameters())
    if (name_of(parameter.path) == key) places.push_back(fmt::format("machine.{}", parameter.path));
  return places.size() == 1 ? fmt::format("did you mean `{}`?", places[0]) : "";
}

void refuse_key(const Entry& entry, const std::vector<std::string_view>& known, Reader& reader) {
  const std::string hint = elsewhere(entry.key);
  if (hint.empty() || !did_you_mean(entry.key, known).empty())
    reader.unknown_key(entry, known);
  else
    reader.refuse(entry, "the unknown key " + units::quoted(entry.key), list_of(known), hint);
}

/// Reads the type that a slot points to.
class ValueReader {
public:
  ValueReader(const Parameter& parameter, const Node& node, Reader& reader)
      : parameter_(parameter), node_(node), reader_(reader) {}

  using Result = std::optional<Overrides::Value>;

  Result operator()(Time*) { return value(reader_.time(node_, parameter_.may_be_zero)); }
  Result operator()(Bytes*) { return value(reader_.bytes(node_, least(), parameter_.most)); }
  Result operator()(Bandwidth*) { return value(reader_.bandwidth(node_)); }
  Result operator()(std::int64_t*) {
    return value(reader_.integer(node_, least(), parameter_.most));
  }
  Result operator()(bool*) { return value(reader_.boolean(node_)); }

private:
  std::int64_t least() const { return parameter_.may_be_zero ? 0 : 1; }
  template <class T> static Result value(const std::optional<T>& read) {
    return read ? Result(*read) : std::nullopt;
  }

  const Parameter& parameter_;
  const Node& node_;
  Reader& reader_;
};

std::optional<Overrides::Value> read_value(const Parameter& parameter, const Node& node,
                                           Reader& reader) {
  Machine machine; // for the type of the slot only
  return std::visit(ValueReader(parameter, node, reader), parameter.slot(machine));
}

/// The value that the node names; `names` are what may stand there.
template <class T>
std::optional<T> read_choice(const Node& node,
                             const std::vector<std::pair<std::string_view, T>>& names,
                             Reader& reader) {
  std::vector<std::string_view> known;
  std::string expected;
  for (const auto& [name, value] : names) {
    known.push_back(name);
    expected += fmt::format("{}`\"{}\"`", expected.empty() ? "" : " or ", name);
  }
  const auto read = reader.string(node, expected);
  if (!read) return std::nullopt;
  for (const auto& [name, value] : names)
    if (*read == name) return value;
  reader.wrong_value(node, expected, did_you_mean(*read, known));
  return std::nullopt;
}

template <class T> void keep(std::optional<T>& member, const std::optional<T>& read) {
  if (read) member = read;
}

void read_workload(const Node& workload, Overrides& into, Reader& reader) {
  for (const Entry& entry : workload.entries) {
    if (reader.full()) return;
    const Node& value = entry.value;
    if (entry.key == "file_size") {
      into.has_file_size = true;
      keep(into.file_size, reader.bytes(value, 0, largest_size));
    } else if (entry.key == "chunk") {
      keep(into.chunk, reader.bytes(value, 1, largest_size));
    } else if (entry.key == "page_cache") {
      if (const std::optional<Decimal> share = reader.residency(value))
        into.page_cache = Residency{*share};
    } else if (entry.key == "clients") {
      keep(into.clients, reader.integer(value, 1, most_clients));
      into.clients_from = {&reader.source(), &value};
    } else {
      refuse_key(entry, workload_keys(), reader);
    }
  }
}

void read_machine(const Node& machine, Overrides& into, Reader& reader) {
  if (const Node* preset = machine.find("preset")) {
    keep(into.preset, reader.string(*preset, "the name of a preset, a string"));
    into.preset_from = {&reader.source(), preset};
  }
  if (const Node* fidelity = machine.find("fidelity"))
    keep(into.fidelity,
         read_choice<Fidelity>(
             *fidelity, {{"textbook", Fidelity::textbook}, {"linux", Fidelity::linux}}, reader));
  if (const Node* path = machine.find("path")) {
    keep(into.path, read_choice<Path>(*path, {{"wire", Path::wire}, {"sink", Path::sink}}, reader));
    into.path_from = {&reader.source(), path};
  }
  const auto read = read_parameters(machine, machine_keys(), reader);
  into.parameters.insert(into.parameters.end(), read.begin(), read.end());
}

} // namespace

const std::vector<std::string_view>& workload_keys() {
  static const std::vector<std::string_view> keys = {"file_size", "chunk", "page_cache", "clients"};
  return keys;
}

const std::vector<std::string_view>& machine_keys() {
  static const std::vector<std::string_view> keys = {"preset", "fidelity", "path"};
  return keys;
}

std::vector<std::string_view> parameter_groups() {
  std::vector<std::string_view> groups;
  for (const Parameter& parameter : parameters())
    if (groups.empty() || groups.back() != group_of(parameter.path))
      groups.push_back(group_of(parameter.path));
  return groups;
}

std::vector<std::string_view> parameter_names(std::string_view group) {
  std::vector<std::string_view> names;
  for (const Parameter& parameter : parameters())
    if (group_of(parameter.path) == group) names.push_back(name_of(parameter.path));
  return names;
}

std::vector<std::pair<const Parameter*, Overrides::Value>>
read_parameters(const Node& machine, const std::vector<std::string_view>& other_keys,
                Reader& reader) {
  std::vector<std::pair<const Parameter*, Overrides::Value>> result;
  const std::vector<std::string_view> groups = parameter_groups();
  std::vector<std::string_view> known = other_keys;
  known.insert(known.end(), groups.begin(), groups.end());
  for (const Entry& group : machine.entries) {
    if (reader.full()) break;
    if (std::find(other_keys.begin(), other_keys.end(), group.key) != other_keys.end()) continue;
    if (std::find(groups.begin(), groups.end(), group.key) == groups.end()) {
      refuse_key(group, known, reader);
      continue;
    }
    if (!reader.is_table(group.value, fmt::format("parameters such as `{}.{}`", group.key,
                                                  parameter_names(group.key).front())))
      continue;
    for (const Entry& entry : group.value.entries) {
      const Parameter* parameter = find_parameter(group.key + "." + entry.key);
      if (!parameter)
        refuse_key(entry, parameter_names(group.key), reader);
      else if (const auto value = read_value(*parameter, entry.value, reader))
        result.emplace_back(parameter, *value);
    }
  }
  return result;
}

void set_parameter(Machine& machine, const Parameter& parameter, const Overrides::Value& value) {
  std::visit([&](auto* slot) { *slot = std::get<std::remove_pointer_t<decltype(slot)>>(value); },
             parameter.slot(machine));
}

void only_keys_of_layers(const Node& table, const std::vector<std::string_view>& known,
                         Reader& reader) {
  for (const Entry& entry : table.entries) {
    if (reader.full()) return;
    if (std::find(known.begin(), known.end(), entry.key) == known.end())
      refuse_key(entry, known, reader);
  }
}

void Overrides::read(const Node& parent, Reader& reader) {
  const Node* workload = parent.find("workload");
  if (workload && reader.is_table(*workload, "a table `[workload]`"))
    read_workload(*workload, *this, reader);
  else if (workload)
    has_file_size = true; // nothing more to say about it
  const Node* machine = parent.find("machine");
  if (machine && reader.is_table(*machine, "a table `[machine]`"))
    read_machine(*machine, *this, reader);
}

void Overrides::apply_to(Workload& workload) const {
  if (file_size) workload.file_size = *file_size;
  if (chunk) workload.chunk = *chunk;
  if (page_cache) workload.page_cache = *page_cache;
  if (clients) workload.clients = *clients;
}

void Overrides::apply_to(Machine& machine) const {
  if (fidelity) machine.fidelity = *fidelity;
  if (path) machine.path = *path;
  for (const auto& [parameter, value] : parameters)
    set_parameter(machine, *parameter, value);
}

} // namespace copyscope::scenario
