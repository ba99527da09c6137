// Options that several commands share, so that they are spelt and explained once.
#pragma once

#include "assets/assets.h"

#include <CLI/App.hpp>
#include <string>
#include <vector>

namespace copyscope::cli {

/// English, unless the locale (LC_ALL, LC_MESSAGES, LANG, in this order) is a Chinese one.
assets::Language default_language();

void add_language(CLI::App& command, assets::Language& language);
void add_scenario(CLI::App& command, std::string& scenario);

/// `--case ID` and `--set KEY=VALUE`, each as often as wanted.
void add_cases(CLI::App& command, std::vector<std::string>& cases);
void add_settings(CLI::App& command, std::vector<std::string>& settings);

/// An option that names a file. An empty name is bad usage, and not as if it were not given.
CLI::Option& add_file(CLI::App& command, const std::string& name, std::string& path,
                      const std::string& description);

/// Options of which at most one may be given.
void exclude_one_another(const std::vector<CLI::Option*>& options);

/// A subcommand with the examples that its help ends with.
CLI::App& add_command(CLI::App& program, const std::string& name, const std::string& description,
                      const std::string& examples);

} // namespace copyscope::cli
