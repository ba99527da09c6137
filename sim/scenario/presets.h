// Machine presets as a scenario asks for them: by name, each loaded once.
#pragma once

#include "sim/scenario/names.h"
#include "sim/scenario/overrides.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::scenario {

class Presets {
public:
  Presets(const PresetLoader& loader, const Names& names, Problems& problems)
      : loader_(loader), names_(names), problems_(problems) {}

  /// The machine of that name; nothing, having reported it, where there is none or it is wrong. An
  /// unknown name's place is where it came from, or that of `table` where nothing named it.
  std::optional<Machine> find(const std::string& name, Origin origin, const Source& source,
                              const Node& table);

private:
  std::optional<Machine> load(const std::string& name, Reader& reader, const Node* named,
                              const Node& table);

  const PresetLoader& loader_;
  const Names& names_;
  Problems& problems_;
  std::map<std::string, std::optional<Machine>, std::less<>> loaded_;
};

} // namespace copyscope::scenario
