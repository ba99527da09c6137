// When a run without a given number of rounds has enough of them: the medians are known well, or
// the time is up. And which rounds are no measure of their case, since another program had the CPU.
//
// A round stays one send over a connection of its own, however small the file is: of a cold file no
// second send is cold, and a connection that has been used has another window. What a round costs
// beside its send, a millisecond or so, is time of the command and in no figure.
#include "real/rounds.h"
#include "sim/analysis/median_interval.h"
#include "sim/analysis/paired.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

constexpr int fewest_to_end = 7; // by chance, the first few may lie close together

std::optional<double> within_of(const CaseRounds& rounds) {
  const auto interval = analysis::median_interval(rounds.durations);
  return interval ? std::optional(interval->within()) : std::nullopt;
}

double share(std::int64_t part, std::int64_t of) {
  return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of);
}

} // namespace

bool Rounds::time_is_up() const {
  return now_ns() - started_ns_ >= std::chrono::nanoseconds(options_.time).count();
}

bool Rounds::is_known_well(const CaseRounds& rounds) const {
  return rounds.counted >= fewest_to_end &&
         within_of(rounds).value_or(options_.within + 1) <= options_.within;
}

/// All of them or none: as long as one case needs more rounds, the others take their turns beside
/// it, since a ratio is made turn by turn.
void Rounds::end_where_enough() {
  const bool enough = std::ranges::all_of(
      cases_, [this](const CaseRounds& each) { return each.stopped || is_known_well(each); });
  if (!enough) return;
  for (CaseRounds& each : cases_)
    each.stopped = true;
}

/// A case of which nothing is known yet gets its round, though the time is up.
void Rounds::end_in_time(CaseRounds& rounds) {
  if (rounds.stopped || options_.rounds) return;
  const auto made = static_cast<int>(rounds.made.size());
  if (rounds.counted + rounds.crowded > 0 && (time_is_up() || made >= most_rounds))
    rounds.stopped = true;
}

/// Where a single send is as long as all the time that was given, or nearly.
void Rounds::say_where_too_few() {
  const double took = static_cast<double>(now_ns() - started_ns_) / 1e9;
  for (CaseRounds& each : cases_)
    if (each.unavailable.empty() && each.note.empty() &&
        each.counted < analysis::fewest_for_interval)
      each.add_note(
          fmt::format("in the time that was given {} of its sends counted, and the rounds "
                      "of all cases took {:.1f} s: its time is not known to {:.0f} %",
                      each.counted, took, 100 * options_.within));
}

std::int64_t Rounds::waited_in(const RoundMade& made) const {
  const bool always_busy = pinned_ && made.round.disk_read_bytes.get() == 0;
  return waited_for_others_ns(made.round.duration_ns, made.exchange.sent.turns,
                              made.exchange.received.turns, always_busy);
}

void Rounds::reject_where_crowded(RoundMade& made) const {
  if (made.round.state != Observed::State::counted) return;
  made.round.waited_for_others_ns = waited_in(made);
  const double waited = share(made.round.waited_for_others_ns, made.round.duration_ns);
  if (waited <= options_.bounds.waiting) return;
  made.crowded = true;
  made.round.state = Observed::State::rejected;
  made.round.reason =
      fmt::format("another program had the CPU for {:.0f} % of its time", 100 * waited);
}

/// Where the CPU was hardly ever free, rounds that shared it are better than none. Those of all
/// cases then, which were made in the same turns.
void Rounds::count_crowded() {
  const bool too_few = std::ranges::any_of(cases_, [](const CaseRounds& each) {
    return each.unavailable.empty() && each.crowded > 0 &&
           each.counted < analysis::fewest_for_interval;
  });
  if (!too_few) return;
  for (CaseRounds& rounds : cases_)
    for (RoundMade& made : rounds.made) {
      if (!made.crowded) continue;
      made.round.state = Observed::State::counted;
      made.round.reason.clear();
      count(rounds, made);
    }
}

void Rounds::count(CaseRounds& rounds, RoundMade& made) {
  if (made.crowded) --rounds.crowded;
  made.crowded = false;
  ++rounds.counted;
  const std::int64_t duration = made.round.duration_ns;
  rounds.durations.insert(std::ranges::upper_bound(rounds.durations, duration), duration);
  timed_any_ = timed_any_ || duration > 0;
  const std::int64_t waited = waited_in(made);
  if (waited < 0) return;
  waited_ns_ += waited;
  of_ns_ += duration;
}

std::optional<double> Rounds::waited_for_others() const {
  if (of_ns_ == 0) return std::nullopt;
  return share(waited_ns_, of_ns_);
}

/// The nearer of two ends: the time, or the rounds that the worst known case still needs, which
/// grow with the square of what is missing.
double Rounds::share_known() const {
  double known = 1;
  for (const CaseRounds& each : cases_) {
    if (each.stopped) continue;
    const auto within = within_of(each);
    const double to_go = within ? *within / options_.within : options_.within + 1;
    const double of_precision = within ? std::min(1.0, 1 / (to_go * to_go)) : 0;
    known = std::min(known, of_precision * std::min(1.0, share(each.counted, fewest_to_end)));
  }
  const double of_time =
      share(now_ns() - started_ns_, std::chrono::nanoseconds(options_.time).count());
  return std::min(1.0, std::max(known, of_time));
}

} // namespace copyscope::real
