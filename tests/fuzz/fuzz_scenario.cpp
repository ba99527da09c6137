// Any text as a scenario: problems with their places, or a value that saving and loading keep.
//
// What follows a NUL are settings, one a line, as `--set` takes them.
#include "assets/assets.h"
#include "sim/scenario/load.h"
#include "sim/scenario/save.h"
#include "sim/units/excerpt.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using namespace copyscope;
using namespace copyscope::scenario;
using fuzz::require;

const Vocabulary& vocabulary() {
  static const Vocabulary names{{"read-write", "sendfile"},
                                {{"duration", FigureType::time},
                                 {"throughput", FigureType::throughput},
                                 {"copies.cpu", FigureType::count},
                                 {"bytes_copied.cpu", FigureType::bytes},
                                 {"cpu.kernel_ps", FigureType::time},
                                 {"cpu.utilization", FigureType::fraction},
                                 {"syscalls_by_name.*", FigureType::count}},
                                {"syscall", "cpu_copy", "dma_copy"},
                                {"disk", "page_cache", "nic"},
                                {"nic.scatter_gather", "scatter_gather"},
                                {"textbook"}};
  return names;
}

std::optional<std::string> preset(std::string_view name) {
  return assets::preset_toml(name);
}

std::vector<Setting> settings_in(std::string_view text) {
  std::vector<Setting> settings;
  while (!text.empty() && settings.size() < 8) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string_view key = line.substr(0, line.find('='));
    settings.push_back(
        {std::string(key), std::string(line.substr(std::min(key.size() + 1, line.size())))});
  }
  return settings;
}

bool is_utf_8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = units::character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

void check(const InputError& error) {
  require(!error.problems().empty() && error.problems().size() <= 20, "1 to 20 problems");
  require(is_utf_8(error.what()), "a message is text");
  for (const Problem& problem : error.problems()) {
    require(problem.line >= 1 && problem.column >= 1 && problem.width >= 1,
            "a problem has a place");
    require(!problem.found.empty() && !problem.expected.empty(), "a problem is told in full");
  }
}

void check(const Scenario& scenario) {
  const std::string toml = to_toml(scenario);
  require(load(toml, "saved.toml", vocabulary(), preset) == scenario, "TOML keeps the scenario");
  require(from_json(to_json(scenario), "saved.json") == scenario, "JSON keeps the scenario");
  for (const Case& each : scenario.cases) {
    const Bytes resident = resident_prefix(each.workload);
    require(resident >= Bytes(0) && resident <= each.workload.file_size, "R is 0 to S");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string text(input.substr(0, input.find('\0')));
  const std::string_view rest = input.substr(std::min(text.size() + 1, input.size()));
  std::optional<Scenario> scenario;
  try {
    scenario = load(text, "fuzz.toml", vocabulary(), preset, settings_in(rest));
  } catch (const InputError& error) {
    check(error);
  }
  if (scenario) check(*scenario);
  try {
    load_preset(input, "fuzz.toml");
  } catch (const InputError& error) {
    check(error);
  }
  return 0;
}
