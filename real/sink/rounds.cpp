#include "real/sink/rounds.h"

#include "real/judge.h"
#include "real/sink/process.h"
#include "real/sink/run.h"
#include "real/sink/sender.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

constexpr std::int64_t ns_a_second = 1'000'000'000;

/// More rounds are not to be made: those that were counted stand, with the reason beside them.
void stop_with(CaseRounds& rounds, const std::string& reason) {
  rounds.stopped = true;
  (rounds.counted == 0 ? rounds.unavailable : rounds.note) = reason;
}

} // namespace

SinkRounds::SinkRounds(const Plan& plan, const Options& options, const Progress& progress,
                       const std::atomic<bool>& cancelled)
    : plan_(plan), options_(options), progress_(progress), cancelled_(cancelled) {
  for (const PlannedCase& each : plan.cases) {
    const std::string why = why_not_to_sink(each);
    cases_.push_back({.stopped = !why.empty(), .unavailable = why});
  }
  if (std::ranges::any_of(cases_, [](const auto& each) { return !each.stopped; })) start();
}

void SinkRounds::start() {
  auto [ours, its] = make_channel();
  channel_ = std::move(ours);
  process_ = ChildProcess([&, &its = its] {
    channel_ = Channel();
    run_sink_sender(its, plan_);
  });
  its = Channel();
  const Patience patience{now_ns() + options_.bounds.round.count() * ns_a_second, cancelled_, {}};
  try {
    const auto joined = channel_.receive<SinkJoined>(patience);
    pinned_ = joined.pinned;
    if (!joined.problem.empty()) give_all_up("no sink here: " + joined.problem.str());
  } catch (const PeerGone&) {
    give_all_up("the sink's process was ended " + how_it_ended(process_));
  } catch (const TookTooLong&) {
    give_all_up("making the sink took too long");
  }
}

void SinkRounds::give_all_up(const std::string& reason) {
  for (CaseRounds& each : cases_)
    if (!each.stopped) stop_with(each, reason);
}

void SinkRounds::run() {
  try {
    take_turns();
  } catch (const Interrupted&) {
    if (std::ranges::none_of(cases_, [](const auto& each) { return each.counted > 0; })) throw;
    was_cancelled_ = true;
    for (CaseRounds& each : cases_)
      if (!each.stopped)
        stop_with(each, each.counted == 0 ? "cancelled before a round of it counted"
                                          : fmt::format("cancelled after {} of {} rounds",
                                                        each.counted, rounds_));
  } catch (const PeerGone&) {
    give_all_up("the sink's process was ended " + how_it_ended(process_));
  } catch (const TookTooLong&) {
    give_all_up(fmt::format("a round took longer than {} s", options_.bounds.round.count()));
  }
  process_.end();
}

void SinkRounds::take_turns() {
  for (bool more = true; more; ++turn_) {
    more = false;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      CaseRounds& rounds = cases_[i];
      if (rounds.stopped) continue;
      if (now_ns() - started_ns_ >= options_.bounds.total.count() * ns_a_second) {
        stop_with(rounds, fmt::format("{} of {} rounds were made in the {} s that a run may take",
                                      rounds.counted, rounds_, options_.bounds.total.count()));
        continue;
      }
      one_round(i);
      more = more || !rounds.stopped;
    }
  }
}

void SinkRounds::one_round(std::size_t index) {
  const PlannedCase& planned = plan_.cases[index];
  CaseRounds& rounds = cases_[index];
  const bool warm_up = rounds_ > 1 && !rounds.warmed_up;
  RoundMade made{.round = {}, .exchange = exchange(index), .kept = {}};
  made.round = judge(planned, plan_.files[planned.file], made.exchange, options_.drain);
  made.round.turn = turn_;
  if (made.round.state == Observed::State::counted && warm_up)
    made.round.state = Observed::State::warm_up;
  settle(rounds, std::move(made));
}

/// As a receiver would have told it that gets all and costs nothing: there is none.
Exchange SinkRounds::exchange(std::size_t index) {
  say(index);
  channel_.send(SinkRound{static_cast<std::int32_t>(index)});
  const Patience patience{now_ns() + options_.bounds.round.count() * ns_a_second, cancelled_,
                          [&] { say(index); }};
  const auto made = channel_.receive<SinkSent>(patience);
  Exchange exchange;
  exchange.sent = made.sent;
  exchange.problem = made.sent.problem.str();
  exchange.rejected = made.sent.rejected.str();
  exchange.ran = exchange.problem.empty() && made.end_ns != 0;
  exchange.sent.receiver_cpu_begin_ns = Reading<std::int64_t>::of(0);
  Received& received = exchange.received;
  received.bytes = exchange.ran ? plan_.cases[index].size : 0;
  received.last_byte_ns = made.end_ns;
  received.sender_cpu_end_ns = made.cpu_end_ns;
  received.cpu_end_ns = Reading<std::int64_t>::of(0);
  received.usage = Reading<Usage>::failed(ENOTCONN);
  return exchange;
}

void SinkRounds::settle(CaseRounds& rounds, RoundMade made) {
  const Observed& round = made.round;
  const bool rejected = round.state == Observed::State::rejected;
  rounds.rejected_in_a_row = rejected ? rounds.rejected_in_a_row + 1 : 0;
  if (round.state == Observed::State::warm_up) rounds.warmed_up = true;
  if (round.state == Observed::State::counted) {
    made.kept = keep(made.exchange);
    rounds.stopped = ++rounds.counted == rounds_;
  } else if (round.state == Observed::State::failed) {
    rounds.stopped = true;
    rounds.unavailable = round.reason;
  } else if (rejected && rounds.rejected_in_a_row >= options_.bounds.rejections) {
    stop_with(rounds, fmt::format("{} rounds in a row were rejected; the last: {}",
                                  rounds.rejected_in_a_row, round.reason));
  }
  rounds.made.push_back(std::move(made));
}

void SinkRounds::say(std::size_t index) const {
  if (progress_)
    progress_(std::min(1.0, static_cast<double>(turn_) / (rounds_ + 1)),
              plan_.cases[index].which->id);
}

std::optional<KeptRecords> SinkRounds::keep(const Exchange& exchange) {
  const std::int64_t made = exchange.sent.made;
  const auto records = plan_.records.sender();
  if (!options_.traces || records_kept_ + made > plan_.most_kept ||
      made > static_cast<std::int64_t>(records.size()))
    return std::nullopt;
  records_kept_ += made;
  return KeptRecords{std::vector(records.begin(), records.begin() + made), {}};
}

} // namespace copyscope::real
