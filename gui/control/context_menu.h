// What can be done with what was pointed at: the lines of a menu, each with the action that it asks
// for. Plain state; only what applies is listed.
#pragma once

#include "gui/control/context_target.h"
#include "gui/session/choices.h"
#include "sim/trace/trace.h"

#include <string_view>
#include <vector>

namespace copyscope::gui {

struct ContextEntry {
  std::string_view key; ///< window.context.KEY
  Action action;
  std::int64_t offset = 0; ///< that stands in its text
};

/// What is known of the thing, and of what is around it.
struct ContextSubject {
  ContextTarget target;
  View view = View::stage;
  const trace::Trace* trace = nullptr; ///< what is on the stage; nullptr: nothing
  trace::SpanId next = trace::no_span; ///< that the part does, after this moment
  std::optional<std::int64_t> first;   ///< byte that the part holds
  std::string_view inspected;          ///< part that is looked at already
  bool is_real = false;                ///< the run that is shown
  bool can_draw = false;               ///< pictures can be made
  bool has_costs = false;              ///< every case has been simulated
  bool has_range = false;              ///< of the timeline is selected
};

std::vector<ContextEntry> context_entries(const ContextSubject& subject);

class ContextMenu {
public:
  void open(const ContextTarget& target, std::vector<ContextEntry> entries) {
    target_ = target;
    entries_ = std::move(entries);
  }
  const ContextTarget& target() const { return target_; }
  const std::vector<ContextEntry>& entries() const { return entries_; }

private:
  ContextTarget target_;
  std::vector<ContextEntry> entries_;
};

} // namespace copyscope::gui
