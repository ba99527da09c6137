// What --state tells of what is said beside a thing: `inspect`, `explain`, `context`.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace copyscope::gui {

class Controller;

/// inspect: the part that is looked at, or null; explain: the method that is explained, or null;
/// context: what the menu offers, by the keys of its lines, or null.
void add_beside(nlohmann::ordered_json& state, const Controller& controller);

} // namespace copyscope::gui
