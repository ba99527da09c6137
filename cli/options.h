// Options that several commands share, so that they are spelt and explained once.
#pragma once

#include "assets/assets.h"
#include "cli/command_line.h"

#include <string>
#include <vector>

namespace copyscope::cli {

/// English, unless the locale (LC_ALL, LC_MESSAGES, LANG, in this order) is a Chinese one.
assets::Language default_language();

/// `--lang`, as it is written.
const std::map<std::string, assets::Language>& language_names();
void add_language(Command& command, assets::Language& language);
void add_scenario(Command& command, std::string& scenario);

/// `--case ID` and `--set KEY=VALUE`, each as often as wanted.
void add_cases(Command& command, std::vector<std::string>& cases);
void add_settings(Command& command, std::vector<std::string>& settings);

/// An option that names a file. An empty name is bad usage, and not as if it were not given.
Option add_file(Command& command, const std::string& name, std::string& path,
                const std::string& description);

} // namespace copyscope::cli
