// All that a view reads: what is open, where the cursor stands, what has been chosen.
//
// A view is a function of the scene and draws; what it wants changed it says with the Actions of
// its regions.
#pragma once

#include "figure/story/story.h"
#include "gui/control/controller.h"
#include "gui/lesson/lesson.h"
#include "gui/player/player.h"
#include "gui/session/branch.h"
#include "gui/session/catalog.h"
#include "gui/session/choices.h"
#include "gui/session/crossover_work.h"
#include "gui/session/real.h"
#include "gui/session/session.h"
#include "gui/session/what_if.h"
#include "gui/views/ui.h"
#include "sim/analysis/duration.h"

namespace copyscope::gui {

struct Scene {
  const Session& session;
  const Player& player;
  const Race& race;
  const Lesson& lesson;
  const Choices& choices;
  const WhatIf& what_if;
  const Branch& branch;
  const Real& real;
  const CrossoverWork& crossover;
  const ExportDialog& exporting;
  const Confirm& confirm;
  const std::optional<Saved>& saved;
  bool is_saving; ///< waits for the runs
  const Finder& finder;
  const RowTable& rows;
  const FileBrowser& browser;
  const Inspector& inspector;
  bool inspects; ///< a part of the stage is looked at
  const Explained& explained;
  bool explains; ///< the method, in this view
  const ContextMenu& context;
  const std::vector<Listed>& catalog;
  const trace::Trace* trace = nullptr;  ///< what is on the stage; nullptr: nothing is ready
  const figure::Story* story = nullptr; ///< of that trace

  bool has_trace() const { return trace && trace->size() > 0; }
  /// What is shown where there is no trace to be drawn: its run is not over, or nothing happened in
  /// it, as where the file is empty.
  const char* why_no_trace() const {
    return trace && !has_trace() ? "whatif.nothing_sent" : "top.simulating";
  }
  /// Several flows, of which one is in front.
  bool has_flows() const { return has_trace() && trace->tables().flows.size() > 1; }
  trace::FlowId front() const {
    return trace && choices.flow < trace->tables().flows.size() ? choices.flow : 0;
  }
  bool races_flows() const { return choices.race_flows && has_flows(); }
  trace::Cursor cursor() const { return player.cursor(); }
  /// The cursor's; at the end, how long the run took.
  Time time_shown() const {
    return player.at_end() ? analysis::duration_of(*trace) : cursor().time;
  }
  const scenario::Case& shown() const { return session.which(session.shown_case()); }
};

/// The scene as the controller has it now; what it refers to has to outlive it.
Scene scene_of(const Controller& controller, const std::vector<Listed>& catalog);

} // namespace copyscope::gui
