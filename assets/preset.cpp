// The machine presets: what they say of themselves, and their TOML for the scenario's loader.
#include "assets/assets.h"
#include "assets/toml_file.h"

#include <algorithm>
#include <array>

namespace copyscope::assets {

namespace {

/// The order in which people read them; a preset that is not here comes after these, by its id.
constexpr std::array reading_order = {"textbook",    "desktop-1999", "server-2008", "server-10g",
                                      "server-100g", "loopback",     "sink"};

auto place_of(const Preset& preset) {
  return std::ranges::find(reading_order, preset.id);
}

std::vector<Preset> embedded_presets() {
  std::vector<Preset> result;
  for (std::string_view name : names("assets/machines/")) {
    const TomlFile file(*bytes(name), name);
    result.push_back({file.string(file.root(), "id"), file.text(file.root(), "title"),
                      file.text(file.root(), "summary")});
  }
  std::ranges::stable_sort(result, {}, place_of);
  return result;
}

} // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> all = embedded_presets();
  return all;
}

std::optional<std::string> preset_toml(std::string_view id) {
  const auto found = bytes("assets/machines/" + std::string(id) + ".toml");
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

} // namespace copyscope::assets
