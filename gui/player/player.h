// The player: where in a run one is, and how it goes on from there. Plain state without a clock or
// a window; the past is read from the trace, so going back costs what going forward does.
//
//   player.open(&trace, &story);
//   player.step_on();                      // the next step has begun, at once
//   while (player.tick(seconds)) draw(player.cursor());   // it is played, then it rests
//
// All moves do nothing where nothing is open, and stop at the run's ends.
#pragma once

#include "figure/story/story.h"
#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::gui {

using trace::Cursor;
using trace::SpanId;

class Player {
public:
  static constexpr std::array usual_speeds = {25, 50, 100, 200, 400}; ///< percent
  static constexpr int quickest_story = 20; ///< seconds that a long run takes at its top speed
  static constexpr int true_time_run = 12;  ///< seconds of a whole run in true time at normal speed

  /// A byte of a flow, followed through the buffers.
  struct Byte {
    trace::FlowId flow = 0;
    Bytes offset;

    friend bool operator==(const Byte&, const Byte&) = default;
  };

  /// Shows another run from its start. Both have to outlive the player or the next open().
  void open(const trace::Trace* trace, const figure::Story* story);
  /// Shows the same case as it runs now: stays on the same step, as far as there is one.
  void replace(const trace::Trace* trace, const figure::Story* story);
  /// The same at another place (place_in_run.h).
  void replace(const trace::Trace* trace, const figure::Story* story, Cursor at);
  void close();
  bool is_open() const { return trace_ != nullptr; }

  // Where one is.
  Cursor cursor() const { return cursor_; }
  std::int64_t step() const;  ///< number of the step that has begun last; 0 before the first
  std::int64_t steps() const; ///< of the run
  SpanId step_row() const;    ///< its row, or no_span
  bool at_end() const;
  /// The place in story time. Beside story.at(cursor()) it also moves within steps that take no
  /// time.
  double place() const;
  /// How much of the animation of the current step is over, eased: 1 where it rests.
  double progress() const;

  // Moves. Each but step_on arrives at once.
  void step_on();   ///< to the begin of the next step, which is then played until it rests
  void step_back(); ///< to the rest of the step before
  void call_on();   ///< to the rest of the first step of the next system call
  void call_back(); ///< the same of the call before, or of this one where one is further in it
  void home();
  void end();
  void go_to_step(std::int64_t number); ///< to its rest; 0 is home
  void go_to_row(SpanId row);           ///< selects the row; to the rest of its step
  bool to_cause();                      ///< to what caused the current step; false: nothing did
  bool to_effect();                     ///< to what it caused
  /// `dragging`: part of one movement of the pointer, of which only the first place is remembered.
  void seek(Time time, bool dragging = false);
  void seek_story(double place, bool dragging = false);
  bool recall();       ///< back to where one was before the last jump; false: nowhere
  bool recall_again(); ///< undoes recall()

  // Playing.
  void toggle_play(); ///< from the end: from the start again
  void pause();
  /// Plays to the next stop, whether or not it stops after each step.
  void play_to_stop();
  bool playing() const { return playing_; }
  /// Time has passed. Whether anything moved.
  bool tick(double seconds);
  bool animating() const { return motion_.has_value() || playing_; }

  int speed() const { return speed_; } ///< percent of normal
  void set_speed(int percent);         ///< 0: the next of speeds()
  /// Percent, rising: the usual ones; for the story of a long run also 1600, 6400 … and last the
  /// one at which all of it takes quickest_story seconds.
  std::vector<int> speeds() const;
  /// How long the story of the whole run takes at normal speed without stopping; 0: nothing is
  /// open.
  double story_seconds() const;
  bool stops_after_each_step() const { return stop_each_; }
  void set_stop_after_each_step(bool stop) { stop_each_ = stop; }
  bool in_story_time() const { return story_time_; }
  void set_story_time(bool story);
  /// Steps are shown at rest at once, for those who do not want motion.
  void set_motion(bool moves) { moves_ = moves; }
  /// Rows after whose step playing pauses.
  void set_stops(const std::vector<SpanId>& rows);

  // What is looked at.
  SpanId selection() const { return selection_; } ///< a row, or no_span
  void select(SpanId row) { selection_ = row; }
  const std::optional<Byte>& followed() const { return followed_; }
  void follow(std::optional<Byte> byte) { followed_ = byte; }
  /// Marks to measure with: the first, the second; a third starts again.
  void mark(Time time);
  void clear_marks() { marks_.clear(); }
  const std::vector<Time>& marks() const { return marks_; } ///< at most two
  std::optional<Time> measured() const;                     ///< between the two
  /// From one moment to a later one, whose ledger is looked at.
  struct Range {
    Cursor from, to;

    friend bool operator==(const Range&, const Range&) = default;
  };
  void select_range(Cursor one, Cursor other); ///< in either order; none where they are the same
  void clear_range() { range_.reset(); }
  const std::optional<Range>& range() const { return range_; }
  /// The moment at a place of story time; the cursor stays.
  Cursor cursor_at_story(double place) const;

private:
  // A step being played: from a place to its end.
  struct Motion {
    SpanId step = trace::no_span;
    double from = 0, to = 0;          // places
    double elapsed = 0, duration = 0; // seconds at normal speed
  };
  struct Place {
    Cursor cursor;
    SpanId selection = trace::no_span;
  };

  void arrive(Cursor cursor); // at once; what was being played is over
  void remember();
  bool swap_places(std::vector<Place>& from, std::vector<Place>& to);
  void begin_step(SpanId step);
  bool resume_step();
  double advance(double seconds); // what is left of them
  void step_is_over(SpanId step);
  void play_next();
  void run_in_true_time(double seconds);
  void run_in_story_time(double seconds);
  bool flows() const; ///< too quick for one step after the other to be seen
  bool runs_on() const { return !stop_each_ || to_stop_; }
  bool is_stop(SpanId step) const;
  SpanId step_of(SpanId row) const;
  SpanId first_step_of_call(SpanId call) const;

  const trace::Trace* trace_ = nullptr;
  const figure::Story* story_ = nullptr;
  Cursor cursor_;
  std::optional<Motion> motion_;
  bool playing_ = false;
  bool to_stop_ = false;
  double resting_ = 0;         // seconds before the next step begins by itself
  double fraction_ = 0;        // of a picosecond, left over from true time
  std::optional<double> flow_; // the place where the steps flow by
  int speed_ = 100;
  bool stop_each_ = true;
  bool story_time_ = true;
  bool moves_ = true;
  std::vector<SpanId> stops_;
  SpanId selection_ = trace::no_span;
  std::optional<Byte> followed_;
  std::vector<Time> marks_;
  std::optional<Range> range_;
  std::vector<Place> past_, future_;
};

} // namespace copyscope::gui
