#include "gui/control/overlays.h"

namespace copyscope::gui {

Handlers Overlays::actions() {
  return {{action::help, does(this, &Overlays::help)},
          {action::about, does(this, &Overlays::about)},
          {action::menu, does(this, &Overlays::menu)},
          {action::notice, does(this, &Overlays::notice)},
          {action::back, does(this, &Overlays::back)}};
}

void Overlays::help() {
  Choices& choices = shared_.choices;
  choices.help = !choices.help;
  choices.about = false;
  choices.menu.clear();
}

void Overlays::about() {
  Choices& choices = shared_.choices;
  choices.about = !choices.about;
  choices.help = false;
  choices.menu.clear();
}

void Overlays::menu(const Action& action) {
  Choices& choices = shared_.choices;
  choices.menu = choices.menu == action.text ? std::string() : action.text;
  if (choices.menu == "context") choices.menu.clear(); // is asked for with a place
  if (choices.menu == "open" || choices.menu == "save") browsing_.start();
}

void Overlays::notice() {
  shared_.choices.notice.clear();
}

/// What lies over the view; true where there was something.
bool Overlays::closes_one() {
  Choices& choices = shared_.choices;
  if (shared_.confirm.is_open()) {
    filing_.answer({});
    return true;
  }
  if (shared_.export_dialog.is_open() && shared_.export_dialog.steps_back()) return true;
  if (choices.fifth)
    choices.fifth.reset();
  else if (!choices.menu.empty())
    choices.menu.clear();
  else if (shared_.session.is_opening())
    filing_.cancel_opening();
  else if (!choices.notice.empty())
    choices.notice.clear();
  else if (finding_.finder().is_open())
    finding_.find_close();
  else if (inspecting_.close())
    return true;
  else if (choices.help || choices.about)
    choices.help = choices.about = false;
  else if (choices.blank)
    choices.blank = false;
  else if (shared_.lesson.open_vote())
    shared_.lesson.toggle_vote();
  else if (!shared_.session.complaints().empty())
    shared_.session.dismiss();
  else
    return filing_.forget_saved();
  return true;
}

/// Closes what lies on top, one thing at a time; on the bare stage, what is marked.
void Overlays::back() {
  Choices& choices = shared_.choices;
  Player& player = shared_.player;
  if (closes_one()) return;
  if (shared_.presents_race()) return teaching_.leave_race();
  if (choices.presenting) return teaching_.present();
  if (player.range()) return player.clear_range();
  if (!player.marks().empty()) return player.clear_marks();
  if (choices.view != View::stage && shared_.session.is_open()) return looking_.show(View::stage);
  shared_.lesson.leave();
  if (player.selection() != trace::no_span || !choices.part.empty()) {
    player.select(trace::no_span);
    choices.part.clear();
  }
}

} // namespace copyscope::gui
