// The timeline: scrubbing, ranges and marks on it, and which part of it is seen.
#pragma once

#include "gui/control/racing.h"
#include "gui/control/shared.h"

#include <optional>

namespace copyscope::gui {

class Scrubbing {
public:
  Scrubbing(Shared& shared, Racing& racing) : shared_(shared), racing_(racing) {}

  Handlers actions();

  void forget() { range_from_.reset(); } ///< another run is played: a range begins anew
  void settle();                         ///< where the cursor has moved, it is seen

private:
  void scrub(const Action& action);
  void scrubbed();
  void range_from(const Action& action);
  void range_to(const Action& action);
  void no_range();
  void measure();
  void zoom_in();
  void zoom_out();
  void zoom_fit();
  void zoom_at(const Action& action);
  void pan(const Action& action);
  void zoom_around_cursor(double factor);
  double place_in_run(const Action& action) const;
  Cursor cursor_at_share(const Action& action) const;

  Shared& shared_;
  Racing& racing_;
  std::optional<Cursor> range_from_;
  Cursor seen_;    ///< where the cursor was when it was revealed last
  Time seen_race_; ///< where the race's clock was then
};

} // namespace copyscope::gui
