// From TOML to a validated Scenario, or to a list of errors with their places.
//
//   Scenario s = load(text, "four-ways.toml", vocabulary, presets);
//   Scenario s = load(text, "four-ways.toml", vocabulary, presets, {{"workload.chunk", "4 KiB"}});
//
// The loader imports nothing that comes after it, so the caller hands in the names that exist
// elsewhere (methods, figures, kinds, buffers) and a function that finds presets. The format is
// INTERFACE.md's: schema 1.
#pragma once

#include "sim/scenario/document/problem.h"
#include "sim/scenario/scenario.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

/// What a figure of the results is measured in, and so what an expectation may compare it with.
enum class FigureType { count, time, bytes, throughput, fraction };

struct Figure {
  std::string path; ///< "copies.cpu", "duration"; a path ending in ".*" takes any last part
  FigureType type = FigureType::count;
};

/// The names that exist outside this room.
struct Vocabulary {
  std::vector<std::string> methods;
  std::vector<Figure> figures;
  std::vector<std::string> kinds;
  std::vector<std::string> buffers;
  std::vector<std::string> facts;   ///< what {machine.…} may name in a text
  std::vector<std::string> presets; ///< for "did you mean" only
};

/// The TOML text of the machine preset of that name, or nothing where there is none.
using PresetLoader = std::function<std::optional<std::string>(std::string_view name)>;

/// One `--set KEY=VALUE`. The value is read as TOML where it is one ("true", "4096", "0.5"), else
/// as a string ("64 KiB").
struct Setting {
  std::string key; ///< full path, or without its first part where that is not ambiguous
  std::string value;
};

/// Throws InputError. `file` is the name that messages show; settings win over the file, later ones
/// over earlier. Problems of a setting have the file "--set" and the setting as their line.
Scenario load(std::string_view text, const std::string& file, const Vocabulary& vocabulary,
              const PresetLoader& presets, const std::vector<Setting>& settings = {});

/// A machine preset alone: every parameter of both levels must be given. Throws InputError.
Machine load_preset(std::string_view text, const std::string& file);

} // namespace copyscope::scenario
