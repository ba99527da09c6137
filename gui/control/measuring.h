// The crossover of this machine is asked for; and which part of the view of real runs is seen.
#pragma once

#include "gui/control/looking.h"
#include "gui/control/shared.h"

namespace copyscope::gui {

class Measuring {
public:
  Measuring(Shared& shared, Looking& looking) : shared_(shared), looking_(looking) {}

  Handlers actions();

private:
  void real_part(const Action& action);
  void measure();
  void calibrate(const Action& action);

  Shared& shared_;
  Looking& looking_;
};

} // namespace copyscope::gui
