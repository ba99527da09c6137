#include "real/rounds.h"

#include "real/judge.h"
#include "real/network.h"
#include "real/probes/nic.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

std::string card_cannot(Path path, const std::string& interface, bool wanted) {
  const char *const asked = wanted ? "on" : "off", *const has = wanted ? "off" : "on";
  if (path == Path::unix_stream)
    return fmt::format("the case asks for scatter-gather {}, and a local socket has no card: pages "
                       "are passed on as they are",
                       asked);
  if (path == Path::remote)
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
    : plan_(plan), options_(options), progress_(progress), cancelled_(cancelled) {
  for (const PlannedCase& each : plan.cases)
    cases_.push_back({.stopped = !each.unavailable.empty(), .unavailable = each.unavailable});
  const bool any = std::ranges::any_of(cases_, [](const auto& each) { return !each.stopped; });
  if (any)
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
    for (CaseRounds& each : cases_)
      if (!each.stopped) give_up(each, path_reason_);
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
      give_up(cases_[i], card_cannot(path_, interface_, wanted));
    else
      note(cases_[i], card_differs(path_, interface_, wanted));
  }
}

void Rounds::give_up(CaseRounds& rounds, const std::string& reason) {
  rounds.stopped = true;
  rounds.unavailable = reason;
}

void Rounds::note(CaseRounds& rounds, const std::string& what) {
  rounds.note += (rounds.note.empty() ? "" : "; ") + what;
}

/// No more rounds: those that were counted stand, with the reason beside them.
void Rounds::stop(CaseRounds& rounds, const std::string& reason) {
  if (rounds.counted == 0) return give_up(rounds, reason);
  rounds.stopped = true;
  note(rounds, reason);
}

void Rounds::run() {
  try {
    take_turns();
  } catch (const Interrupted&) {
    keep_what_counted();
  }
  pair_.reset();
}

void Rounds::take_turns() {
  for (bool more = true; more; ++turn_) {
    more = false;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      end_in_time(cases_[i]);
      if (cases_[i].stopped || out_of_time(cases_[i])) continue;
      one_round(i);
      more = more || !cases_[i].stopped;
    }
    if (!options_.rounds) end_where_enough();
  }
  if (!options_.rounds) count_crowded();
}

void Rounds::keep_what_counted() {
  count_crowded();
  const bool any = std::ranges::any_of(cases_, [](const auto& each) { return each.counted > 0; });
  if (!any) throw Interrupted();
  was_cancelled_ = true;
  const auto after = [this](int counted) {
    return options_.rounds
               ? fmt::format("cancelled after {} of {} rounds", counted, *options_.rounds)
               : fmt::format("cancelled after {} rounds", counted);
  };
  for (CaseRounds& each : cases_)
    if (!each.stopped)
      stop(each,
           each.counted == 0 ? "cancelled before a round of it counted" : after(each.counted));
}

bool Rounds::out_of_time(CaseRounds& rounds) {
  if (now_ns() - started_ns_ < options_.bounds.total.count() * second_ns) return false;
  stop(rounds,
       fmt::format("{} of {} rounds were made in the {} s that a run may take", rounds.counted,
                   options_.rounds.value_or(most_rounds), options_.bounds.total.count()));
  return true;
}

void Rounds::one_round(std::size_t index) {
  const PlannedCase& planned = plan_.cases[index];
  CaseRounds& rounds = cases_[index];
  const bool warm_up = options_.rounds != 1 && !rounds.warmed_up;
  const Drain drain = warm_up ? Drain::copy : options_.drain; // the warm-up has a checksum
  say(index);
  const Patience patience{now_ns() + options_.bounds.round.count() * second_ns, cancelled_,
                          [&] { say(index); }};
  try {
    RoundMade made{
        .round = {}, .exchange = pair_->round(index, drain, warm_up, patience), .kept = {}};
    made.round = judge(planned, plan_.files[planned.file], made.exchange, drain);
    made.round.turn = turn_;
    if (made.round.state == Observed::State::counted && warm_up)
      made.round.state = Observed::State::warm_up;
    else if (!options_.rounds)
      reject_where_crowded(made);
    settle(rounds, std::move(made));
    return;
  } catch (const TookTooLong&) {
    give_up(rounds, fmt::format("a round took longer than {} s", options_.bounds.round.count()));
  } catch (const PeerGone& error) {
    give_up(rounds, error.what());
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
      if (!each.stopped) give_up(each, path_reason_);
}

void Rounds::settle(CaseRounds& rounds, RoundMade made) {
  const Observed& round = made.round;
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
    made.kept = keep(made.exchange);
    count(rounds, made);
    rounds.stopped = rounds.counted == options_.rounds;
    break;
  case Observed::State::failed:
    rounds.wrong_checksum = round.checksum == Observed::Checksum::different;
    give_up(rounds, round.reason);
    break;
  case Observed::State::rejected:
    if (made.crowded) { // it may count after all
      made.kept = keep(made.exchange);
      ++rounds.crowded;
      break;
    }
    if (rounds.rejected_in_a_row < options_.bounds.rejections) break;
    stop(rounds, fmt::format("{} rounds in a row were rejected; the last: {}",
                             rounds.rejected_in_a_row, round.reason));
  }
  rounds.made.push_back(std::move(made));
}

std::optional<KeptRecords> Rounds::keep(const Exchange& exchange) {
  const auto fits = [](std::int64_t made, std::span<CallRecord> records) {
    return made <= static_cast<std::int64_t>(records.size());
  };
  const std::int64_t sent = exchange.sent.made, received = exchange.received.made;
  if (!options_.traces || records_kept_ + sent + received > plan_.most_kept ||
      !fits(sent, plan_.records.sender()) || !fits(received, plan_.records.receiver()))
    return std::nullopt;
  records_kept_ += sent + received;
  const auto copy = [](std::span<CallRecord> records, std::int64_t count) {
    return std::vector(records.begin(), records.begin() + count);
  };
  return KeptRecords{copy(plan_.records.sender(), sent), copy(plan_.records.receiver(), received)};
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
