// The controller: performs every Action of the window on what is open, on the player, the lesson
// and the choices; and keeps these in step with one another.
//
//   Controller controller(services, load_choices(path));
//   controller.perform({action::open, 0, "four-ways"});
//   controller.key("page_down", false, false);
//   controller.tick(seconds);                        // time comes in here and nowhere else
//   while (there_is_time_left && controller.work(20'000)) {}
//
// What an action does stands with its subject: moving.h, scrubbing.h, racing.h, teaching.h,
// looking.h, measuring.h, flowing.h, finding.h, inspecting.h, copying.h, exporting.h, browsing.h,
// filing.h, changing.h, overlays.h. They share shared.h. The controller knows of them only whom an
// action belongs to, and in which order they are brought in step.
#pragma once

#include "gui/control/context_menu.h"
#include "gui/control/saved.h"
#include "gui/control/shared.h"
#include "gui/session/copied.h"
#include "gui/session/explained.h"
#include "gui/session/finder.h"
#include "gui/session/inspection.h"
#include "gui/session/row_table.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class Controller {
public:
  explicit Controller(Services services, Choices choices = {}, Stamper stamp = stamp_of);
  ~Controller();
  Controller(const Controller&) = delete;
  Controller& operator=(const Controller&) = delete;

  /// False for a name that is none of action_table.h; nothing has happened then. What cannot be
  /// done now (no scenario, no such case) does nothing.
  bool perform(const Action& action);
  /// A key by its name (gui/control/keys.h). False where it is bound to nothing.
  bool key(std::string_view key, bool shift, bool ctrl);
  /// So many seconds have passed. True where that has changed anything that is seen.
  bool tick(double seconds);
  /// Simulates for about `budget` events. True while there is more to do.
  bool work(std::uint64_t budget);
  /// Whether work() has anything to do.
  bool has_work() const;
  /// Whether something moves or is under way: then tick() and work() are wanted with each frame.
  bool is_busy() const;
  bool wants_to_quit() const;
  std::vector<std::string_view> actions() const; ///< all that it performs, in rising order

  const Session& session() const { return shared_.session; }
  const Player& player() const { return shared_.player; }
  const Race& race() const { return shared_.race; }
  const Lesson& lesson() const { return shared_.lesson; }
  const Choices& choices() const { return shared_.choices; }
  const WhatIf& what_if() const { return shared_.what_if; }
  const Branch& branch() const { return shared_.branch; }
  const Real& real() const { return shared_.real; }
  const CrossoverWork& crossover() const { return shared_.crossover; }
  const ExportDialog& export_dialog() const { return shared_.export_dialog; }
  const Confirm& confirm() const { return shared_.confirm; }
  /// What was done, for a while after it was: a file saved, and what is in it.
  const std::optional<Saved>& saved() const;
  bool is_saving() const; ///< waits for the runs
  /// Its file of choices is somebody else's: it stays as it is, and the errors bar says so.
  void choices_are_anothers(const std::string& path);
  const Finder& finder() const;
  const RowTable& rows() const;
  const FileBrowser& browser() const { return shared_.browser; }
  /// What is for the clipboard, once.
  std::optional<Copied> take_copied();
  /// The part of the stage that is looked at closely, where inspects().
  const Inspector& inspector() const;
  bool inspects() const;
  /// Whether the method is explained in the view that is seen.
  bool explains() const;
  const Explained& explained() const;
  const ContextMenu& context_menu() const;
  /// What is on the stage: the player's; nullptr while it is not ready.
  const trace::Trace* trace() const { return shared_.shown.get(); }
  const figure::Story* story() const { return shared_.story.get(); }
  bool shows_real() const { return shared_.shows_real(); }
  /// For screenshots: at that moment at once, as `--at` means it.
  void place_at(Time time);
  /// For `--present`: the slide that rests where the run stands now, else no slide.
  void take_slide_here();
  /// The same for the first slide of the shown case.
  void take_slide_of_case();
  void set_window(const Geometry& geometry) { shared_.choices.window = geometry; }

private:
  struct Subjects;

  void refresh();
  void take_opened();
  std::optional<Action> action_for(std::string_view key, bool shift, bool ctrl) const;

  Shared shared_;
  std::unique_ptr<Subjects> subjects_;
  std::uint64_t opened_ = 0, revision_ = 0; ///< of the session, taken in so far
  double since_check_ = 0;                  ///< seconds
};

} // namespace copyscope::gui
