// What one layer says about workload and machine: a scenario's tables, a case's, or `--set`.
//
// Layers are read once each, so that a mistake is told once, and applied to every case in order:
// preset, machine, case, settings.
#pragma once

#include "sim/scenario/document/reader.h"
#include "sim/scenario/scenario.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace copyscope::scenario {

/// Where a value came from, for the mistakes that show only when the layers are put together.
struct Origin {
  const Source* source = nullptr;
  const Node* node = nullptr;
};

struct Overrides {
  using Value = std::variant<Time, Bytes, Bandwidth, std::int64_t, bool>;

  std::optional<Bytes> file_size, chunk;
  std::optional<Residency> page_cache;
  std::optional<std::int64_t> clients;
  std::optional<std::string> preset;
  std::optional<Fidelity> fidelity;
  std::optional<Path> path;
  std::vector<std::pair<const Parameter*, Value>> parameters;
  bool has_file_size = false; ///< given, though it may be wrong
  Origin clients_from, preset_from, path_from;

  /// Adds what the tables `workload` and `machine` below this one say.
  void read(const Node& parent, Reader& reader);

  void apply_to(Workload& workload) const;
  void apply_to(Machine& machine) const; ///< all but the preset's name
};

/// The keys of `workload`, and those of `machine` beside the groups of parameters.
const std::vector<std::string_view>& workload_keys();
const std::vector<std::string_view>& machine_keys();

/// The groups of parameters ("cpu", "disk" …), and the names within one.
std::vector<std::string_view> parameter_groups();
std::vector<std::string_view> parameter_names(std::string_view group);

/// Refuses the keys of a table that are none of these. Where one belongs to a workload or a
/// machine, the hint says so.
void only_keys_of_layers(const Node& table, const std::vector<std::string_view>& known,
                         Reader& reader);

/// The parameters of a table of groups, each with its value; unknown keys are refused.
std::vector<std::pair<const Parameter*, Overrides::Value>>
read_parameters(const Node& machine, const std::vector<std::string_view>& other_keys,
                Reader& reader);

void set_parameter(Machine& machine, const Parameter& parameter, const Overrides::Value& value);

} // namespace copyscope::scenario
