#include "cli/options.h"

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

const std::map<std::string, assets::Language>& language_names() {
  static const std::map<std::string, assets::Language> names{{"en", assets::Language::en},
                                                             {"zh", assets::Language::zh}};
  return names;
}

void add_language(Command& command, assets::Language& language) {
  language = default_language();
  command.add_choice("--lang", language, language_names(), "Language of the output: en or zh")
      .takes("en|zh");
}

void add_scenario(Command& command, std::string& scenario) {
  command
      .add("SCENARIO", scenario,
           "The id of a scenario that ships (see `copyscope list`), or a .toml file")
      .required();
}

void add_cases(Command& command, std::vector<std::string>& cases) {
  command.add_each("--case", cases, "Only this case; may be repeated").takes("ID");
}

void add_settings(Command& command, std::vector<std::string>& settings) {
  command
      .add_each("--set", settings,
                "Override a value of the scenario: workload.chunk=4KiB; may be repeated")
      .takes("KEY=VALUE");
}

Option add_file(Command& command, const std::string& name, std::string& path,
                const std::string& description) {
  return command.add(name, path, description)
      .not_empty("the name of a file is expected, and it is empty");
}

} // namespace copyscope::cli
