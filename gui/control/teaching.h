// Giving the lesson: its slides one after the other, its questions, presenting it full screen, and
// where lessons were left.
#pragma once

#include "gui/control/moving.h"
#include "gui/control/shared.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copyscope::gui {

class Teaching {
public:
  Teaching(Shared& shared, Moving& moving) : shared_(shared), moving_(moving) {}

  Handlers actions();

  void enter(); ///< the lesson, where there is one: at the slide where it was left
  void present();
  void leave_race(); ///< back to the slide below it, and the run to where that rests
  /// Clicked on the stage while a question asks for a part of it.
  void point_at(const std::string& part);
  void count_hands(int choice, int hands); ///< `choice` from 1
  void take_slide_here();                  ///< as the Controller's
  void take_slide_of_case();

  void take_opened();  ///< another scenario was opened
  void take_changed(); ///< the same, with other values
  void name();         ///< what its progress is remembered by
  void resolve();      ///< the lesson learns of what has run
  void settle();       ///< moves to the current slide as soon as its trace is there
  void remember();     ///< how far it has been given

private:
  enum class Move : unsigned char { none, jump, play };

  void play();
  void page_on();
  void page_back();
  void bookmark(const Action& action);
  void answer(const Action& action);
  void skip();
  void vote();
  void blank();
  void go_on();
  void show_slide(Move move);
  void move_to(const Slide& slide, Move move);

  Shared& shared_;
  Moving& moving_;
  std::string name_;                          ///< its scenario's id, or the whole path of its file
  std::vector<const trace::Trace*> resolved_; ///< by case: whose rows the lesson knows
  bool noted_ = false;                        ///< the lesson knows the results
  Move pending_ = Move::none;                 ///< to the current slide, once its trace is there
};

} // namespace copyscope::gui
