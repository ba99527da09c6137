#include "real/rounds.h"

#include "real/network.h"
#include "real/probes/nic.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

std::string card_cannot(Path path, const std::string& interface, bool wanted) {
  const char *const asked = wanted ? "on" : "off", *const has = wanted ? "off" : "on";
  if (path == Path::unix_stream)
    return fmt::format("the case asks for scatter-gather {}, and a local socket has no card: pages "
                       "are passed on as they are",
                       asked);
  if (path == Path::remote && interface != "lo")
    return fmt::format(
        "the case asks for scatter-gather {}, and on {} it is {}, which only you may "
        "change: as root, `ethtool -K {} sg {}`",
        asked, interface, has, interface, asked);
  return fmt::format("the case asks for scatter-gather {}, and on lo, the loopback interface, it "
                     "is fixed to {}",
                     asked, has);
}

/// What it changes for a method whose calls copy in any case.
std::string card_differs(Path path, const std::string& interface, bool wanted) {
  return card_cannot(path, interface, wanted) +
         (wanted ? ": there the CPU copies each byte once more, to make packets linear"
                 : ": the copy with which the CPU makes packets linear for a card without it is "
                   "missing here");
}

} // namespace

Rounds::Rounds(const Plan& plan, const Options& options, const Progress& progress,
               const std::atomic<bool>& cancelled)
    : plan_(plan), options_(options), progress_(progress), cancelled_(cancelled),
      keeper_(plan, options) {
  for (const PlannedCase& each : plan.cases)
    cases_.push_back({.stopped = !each.unavailable.empty(), .unavailable = each.unavailable});
  if (any_goes_on(cases_))
    open_path();
  else
    path_reason_ = "no case can be run";
}

void Rounds::open_path() {
  path_reason_ = "asked for";
  if (options_.path != Path::automatic && options_.path != Path::veth) {
    open(options_.path);
  } else if (!open(Path::veth) && options_.path == Path::automatic) {
    const std::string reason = "a veth pair cannot be made here: " + path_reason_;
    if (open(Path::loopback)) path_reason_ = reason;
  } else if (pair_ && options_.path == Path::automatic) {
    path_reason_ = pair_->own_user_namespace()
                       ? "a veth pair can be made here, in a user namespace of its own"
                       : "a veth pair can be made here";
  }
  if (!pair_) {
    give_all_up(cases_, path_reason_);
  } else if (path_ == Path::veth) {
    interface_ = veth_sender_interface;
  } else {
    check_card();
  }
}

bool Rounds::open(Path path) try {
  path_ = path;
  pair_ = std::make_unique<Pair>(plan_, path, cancelled_);
  if (path == Path::loopback) interface_ = "lo";
  if (path == Path::remote) interface_ = interface_towards(*plan_.far);
  pinned_ = pair_->pinned();
  return true;
} catch (const NoPath& error) {
  path_reason_ = error.what();
  return false;
}

/// The sender's network card is then lo, or none, or one that is the user's: its scatter-gather is
/// not switched. A method that hands over pages is with it another than without; the others go on,
/// and it is said.
void Rounds::check_card() {
  const auto state =
      path_ == Path::unix_stream ? NicFeatures::on : nic_features(interface_).scatter_gather();
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    const bool wanted = plan_.cases[i].scatter_gather;
    const bool has = state != NicFeatures::off;
    if (cases_[i].stopped || wanted == has) continue;
    if (plan_.cases[i].method->sends_references)
      cases_[i].give_up(card_cannot(path_, interface_, wanted));
    else
      cases_[i].add_note(card_differs(path_, interface_, wanted));
  }
}

void Rounds::run() {
  try {
    take_turns();
  } catch (const Interrupted&) {
    count_crowded();
    keep_what_counted(cases_, options_.rounds);
    was_cancelled_ = true;
  }
  pair_.reset();
}

void Rounds::take_turns() {
  for (bool more = true; more; ++turn_) {
    more = false;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      end_in_time(cases_[i]);
      if (!cases_[i].stopped)
        cases_[i].stop_when_out_of_time(started_ns_, options_.rounds.value_or(most_rounds),
                                        options_.bounds);
      if (cases_[i].stopped) continue;
      one_round(i);
      more = more || !cases_[i].stopped;
    }
    if (!options_.rounds) end_where_enough();
  }
  if (options_.rounds) return;
  count_crowded();
  say_where_too_few();
}

void Rounds::one_round(std::size_t index) {
  CaseRounds& rounds = cases_[index];
  const bool warm_up = options_.rounds != 1 && !rounds.warmed_up;
  const Drain drain = warm_up ? Drain::copy : options_.drain; // the warm-up has a checksum
  say(index);
  const Patience patience{end_of_a_round_ns(options_.bounds), cancelled_, [&] { say(index); }};
  try {
    RoundMade made =
        judged(plan_, index, pair_->round(index, drain, warm_up, patience), drain, turn_, warm_up);
    if (!options_.rounds) reject_where_crowded(made);
    settle(rounds, std::move(made));
    return;
  } catch (const TookTooLong&) {
    rounds.give_up(fmt::format("a round took longer than {} s", options_.bounds.round.count()));
  } catch (const PeerGone& error) {
    rounds.give_up(error.what());
  }
  rounds.made.push_back(
      {.round = {.state = Observed::State::failed, .turn = turn_, .reason = rounds.unavailable},
       .exchange = {},
       .kept = {}});
  // The others go on over a new pair of processes.
  const std::string reason = path_reason_;
  pair_.reset();
  if (open(path_))
    path_reason_ = reason;
  else
    for (CaseRounds& each : cases_)
      if (!each.stopped) each.give_up(path_reason_);
}

void Rounds::settle(CaseRounds& rounds, RoundMade made) {
  const Observed& round = made.round;
  sent_any_ = sent_any_ || made.exchange.ran;
  if (!made.exchange.congestion_control.empty())
    congestion_control_ = made.exchange.congestion_control;
  if (made.exchange.congestion_refused != 0) congestion_refused_ = made.exchange.congestion_refused;
  if (!made.crowded)
    rounds.rejected_in_a_row =
        round.state == Observed::State::rejected ? rounds.rejected_in_a_row + 1 : 0;
  switch (round.state) {
  case Observed::State::warm_up:
    rounds.warmed_up = true;
    break;
  case Observed::State::counted:
    made.kept = keeper_.keep(made.exchange);
    count(rounds, made);
    rounds.stopped = rounds.counted == options_.rounds;
    break;
  case Observed::State::failed:
    rounds.wrong_checksum = round.checksum == Observed::Checksum::different;
    rounds.give_up(round.reason);
    break;
  case Observed::State::rejected:
    if (made.crowded) { // it may count after all
      made.kept = keeper_.keep(made.exchange);
      ++rounds.crowded;
      break;
    }
    rounds.stop_where_rejected_too_often(round.reason, options_.bounds);
  }
  rounds.made.push_back(std::move(made));
}

/// Of a number of rounds that is known.
double Rounds::share_done(std::size_t index) const {
  const double rounds_a_case = *options_.rounds + (*options_.rounds > 1 ? 1 : 0);
  double done = 0;
  for (const CaseRounds& each : cases_)
    done += each.stopped ? rounds_a_case : each.counted + (each.warmed_up ? 1 : 0);
  if (const std::int64_t size = plan_.cases[index].size; size != 0)
    done += static_cast<double>(plan_.records.received().load(std::memory_order_relaxed)) /
            static_cast<double>(size);
  return std::min(1.0, done / (rounds_a_case * static_cast<double>(cases_.size())));
}

void Rounds::say(std::size_t index) const {
  if (progress_)
    progress_(options_.rounds ? share_done(index) : share_known(), plan_.cases[index].which->id);
}

} // namespace copyscope::real
