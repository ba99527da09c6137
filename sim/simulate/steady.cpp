#include "sim/simulate/steady.h"

#include <utility>

namespace copyscope::simulate {

std::int64_t SteadyState::before_round(const machine::RoundShape& shape, std::int64_t alike,
                                       Time now) {
  if (!sink_.quiet(now)) {
    forget();
    return 0;
  }
  const Moment here{shape, sink_.ledger(now), sink_.rows(), now};
  const std::optional<Moment> before = std::exchange(last_, here);
  if (!before) return 0;

  const Round done{before->shape, trace::difference(before->ledger, here.ledger),
                   here.rows - before->rows, here.now - before->now};
  const std::optional<Round> previous = std::exchange(round_, done);
  if (previous != done || shape != done.shape) return 0;

  sink_.repeat(done.delta, done.rows, alike);
  skipped_ += done.duration * alike;
  forget();
  return alike;
}

void SteadyState::forget() {
  last_.reset();
  round_.reset();
}

} // namespace copyscope::simulate
