// The race: who takes part, and what keeps its clock and the player in step.
//
// In the views of the race its clock leads, and the player stands on it as far as its own run goes.
// Whatever else moves the player moves the clock as well. Elsewhere the player leads.
#pragma once

#include "gui/control/shared.h"

#include <vector>

namespace copyscope::gui {

class Racing {
public:
  explicit Racing(Shared& shared) : shared_(shared) {}

  Handlers actions();

  void settle();
  /// A jump, or part of a drag: the player remembers where it was.
  void go_to(Time time, bool dragging);
  void forget(); ///< the player has another run: where it stands is nothing that moved it

private:
  void stop(const Action& action);
  std::vector<Race::Run> runs() const;

  Shared& shared_;
  Cursor raced_; ///< where the race has put the player
};

} // namespace copyscope::gui
