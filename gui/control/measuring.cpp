#include "gui/control/measuring.h"

namespace copyscope::gui {

Handlers Measuring::actions() {
  return {{action::real_part, does(this, &Measuring::real_part)},
          {action::measure_crossover, does(this, &Measuring::measure)},
          {action::calibrate, does(this, &Measuring::calibrate)}};
}

void Measuring::real_part(const Action& action) {
  if (const RealPart* const named = real_part_named(action.text))
    shared_.choices.real_part = *named;
}

// A real run has the machine to itself.

void Measuring::measure() {
  if (!shared_.session.is_open() || shared_.real.is_running()) return;
  looking_.show(View::real);
  shared_.choices.real_part = RealPart::crossover;
  shared_.crossover.measure();
}

/// Number 1: the preset that is there may be replaced.
void Measuring::calibrate(const Action& action) {
  CrossoverWork& crossover = shared_.crossover;
  if (shared_.real.is_running() || !crossover.can_calibrate()) return;
  const std::string there = action.number == 1 ? "" : crossover.preset_that_is_there();
  if (there.empty())
    crossover.calibrate();
  else
    shared_.confirm.ask(Confirm::About::replace_preset, {action::calibrate, 1, ""},
                        {{"path", there}});
}

} // namespace copyscope::gui
