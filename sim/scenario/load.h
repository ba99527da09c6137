// From TOML to a validated Scenario, or to a list of errors with their places.
//
//   Scenario s = load(text, "four-ways.toml", vocabulary, presets);
//   Scenario s = load(text, "four-ways.toml", vocabulary, presets, {{"workload.chunk", "4 KiB"}});
//
// The loader imports nothing that comes after it, so the caller hands in the names that exist
// elsewhere (methods, figures, kinds, buffers) and a function that finds presets. The format is
// INTERFACE.md's: schema 1.
#pragma once

#include "sim/scenario/scenario.h"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

/// One thing that is wrong, with its place. Line and column count from 1, columns in characters.
struct Problem {
  std::string file;
  int line = 0; ///< 0: the place is the file as a whole
  int column = 0;
  int width = 1; ///< characters that the caret line marks
  std::string source_line;
  int line_start = 1; ///< the column at which source_line begins: a long line is cut
  std::string found;
  std::string expected;
  std::string hint; ///< "did you mean `chunk`?"; empty where nothing is near
};

/// "file:line:column: found …; expected …; did you mean …?", in one line.
std::string headline(const Problem& problem);

/// Bad input: up to 20 problems. what() is the text for a terminal: for each, `file:line:column`,
/// what was found and expected, the line itself, a caret under the spot and the nearest name.
class InputError : public std::runtime_error {
public:
  explicit InputError(std::vector<Problem> problems);

  const std::vector<Problem>& problems() const { return problems_; }

private:
  std::vector<Problem> problems_;
};

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
