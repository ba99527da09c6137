#include "sim/simulate/period.h"

namespace copyscope::simulate {

namespace {

constexpr std::size_t longest_period = 64; // rounds

bool same(const PeriodFinder::Period& a, const PeriodFinder::Period& b) {
  return a.bytes == b.bytes && a.time == b.time && a.rows == b.rows &&
         a.mapped_pages == b.mapped_pages && a.ledger == b.ledger;
}

} // namespace

void PeriodFinder::at_round(machine::Process& process, Bytes offset) {
  if (found_ || offset < from_) return;
  const Time now = process.now();
  Moment here{process.standing(offset), now, sink_.rows(), process.mapped_pages(),
              sink_.ledger(now)};
  for (const trace::LedgerFold::Open& row : sink_.under_way()) {
    if (row.end <= now) continue;
    here.standing.number(static_cast<std::int64_t>(row.kind));
    here.standing.number(row.lane);
    here.standing.time(row.begin);
    here.standing.time(row.end);
    here.standing.number(row.bytes);
  }
  moments_.push_back(std::move(here));
  if (moments_.size() > 2 * longest_period + 1) moments_.pop_front();
  look_back();
}

// The shortest period that ends here.
void PeriodFinder::look_back() {
  const std::size_t last = moments_.size() - 1;
  for (std::size_t rounds = 1; 2 * rounds <= last; ++rounds) {
    const Moment& here = moments_[last];
    const Moment& before = moments_[last - rounds];
    const Moment& first = moments_[last - 2 * rounds];
    if (here.standing != before.standing || before.standing != first.standing) continue;
    const Period period = between(before, here);
    if (!same(period, between(first, before))) continue;
    found_ = period;
    return;
  }
}

PeriodFinder::Period PeriodFinder::between(const Moment& earlier, const Moment& later) {
  const Bytes end = later.standing.offset();
  return {end,
          end - earlier.standing.offset(),
          later.now - earlier.now,
          later.rows - earlier.rows,
          later.mapped_pages - earlier.mapped_pages,
          trace::difference(earlier.ledger, later.ledger)};
}

} // namespace copyscope::simulate
