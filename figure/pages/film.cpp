#include "figure/pages/film.h"

#include "figure/kit/characters.h"
#include "figure/story/pace.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace copyscope::figure {

namespace {

constexpr double rest_between = 0.4; // seconds that a step rests whose words are known already
constexpr double shortest_end = 4;   // seconds that the end stays

/// Whole beats, an even number, so that every second one can be a frame.
int beats_of(double seconds) {
  return 2 * static_cast<int>(std::lround(seconds * Film::beats_per_second / 2));
}

/// About 25 columns a second, and a moment to find the line.
double seconds_to_read(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    columns += columns_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return std::min(8.0, 0.8 + 0.04 * columns);
}

} // namespace

Film::Film(const StepTeller& teller, const StepChoice& choice) : teller_(teller) {
  using What = Shot::What;
  std::set<std::string> known; // what was shown before needs no time to be read
  if (choice.opening) add({What::opening, 0}, teller.tell(0).sentence, true);
  for (std::int64_t number = choice.first; number <= choice.last; ++number) {
    if (number == choice.gap) {
      add({What::left_out, number, choice.left_out()}, {}, true);
      number = choice.gap_end;
    }
    const StepText step = teller.tell(number);
    add({What::step, number}, step.sentence, known.insert(step.headline).second);
  }
  if (choice.closing)
    add({What::closing, teller.closing()}, teller.tell(teller.closing()).sentence, true);
}

void Film::add(Shot shot, const std::string& sentence, bool is_new) {
  shot.begin = length();
  double moves = 0;
  if (shot.what == Shot::What::step)
    moves = seconds_to_play(teller_.story().step(teller_.trace().step(shot.number)).width());
  shot.motion = beats_of(moves);
  double still = rest_between;
  if (is_new) still = std::max(still, seconds_to_read(sentence) - moves);
  if (shot.what == Shot::What::closing) still = std::max(still, shortest_end);
  if (shot.what == Shot::What::left_out) still = 2.4;
  shot.hold = beats_of(still);
  shots_.push_back(shot);
}

StepText Film::step_text(const Shot& shot) const {
  return teller_.tell(shot.what == Shot::What::left_out ? shot.number - 1 : shot.number);
}

trace::Cursor Film::cursor(const Shot& shot, int beat) const {
  if (shot.what != Shot::What::step || beat >= shot.motion) return step_text(shot).rest;
  const trace::SpanId row = teller_.trace().step(shot.number);
  if (beat <= 0) return teller_.trace().cursor_on(row);
  const Story::Stretch stretch = teller_.story().step(row);
  const double share = eased(static_cast<double>(beat) / shot.motion);
  return teller_.story().cursor_at(stretch.begin + stretch.width() * share);
}

} // namespace copyscope::figure
