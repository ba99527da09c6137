// The help of the program and of each command: usage, what it does, its options, examples.
#pragma once

#include <string>
#include <vector>

namespace copyscope::cli {

/// One line of a list: an argument, an option with its value, or a command.
struct HelpEntry {
  std::string name; ///< "SCENARIO", "-o, --output FILE"
  std::string what;
  std::string usage; ///< of an argument: as it stands in the first line, "FILE…" or "[SCENARIO]"
};

struct Help {
  std::string name; ///< "copyscope run"
  bool is_program = false;
  std::string description;
  std::vector<HelpEntry> commands, arguments, options;
  std::string examples; ///< lines as they are to stand
};

/// Lines of at most 80 columns.
std::string help_text(const Help& help);

} // namespace copyscope::cli
