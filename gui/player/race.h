// The race: several runs on one clock. Where the clock stands, how it goes on, and where it pauses
// by itself. Plain state, like the player, which stands for one run alone.
//
//   race.set_runs({a, b}, shown);
//   race.toggle_play();
//   while (race.tick(seconds, 100)) draw(race.clock());
//
// Aligned by offset, the runs are not at a common time: each stands where the same byte has come
// into the same buffer, and a step is the next copy of the shown run.
#pragma once

#include "figure/story/story.h"
#include "sim/analysis/pairing.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace copyscope::gui {

class Race {
public:
  using Run = std::shared_ptr<const trace::Trace>;

  /// Where it pauses by itself: nowhere, whenever a run is over, at each step of any run.
  enum class Stop : unsigned char { never, finish, step };
  static constexpr int seconds_of_run = 12; ///< that the longest run takes at normal speed

  /// What the runs are aligned on: a byte, and the buffer that it comes into.
  struct Alignment {
    std::int64_t offset = 0;
    trace::Buffer into = trace::Buffer::page_cache;

    friend bool operator==(const Alignment&, const Alignment&) = default;
  };

  /// Those that take part, and the one that is on the stage, which need not be among them; nullptr:
  /// none is. The clock stays.
  void set_runs(std::vector<Run> runs, Run shown);
  /// Of a run that takes part, made when it came to; nullptr: it takes none.
  const figure::Story* story_of(const trace::Trace& run) const;
  /// Of two runs that take part, one simulated and one real, which rows belong together; nullptr of
  /// any others, and where there are too many rows.
  const analysis::Pairing* pairing() const { return pairing_.get(); }
  void set_aligned(bool aligned);
  bool is_aligned() const { return aligned_; }

  Time clock() const { return clock_; }
  Time end() const; ///< of the run that takes longest
  /// Of its timeline: a real run's trace may go on after all has arrived.
  Time scale() const;
  bool at_end() const { return clock_ >= end(); }
  /// What the shown run copies at the clock, or copied last; its first copy before that.
  Alignment alignment() const;

  void seek(Time time); ///< kept between 0 and end()
  void step_on();       ///< to where the next step of any run begins, or a run ends
  void step_back();     ///< to the one before
  void home() { seek({}); }
  void finish() { seek(end()); }

  void toggle_play(); ///< from the end: from the start again
  void play();
  void pause();
  bool playing() const { return playing_; }
  /// Time has passed, at that many percent of normal speed. Whether anything moved.
  bool tick(double seconds, int speed);

  Stop stop() const { return stop_; }
  void set_stop(Stop stop) { stop_ = stop; }

private:
  Time next_event(Time after) const;
  Time previous_event(Time before) const;
  Time next_finish(Time after) const;
  Time next_copy(Time after) const;
  Time previous_copy(Time before) const;
  Time next_pause(Time after) const;

  std::vector<Run> runs_;
  std::vector<std::shared_ptr<const figure::Story>> stories_; // of each of them
  std::shared_ptr<const analysis::Pairing> pairing_;
  Run shown_;
  Time clock_;
  bool aligned_ = false;
  bool playing_ = false;
  Stop stop_ = Stop::finish;
  double left_over_ = 0; // picoseconds not yet counted; aligned, seconds of rest
};

std::string_view name_of(Race::Stop stop); ///< "never", "finish", "step"

} // namespace copyscope::gui
