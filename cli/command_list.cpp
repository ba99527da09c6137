// copyscope list: what there is.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/display.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "host/output.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "sim/methods/registry.h"

#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ListOptions {
  Language language = Language::en;
  bool json = false;
};

std::vector<scenario::Scenario> shipped_scenarios() {
  std::vector<scenario::Scenario> all;
  for (const std::string& id : program::shipped_ids())
    all.push_back(program::load_scenario(id, {}));
  return all;
}

Json json_of(const scenario::Scenario& scenario, Language language) {
  Json cases = Json::array();
  for (const scenario::Case& each : scenario.cases)
    cases.push_back({{"id", each.id}, {"title", each.title.in(language)}, {"method", each.method}});
  return {{"id", scenario.id},
          {"title", scenario.title.in(language)},
          {"summary", scenario.summary.in(language)},
          {"cases", std::move(cases)}};
}

std::string as_json(Language language) {
  Json scenarios = Json::array(), methods = Json::array(), machines = Json::array();
  for (const scenario::Scenario& each : shipped_scenarios())
    scenarios.push_back(json_of(each, language));
  for (const methods::Method& each : methods::all_methods().all()) {
    const assets::Method* const texts = assets::method(each.id);
    methods.push_back({{"id", each.id},
                       {"title", texts ? texts->title.in(language) : std::string(each.id)},
                       {"summary", texts ? texts->summary.in(language) : std::string()}});
  }
  for (const assets::Preset& each : assets::presets())
    machines.push_back({{"id", each.id},
                        {"title", each.title.in(language)},
                        {"summary", each.summary.in(language)},
                        {"ships", true}});
  for (const std::string& name : program::own_presets())
    machines.push_back({{"id", name}, {"title", name}, {"summary", ""}, {"ships", false}});
  const Json all{{"schema", 1},
                 {"scenarios", std::move(scenarios)},
                 {"methods", std::move(methods)},
                 {"machines", std::move(machines)}};
  return all.dump(2) + "\n";
}

/// A heading, and below it ids and what each is about.
class Listing {
public:
  explicit Listing(std::string heading)
      : heading_(std::move(heading)), table_({{""}, {"", Align::left, true}}, 2) {}

  void add(const std::string& id, const std::string& about) {
    table_.add({{id, Look::strong}, {about}});
  }
  std::string text(const Terminal& terminal) const {
    return terminal.styled(heading_, Look::heading) + "\n" + table_.text(terminal);
  }

private:
  std::string heading_;
  Table table_;
};

std::string as_text(Language language, const Terminal& terminal) {
  Listing scenarios(heading("list.scenarios", language));
  for (const scenario::Scenario& each : shipped_scenarios())
    scenarios.add(each.id, each.title.in(language));
  Listing methods(heading("list.methods", language));
  for (const methods::Method& each : methods::all_methods().all()) {
    const assets::Method* const texts = assets::method(each.id);
    methods.add(std::string(each.id), texts ? texts->summary.in(language) : "");
  }
  Listing machines(heading("list.machines", language));
  for (const assets::Preset& each : assets::presets())
    machines.add(each.id, each.summary.in(language));
  for (const std::string& name : program::own_presets())
    machines.add(name, assets::text("list.own_machine", language));
  return scenarios.text(terminal) + "\n" + methods.text(terminal) + "\n" + machines.text(terminal);
}

} // namespace

void add_list(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<ListOptions>();
  Command command = program.add_command("list", "Scenarios, methods and machine presets",
                                        "  copyscope list\n"
                                        "  copyscope list --lang zh\n"
                                        "  copyscope list --json\n");
  command.add_flag("--json", options->json, "As JSON");
  add_language(command, options->language);
  command.when_given([options, &chosen] {
    chosen = [options] {
      host::print(options->json ? as_json(options->language)
                                : as_text(options->language, standard_output()));
      return Exit::fine;
    };
  });
}

} // namespace copyscope::cli
