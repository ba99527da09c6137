// The help of the program and of each command: usage, what it does, its options, examples.
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace copyscope::cli {

std::string help_of(const CLI::App& command);

} // namespace copyscope::cli
