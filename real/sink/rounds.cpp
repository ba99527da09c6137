#include "real/sink/rounds.h"

#include "real/sink/process.h"
#include "real/sink/run.h"
#include "real/sink/sender.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace copyscope::real {

SinkRounds::SinkRounds(const Plan& plan, const Options& options, const Progress& progress,
                       const std::atomic<bool>& cancelled)
    : plan_(plan), options_(options), progress_(progress), cancelled_(cancelled),
      keeper_(plan, options) {
  for (const PlannedCase& each : plan.cases) {
    const std::string why = why_not_to_sink(each);
    cases_.push_back({.stopped = !why.empty(), .unavailable = why});
  }
  if (any_goes_on(cases_)) start();
}

void SinkRounds::start() {
  auto [ours, its] = make_channel();
  channel_ = std::move(ours);
  process_ = ChildProcess([&, &its = its] {
    channel_ = Channel();
    run_sink_sender(its, plan_);
  });
  its = Channel();
  const Patience patience{end_of_a_round_ns(options_.bounds), cancelled_, {}};
  try {
    const auto joined = channel_.receive<SinkJoined>(patience);
    pinned_ = joined.pinned;
    if (!joined.problem.empty()) give_all_up(cases_, "no sink here: " + joined.problem.str());
  } catch (const PeerGone&) {
    give_all_up(cases_, "the sink's process was ended " + how_it_ended(process_));
  } catch (const TookTooLong&) {
    give_all_up(cases_, "making the sink took too long");
  }
}

void SinkRounds::run() {
  try {
    take_turns();
  } catch (const Interrupted&) {
    keep_what_counted(cases_, rounds_);
    was_cancelled_ = true;
  } catch (const PeerGone&) {
    give_all_up(cases_, "the sink's process was ended " + how_it_ended(process_));
  } catch (const TookTooLong&) {
    give_all_up(cases_,
                fmt::format("a round took longer than {} s", options_.bounds.round.count()));
  }
  process_.end();
}

void SinkRounds::take_turns() {
  for (bool more = true; more; ++turn_) {
    more = false;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      CaseRounds& rounds = cases_[i];
      if (!rounds.stopped) rounds.stop_when_out_of_time(started_ns_, rounds_, options_.bounds);
      if (rounds.stopped) continue;
      one_round(i);
      more = more || !rounds.stopped;
    }
  }
}

void SinkRounds::one_round(std::size_t index) {
  CaseRounds& rounds = cases_[index];
  const bool warm_up = rounds_ > 1 && !rounds.warmed_up;
  RoundMade made = judged(plan_, index, exchange(index), options_.drain, turn_, warm_up);
  made.round.received_bytes = -1;
  settle(rounds, std::move(made));
}

/// As a receiver would have told it that gets all and costs nothing: there is none.
Exchange SinkRounds::exchange(std::size_t index) {
  say(index);
  channel_.send(SinkRound{static_cast<std::int32_t>(index)});
  const Patience patience{end_of_a_round_ns(options_.bounds), cancelled_, [&] { say(index); }};
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
  return exchange;
}

void SinkRounds::settle(CaseRounds& rounds, RoundMade made) {
  const Observed& round = made.round;
  const bool rejected = round.state == Observed::State::rejected;
  sent_any_ = sent_any_ || made.exchange.ran;
  rounds.rejected_in_a_row = rejected ? rounds.rejected_in_a_row + 1 : 0;
  if (round.state == Observed::State::warm_up) rounds.warmed_up = true;
  if (round.state == Observed::State::counted) {
    made.kept = keeper_.keep(made.exchange);
    rounds.stopped = ++rounds.counted == rounds_;
  } else if (round.state == Observed::State::failed) {
    rounds.give_up(round.reason);
  } else if (rejected) {
    rounds.stop_where_rejected_too_often(round.reason, options_.bounds);
  }
  rounds.made.push_back(std::move(made));
}

void SinkRounds::say(std::size_t index) const {
  if (progress_)
    progress_(std::min(1.0, static_cast<double>(turn_) / (rounds_ + 1)),
              plan_.cases[index].which->id);
}

} // namespace copyscope::real
