// What is opened, saved, run for real, cancelled, quit; and the questions before anything is lost.
#pragma once

#include "gui/control/browsing.h"
#include "gui/control/looking.h"
#include "gui/control/saved.h"
#include "gui/control/shared.h"
#include "gui/control/teaching.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace copyscope::gui {

class Filing {
public:
  Filing(Shared& shared, Browsing& browsing, Looking& looking, Teaching& teaching, Stamper stamp)
      : shared_(shared), browsing_(browsing), looking_(looking), teaching_(teaching),
        stamp_(std::move(stamp)) {}

  Handlers actions();

  void answer(const Action& action); ///< to the open question; {}: the safe one
  bool forget_saved();               ///< false: nothing was told
  void give_up_saving() { save_when_ready_.clear(); }
  /// A large file is read no further; where its beginning is shown, that is told.
  void cancel_opening();
  void settle();
  bool poll(double seconds);

  const std::optional<Saved>& saved() const { return saved_; }
  bool is_saving() const { return !save_when_ready_.empty(); }
  bool wants_to_quit() const { return quit_; }

private:
  void open(const Action& action);
  void opened();
  bool poll_opening();
  void save(const Action& action);
  void save_now();
  void move_focus(const Action& action);
  bool asks_before_losing(Confirm::About about, const Action& action);
  void run_real();
  void take_size_of_own_file();
  void cancel();
  void quit(const Action& action);

  Shared& shared_;
  Browsing& browsing_;
  Looking& looking_;
  Teaching& teaching_;
  Stamper stamp_;
  std::optional<Saved> saved_;
  std::uint64_t opened_ = 0;               ///< of the session, when a large file was asked for
  int opening_percent_ = 0;                ///< that were told last
  double saved_for_ = 0;                   ///< seconds that saved_ has been seen
  std::string save_when_ready_;            ///< a path; empty: nothing waits to be saved
  std::optional<std::int64_t> size_taken_; ///< bytes of the own file of a run, set for the scenario
  bool quit_ = false;
};

} // namespace copyscope::gui
