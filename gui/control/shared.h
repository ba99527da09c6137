// What the subjects of the controller work on together: what is open and chosen, what is on the
// stage, the player, the race, the lesson. And how a subject says which actions are its own.
//
// A subject (moving.h, teaching.h, …) is an object that performs the actions of actions(), and has
// to itself what nobody else knows of. Others it gets by name in its constructor; the arrows among
// them go one way.
#pragma once

#include "figure/story/story.h"
#include "gui/control/confirm.h"
#include "gui/control/file_browser.h"
#include "gui/exporting/export_dialog.h"
#include "gui/lesson/lesson.h"
#include "gui/player/player.h"
#include "gui/player/race.h"
#include "gui/session/actions.h"
#include "gui/session/branch.h"
#include "gui/session/choices.h"
#include "gui/session/crossover_work.h"
#include "gui/session/real.h"
#include "gui/session/session.h"
#include "gui/session/what_if.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

using Perform = std::function<void(const Action&)>;

/// An action by its name, and who performs it.
struct Handler {
  std::string_view name;
  Perform perform;
};
using Handlers = std::vector<Handler>;

/// A function of a subject as a handler: one that needs to know number or text, or one that does
/// not. The subject has to outlive it.
template <class Subject> Perform does(Subject* subject, void (Subject::*function)(const Action&)) {
  return [=](const Action& action) { (subject->*function)(action); };
}
template <class Subject> Perform does(Subject* subject, void (Subject::*function)()) {
  return [=](const Action&) { (subject->*function)(); };
}

struct Shared {
  Shared(Services services, Choices choices, Stamper stamp);
  Shared(const Shared&) = delete; // its parts refer to one another
  Shared& operator=(const Shared&) = delete;

  Session session;
  WhatIf what_if{session};
  Branch branch{session};
  Real real;
  CrossoverWork crossover;
  Lesson lesson;
  Choices choices;
  ExportDialog export_dialog;
  Confirm confirm;
  FileBrowser browser;
  // What is on the stage; nullptr while it is not ready. The player reads from these two.
  std::shared_ptr<const trace::Trace> shown;
  std::unique_ptr<figure::Story> story;
  trace::Source shown_source = trace::Source::simulated;
  Player player;
  Race race;
  std::string last_action; ///< the name of the one before the one under way
  Perform perform;         ///< any action, as the controller does

  bool shows_real() const { return shown && shown_source == trace::Source::real; }
  /// Whether the view is one of those of the race: its clock leads there.
  bool in_race() const;
  /// Whether the race is seen full screen, over a slide.
  bool presents_race() const;
  trace::FlowId front() const;    ///< of several flows on the stage, the one in front
  double place_of_cursor() const; ///< as a share of the whole scale
  void show_case(std::size_t index);
  void follow(std::int64_t offset); ///< the byte there

  static constexpr std::int64_t most_steps_played = 8; ///< to a row; beyond, it jumps there
};

} // namespace copyscope::gui
