// The options of `copyscope export`: as they are written, and what they come to for a format.
#pragma once

#include "cli/command_line.h"
#include "export/data/format.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::cli {

/// As they were written.
struct ExportArguments {
  std::string scenario, format, output;
  std::vector<std::string> cases, compared, settings, lanes;
  std::string from, to, time, width, theme, type, at;
  std::optional<std::int64_t> step;
  int dpi = 0, handout = 0;
  bool compare = false, plain = false;
  assets::Language language = assets::Language::en;
};

void add_export_options(Command& command, ExportArguments& arguments);

/// The format of that name. Throws UsageError with the nearest.
const exports::Format& format_named(const std::string& id);

/// Throws UsageError for what is no time or length, and for what this format does not take.
exports::Options options_for(const exports::Format& format, const ExportArguments& arguments);

/// What is said of how a drawing looks, for whoever draws one: "8cm" and "8pt". Throw UsageError
/// that names the option.
exports::Length length_option(const std::string& written);
exports::TypeSize type_option(const std::string& written);

/// The moment that --at or --step names. Throws UsageError where it is not in the run, and where
/// neither is there.
trace::Cursor moment_in(const trace::Trace& run, const ExportArguments& arguments);

/// The ids of the cases that go into one export, each once: those of --case and of --compare; none
/// stands for all. Throws UsageError where the format takes one case only.
std::vector<std::string> chosen_cases(const exports::Format& format,
                                      const ExportArguments& arguments,
                                      const std::vector<std::string>& all);

} // namespace copyscope::cli
