// What `--state` tells (INTERFACE.md, "The window"): where the window is, as one JSON object.
#pragma once

#include "gui/control/controller.h"

#include <nlohmann/json_fwd.hpp>

namespace copyscope::gui {

/// All of it but `frame_ms`, which the main loop knows. Beside the contract's keys: `cases`,
/// `settings`, `can_undo`, `can_redo`, `working`, `real`, `branch`, `compared`, `reference`,
/// `against_branch`, `branching`, `confirm`, `saved`, `fifth`, `race`, `range`, `notice`, `find`,
/// `rows`, `follow`, `blank`, `menu`, `help`, `type_percent`.
///
/// What is not there is null: `scenario` and `case` where nothing is open, `ledger` while there is
/// no trace, `lesson.question` where none is open or just answered, `error` where all is well.
nlohmann::ordered_json state_of(const Controller& controller);

/// The counts so far with the keys of `run --json`, and `held`: bytes by buffer.
nlohmann::ordered_json to_json(const trace::Ledger& ledger, const trace::Header& header);

/// "file:line:column: message".
std::string text_of(const Complaint& complaint);

} // namespace copyscope::gui
