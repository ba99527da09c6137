// Moving the cursor through the run, how it plays, and which run the player has.
#pragma once

#include "gui/control/racing.h"
#include "gui/control/scrubbing.h"
#include "gui/control/shared.h"
#include "gui/player/place_in_run.h"

#include <optional>
#include <string>

namespace copyscope::gui {

class Moving {
public:
  Moving(Shared& shared, Racing& racing, Scrubbing& scrubbing)
      : shared_(shared), racing_(racing), scrubbing_(scrubbing) {}

  Handlers actions();

  void play_or_pause();
  void step_on();
  void step_back();
  /// The player gets the trace of the shown case, simulated or real. A case that has run anew goes
  /// on where it was, at another level of the model too; another one begins at its start.
  void take_run();

private:
  void call_on();
  void call_back();
  void effect();
  void cause();
  void home();
  void end();
  void step(const Action& action);
  void row(const Action& action);
  void line(const Action& action);
  void seek(const Action& action);
  void recall();
  void select(const Action& action);
  void speed(const Action& action);
  void stop_each();
  void story_time(const Action& action);
  void set_story_time(bool in_story);
  void play_whole(const Action& action);
  void propose_true_time();

  Shared& shared_;
  Racing& racing_;
  Scrubbing& scrubbing_;
  void put_in(const trace::Trace& wanted, const figure::Story& story, bool is_same_run,
              bool is_same_case);

  std::string case_id_;            ///< whose run the player has
  std::optional<PlaceInRun> left_; ///< where it stood, while that case's new run is waited for
};

} // namespace copyscope::gui
