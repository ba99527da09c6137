// A film of a run: its steps one after the other in story time, each played as the window plays it,
// then still for as long as it takes to read what is said. Told in beats, so that all that is made
// of it has the same length.
#pragma once

#include "figure/story/story_steps.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copyscope::figure {

/// A stretch of a film in which one thing is shown.
struct Shot {
  enum class What : unsigned char { opening, step, left_out, closing };

  What what = What::step;
  std::int64_t number = 0;   ///< as StepTeller counts; of what is left out, the first
  std::int64_t left_out = 0; ///< steps
  int begin = 0;             ///< beats from the film's
  int motion = 0;            ///< beats in which something moves, before it is still; even
  int hold = 0;              ///< beats in which it is; even, never 0

  int length() const { return motion + hold; }
  int end() const { return begin + length(); }
};

class Film {
public:
  static constexpr int beats_per_second = 25;

  /// The teller has to outlive the film. Not empty where `choice` is not.
  Film(const StepTeller& teller, const StepChoice& choice);

  const StepTeller& teller() const { return teller_; }
  const std::vector<Shot>& shots() const { return shots_; }
  int length() const { return shots_.empty() ? 0 : shots_.back().end(); } ///< beats

  /// What a shot says: its step's own words; of what is left out, those of the step before it.
  StepText step_text(const Shot& shot) const;
  /// Where the run is at a beat of a shot, from 0 on; from its motion's end on it rests.
  trace::Cursor cursor(const Shot& shot, int beat) const;

private:
  void add(Shot shot, const std::string& sentence, bool is_new);

  const StepTeller& teller_;
  std::vector<Shot> shots_;
};

} // namespace copyscope::figure
