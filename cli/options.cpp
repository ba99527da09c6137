#include "cli/options.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdlib>

namespace copyscope::cli {

assets::Language default_language() {
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);
    if (!value || !*value) continue;
    return std::string_view(value).starts_with("zh") ? assets::Language::zh : assets::Language::en;
  }
  return assets::Language::en;
}

void add_language(CLI::App& command, assets::Language& language) {
  static const std::map<std::string, assets::Language> names{{"en", assets::Language::en},
                                                             {"zh", assets::Language::zh}};
  language = default_language();
  command.add_option("--lang", language, "Language of the output: en or zh")
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->option_text("en|zh");
}

void add_scenario(CLI::App& command, std::string& scenario) {
  command
      .add_option("SCENARIO", scenario,
                  "The id of a scenario that ships (see `copyscope list`), or a .toml file")
      ->required();
}

void add_cases(CLI::App& command, std::vector<std::string>& cases) {
  command.add_option("--case", cases, "Only this case; may be repeated")
      ->allow_extra_args(false)
      ->option_text("ID");
}

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  command
      .add_option("--set", settings,
                  "Override a value of the scenario: workload.chunk=4KiB; may be repeated")
      ->allow_extra_args(false)
      ->option_text("KEY=VALUE");
}

CLI::Option& add_file(CLI::App& command, const std::string& name, std::string& path,
                      const std::string& description) {
  const auto has_name = [](const std::string& given) {
    return given.empty() ? std::string("the name of a file is expected, and it is empty") : "";
  };
  return *command.add_option(name, path, description)->check(CLI::Validator(has_name, ""));
}

void exclude_one_another(const std::vector<CLI::Option*>& options) {
  for (CLI::Option* one : options)
    for (CLI::Option* other : options)
      if (one != other) one->excludes(other);
}

CLI::App& add_command(CLI::App& program, const std::string& name, const std::string& description,
                      const std::string& examples) {
  CLI::App& command = *program.add_subcommand(name, description);
  command.footer("Examples:\n" + examples);
  return command;
}

} // namespace copyscope::cli
