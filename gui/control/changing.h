// What if: values are set, slid, undone; a branch is started. What would be too long is asked
// first.
#pragma once

#include "gui/control/exporting.h"
#include "gui/control/field_for.h"
#include "gui/control/finding.h"
#include "gui/control/shared.h"
#include "gui/control/teaching.h"

#include <string>

namespace copyscope::gui {

class Changing {
public:
  Changing(Shared& shared, Exporting& exporting, Finding& finding, Teaching& teaching)
      : shared_(shared), exporting_(exporting), finding_(finding), teaching_(teaching) {}

  Handlers actions();

private:
  void set(const Action& action);
  void set_value(const Typed& typed, const Action& action);
  bool change(const std::string& key, const std::string& value, bool dragging);
  void slide(const Action& action);
  void slid();
  void nudge(const Action& action);
  void reset(const Action& action);
  void level(const Action& action);
  void knob_group(const Action& action);
  void undo();
  void redo();
  void start_branch(const Action& action);
  void branch_off(const std::string& key, const std::string& value);
  void branching(const Action& action);

  Shared& shared_;
  Exporting& exporting_;
  Finding& finding_;
  Teaching& teaching_;
};

} // namespace copyscope::gui
