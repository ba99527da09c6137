// The controller: performs every Action of the window on what is open, on the player, the lesson
// and the choices; and keeps these in step with one another.
//
//   Controller controller(services, load_choices(path));
//   controller.perform({action::open, 0, "four-ways"});
//   controller.key("page_down", false, false);
//   controller.tick(seconds);                        // time comes in here and nowhere else
//   while (there_is_time_left && controller.work(20'000)) {}
//
// Where it goes on: controller.cpp has the table of actions and what keeps all in step;
// controller_moves.cpp moves the cursor and gives the lesson; controller_export.cpp is about the
// export dialog; controller_files.cpp opens, saves and quits, and asks before anything is lost;
// controller_what_if.cpp changes values; controller_race.cpp is about the race, controller_find.cpp
// about finding rows, stopping at one, and their table; controller_beside.cpp is about what is said
// and done beside a thing, and the clipboard; controller_hands.cpp is for the keyboard's sliders
// and the file browser; controller_present.cpp presents, and remembers how far lessons have been
// given; controller_views.cpp does the rest.
#pragma once

#include "figure/story/story.h"
#include "gui/control/confirm.h"
#include "gui/control/context_menu.h"
#include "gui/control/file_browser.h"
#include "gui/exporting/export_dialog.h"
#include "gui/lesson/lesson.h"
#include "gui/player/player.h"
#include "gui/player/race.h"
#include "gui/session/actions.h"
#include "gui/session/branch.h"
#include "gui/session/choices.h"
#include "gui/session/explained.h"
#include "gui/session/finder.h"
#include "gui/session/inspection.h"
#include "gui/session/real.h"
#include "gui/session/row_table.h"
#include "gui/session/session.h"
#include "gui/session/what_if.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

/// A scenario that was saved, and what had to change in it.
struct Saved {
  std::string path;
  int expectations = 0, left_out = 0; ///< as analysis::Restated counts
};

class Controller {
public:
  explicit Controller(Services services, Choices choices = {}, Stamper stamp = stamp_of);
  Controller(const Controller&) = delete;
  Controller& operator=(const Controller&) = delete;

  /// False for a name that is none of gui/session/actions.h; nothing has happened then. What cannot
  /// be done now (no scenario, no such case) does nothing.
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
  bool wants_to_quit() const { return quit_; }

  const Session& session() const { return session_; }
  const Player& player() const { return player_; }
  const Race& race() const { return race_; }
  const Lesson& lesson() const { return lesson_; }
  const Choices& choices() const { return choices_; }
  const WhatIf& what_if() const { return what_if_; }
  const Branch& branch() const { return branch_; }
  const Real& real() const { return real_; }
  const ExportDialog& export_dialog() const { return export_; }
  const Confirm& confirm() const { return confirm_; }
  /// What was done, for a while after it was: a file saved, and what is in it.
  const std::optional<Saved>& saved() const { return saved_; }
  bool is_saving() const { return !save_when_ready_.empty(); } ///< waits for the runs
  /// Its file of choices is somebody else's: it stays as it is, and the errors bar says so.
  void choices_are_anothers(const std::string& path);
  const Finder& finder() const { return finder_; }
  const RowTable& rows() const { return rows_; }
  const FileBrowser& browser() const { return browser_; }
  /// What is for the clipboard, once.
  std::optional<Copied> take_copied();
  /// The part of the stage that is looked at closely, where inspects().
  const Inspector& inspector() const { return inspector_; }
  bool inspects() const;
  /// Whether the method is explained in the view that is seen.
  bool explains() const;
  const Explained& explained() const { return explained_; }
  const ContextMenu& context_menu() const { return context_; }
  /// What is on the stage: the player's; nullptr while it is not ready.
  const trace::Trace* trace() const { return shown_.get(); }
  const figure::Story* story() const { return story_.get(); }
  bool shows_real() const { return shown_ && shown_source_ == trace::Source::real; }
  /// For screenshots: at that moment at once, as `--at` means it.
  void place_at(Time time);
  /// For `--present`: the slide that rests where the run stands now, else no slide.
  void take_slide_here();
  /// The same for the first slide of the shown case.
  void take_slide_of_case();
  void set_window(const Geometry& geometry) { choices_.window = geometry; }

  static constexpr std::int64_t most_steps_played = 30; ///< to a slide; beyond, it jumps there

private:
  using Handler = void (Controller::*)(const Action&);
  struct Entry {
    std::string_view name;
    Handler handler;
  };
  static const std::vector<Entry>& table();

  enum class Move : unsigned char { none, jump, play };

  // Moving.
  void play(const Action&);
  void step_on(const Action&);
  void step_back(const Action&);
  void page_on(const Action&);
  void page_back(const Action&);
  void call_on(const Action&);
  void call_back(const Action&);
  void effect(const Action&);
  void cause(const Action&);
  void home(const Action&);
  void end(const Action&);
  void step(const Action&);
  void row(const Action&);
  void line(const Action&);
  void scrub(const Action&);
  void select(const Action&);
  void scrubbed(const Action&);
  void range_from(const Action&);
  void range_to(const Action&);
  void recall(const Action&);
  void bookmark(const Action&);
  void speed(const Action&);
  void stop_each(const Action&);
  void story_time(const Action&);
  void play_whole(const Action&);
  void race_stop(const Action&);
  void notice(const Action&);
  void propose_true_time();
  void answer(const Action&);
  void skip(const Action&);
  void vote(const Action&);
  void part(const Action&);
  void explain(const Action&);
  void context(const Action&);
  void context_choose(const Action&);
  void copy(const Action&);
  void copy_picture(const Action&);
  void copy_text(std::string text, const char* notice);
  ContextSubject context_subject(const ContextTarget& target) const;
  std::string numbers_in_front() const;
  std::string race_numbers() const;
  std::string ledger_numbers_of(bool range) const;
  void tell_briefly(const char* notice);
  bool poll_beside(double seconds);
  void settle_beside();
  void go_on_with_lesson();
  void show_slide(Move move);
  void settle();
  void move_to(const Slide& slide, Move move);

  // Views, choices, files.
  void view(const Action&);
  void show_case(const Action&);
  void case_on(const Action&);
  void case_back(const Action&);
  void reference(const Action&);
  void follow(const Action&);
  void align_offsets(const Action&);
  void choose_case(const Action&);
  void drop_case(const Action&);
  void against_real(const Action&);
  void source(const Action&);
  void zoom_in(const Action&);
  void zoom_out(const Action&);
  void zoom_fit(const Action&);
  void zoom_at(const Action&);
  void pan(const Action&);
  void scroll(const Action&);
  void measure(const Action&);
  void present(const Action&);
  void blank(const Action&);
  bool presents_race() const;
  void leave_race();
  void name_lesson();
  void set(const Action&);
  void slide(const Action&);
  void slid(const Action&);
  void nudge(const Action&);
  void reset(const Action&);
  void undo(const Action&);
  void redo(const Action&);
  void start_branch(const Action&);
  void branching(const Action&);
  void against_branch(const Action&);
  bool change(const std::string& key, const std::string& value, bool dragging);
  void branch_off(const std::string& key, const std::string& value);
  void open(const Action&);
  void save(const Action&);
  void save_now();
  void answer_confirm(const Action&);
  void focus_confirm(const Action&);
  bool asks_before_losing(Confirm::About about, const Action& action);
  void browse(const Action&);
  void browse_all(const Action&);
  void pick(const Action&);
  void start_browsing();
  bool is_looked_into(const std::string& path);
  void run_real(const Action&);
  void take_size_of_own_file();
  void cancel(const Action&);
  void export_as(const Action&);
  void export_choose(const Action&);
  void export_turn(const Action&);
  void export_list(const Action&);
  void export_write(const Action&);
  void export_copy(const Action&);
  bool type_into_export(const Action&);
  bool type_into_vote(const Action&);
  ExportSubject export_subject() const;
  void language(const Action&);
  void theme(const Action&);
  void type_larger(const Action&);
  void type_smaller(const Action&);
  void help(const Action&);
  void about(const Action&);
  void menu(const Action&);
  void back(const Action&);
  void quit(const Action&);
  void set_view(View view);
  void show_case_at(std::size_t index);
  void follow_offset(std::int64_t offset);
  double place_of_cursor() const; ///< as a share of the whole scale
  Cursor cursor_at_share(const Action& action) const;

  // Finding, stopping, the table of rows.
  void find(const Action&);
  void find_on(const Action&);
  void find_back(const Action&);
  void find_close(const Action&);
  bool type_into_find(const Action&);
  void seek_match(bool forward);
  void seek(const Action&);
  void stop_at(const Action&);
  trace::SpanId next_stop(std::string_view what) const;
  trace::SpanId next_return() const;
  void play_to(trace::SpanId row);
  void no_range(const Action&);
  void sort_rows(const Action&);
  void row_on(const Action&);
  void row_back(const Action&);
  void row_beside(std::int64_t places);
  void scroll_to(const Action&);
  void settle_rows();

  // The race.
  bool in_race() const;
  std::vector<Race::Run> race_runs() const;
  void settle_race();
  void race_to(Time time, bool dragging);

  // In step.
  void refresh();
  void take_opened();
  void resolve_lesson();
  std::optional<Action> action_for(std::string_view key, bool shift, bool ctrl) const;
  void show_trace();
  bool closes_overlay();

  Stamper stamp_;
  Session session_;
  WhatIf what_if_{session_};
  Branch branch_{session_};
  Real real_;
  Lesson lesson_;
  Choices choices_;
  ExportDialog export_;
  Confirm confirm_;
  Inspector inspector_;
  Explained explained_;
  ContextMenu context_;
  ExportWork drawing_;           ///< of a picture for the clipboard
  std::string drawn_type_;       ///< what that picture will be
  std::optional<Copied> copied_; ///< beside the export dialog's
  double told_for_ = 0;          ///< seconds that a notice is still told; 0: until it is read
  std::optional<Saved> saved_;
  double saved_for_ = 0;        ///< seconds that saved_ has been seen
  std::string save_when_ready_; ///< a path; empty: nothing waits to be saved
  Finder finder_;
  RowTable rows_;
  FileBrowser browser_;
  // The player reads from these two.
  std::shared_ptr<const trace::Trace> shown_;
  std::unique_ptr<figure::Story> story_;
  Player player_;
  Race race_;
  Cursor raced_;   ///< where the race has put the player
  Time seen_race_; ///< where its clock was when it was revealed last
  std::optional<Cursor> range_from_;
  std::string shown_case_id_;
  std::string lesson_name_; ///< what its progress is remembered by
  trace::Source shown_source_ = trace::Source::simulated;
  Cursor seen_;                               ///< where the cursor was when it was revealed last
  std::vector<const trace::Trace*> resolved_; ///< by case: whose rows the lesson knows
  std::uint64_t opened_ = 0, revision_ = 0;   ///< of the session, taken in so far
  std::uint64_t noted_ = 0;                   ///< the revision whose results the lesson knows
  Move pending_ = Move::none;                 ///< to the current slide, once its trace is there
  double since_check_ = 0;                    ///< seconds
  std::string last_action_;
  bool quit_ = false;
};

} // namespace copyscope::gui
