// Scenarios and machine presets by their names: those that ship, and the user's own.
//
// A SCENARIO that holds a "/" or ends in .toml is a path, and "-" is standard input. Anything else
// is the id of a scenario that ships; only where there is none of that id, a file of that name.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::program {

/// $XDG_CONFIG_HOME/copyscope, or ~/.config/copyscope; empty where neither is known.
std::string own_folder();

/// Finds a machine preset: those that ship, then NAME.toml in $XDG_CONFIG_HOME/copyscope (or
/// ~/.config/copyscope), which is where `this-machine` is kept.
std::optional<std::string> find_preset(std::string_view name);

/// A folder's worth of the former: the names of the user's own presets, sorted.
std::vector<std::string> own_presets();

/// The ids of the scenarios that ship, in the order of `list`.
std::vector<std::string> shipped_ids();

/// The text of a scenario and where it comes from.
struct ScenarioFile {
  std::string name; ///< as messages show it
  std::string text;
  bool ships = false; ///< one of the program's own
};

/// Is told how many bytes have been read, now and then; may throw to stop it.
using ReadSoFar = std::function<void(std::size_t bytes)>;

/// Throws UsageError for a name that is neither, with the nearest id; EnvironmentError for a file
/// that may not be read.
ScenarioFile find_scenario(const std::string& name, const ReadSoFar& told = {});

/// Whether find_scenario() would take one that ships, and no file of the user's.
bool is_shipped(const std::string& name);

/// Whether find_scenario() would know where to look: a shipped id, a path, an existing file.
bool is_scenario(const std::string& name);

/// The whole content of a file, or of standard input for "-". Throws like find_scenario().
std::string read_file(const std::string& path, const ReadSoFar& told = {});

/// "; did you mean `x`?", or nothing where no name is near.
std::string suggestion(std::string_view wrong, const std::vector<std::string>& names);

} // namespace copyscope::program
