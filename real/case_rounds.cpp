#include "real/case_rounds.h"

#include "real/judge.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace copyscope::real {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

} // namespace

void CaseRounds::give_up(const std::string& reason) {
  stopped = true;
  unavailable = reason;
}

void CaseRounds::add_note(const std::string& what) {
  note += (note.empty() ? "" : "; ") + what;
}

void CaseRounds::stop(const std::string& reason) {
  if (counted == 0) return give_up(reason);
  stopped = true;
  add_note(reason);
}

void CaseRounds::stop_when_out_of_time(std::int64_t started_ns, int rounds, const Bounds& bounds) {
  if (now_ns() - started_ns < bounds.total.count() * second_ns) return;
  stop(fmt::format("{} of {} rounds were made in the {} s that a run may take", counted, rounds,
                   bounds.total.count()));
}

void CaseRounds::stop_where_rejected_too_often(const std::string& reason, const Bounds& bounds) {
  if (rejected_in_a_row < bounds.rejections) return;
  stop(fmt::format("{} rounds in a row were rejected; the last: {}", rejected_in_a_row, reason));
}

bool any_goes_on(const std::vector<CaseRounds>& cases) {
  return std::ranges::any_of(cases, [](const CaseRounds& each) { return !each.stopped; });
}

void give_all_up(std::vector<CaseRounds>& cases, const std::string& reason) {
  for (CaseRounds& each : cases)
    if (!each.stopped) each.stop(reason);
}

void keep_what_counted(std::vector<CaseRounds>& cases, std::optional<int> rounds) {
  if (std::ranges::none_of(cases, [](const CaseRounds& each) { return each.counted > 0; }))
    throw Interrupted();
  for (CaseRounds& each : cases)
    if (!each.stopped)
      each.stop(each.counted == 0 ? "cancelled before a round of it counted"
                : rounds ? fmt::format("cancelled after {} of {} rounds", each.counted, *rounds)
                         : fmt::format("cancelled after {} rounds", each.counted));
}

std::int64_t end_of_a_round_ns(const Bounds& bounds) {
  return now_ns() + bounds.round.count() * second_ns;
}

RoundMade judged(const Plan& plan, std::size_t index, Exchange exchange, Drain drain,
                 std::int64_t turn, bool is_warm_up) {
  const PlannedCase& planned = plan.cases[index];
  RoundMade made;
  made.round = judge(planned, plan.files[planned.file], exchange, drain);
  made.exchange = std::move(exchange);
  made.round.turn = turn;
  if (is_warm_up && made.round.state == Observed::State::counted)
    made.round.state = Observed::State::warm_up;
  return made;
}

std::optional<KeptRecords> RecordKeeper::keep(const Exchange& exchange) {
  const auto fits = [](std::int64_t made, std::span<CallRecord> records) {
    return made <= static_cast<std::int64_t>(records.size());
  };
  // What another host has received it keeps no record of.
  const std::int64_t sent = exchange.sent.made, received = plan_.far ? 0 : exchange.received.made;
  if (!wants_traces_ || kept_ + sent + received > plan_.most_kept ||
      !fits(sent, plan_.records.sender()) || !fits(received, plan_.records.receiver()))
    return std::nullopt;
  kept_ += sent + received;
  const auto copy = [](std::span<CallRecord> records, std::int64_t count) {
    return std::vector(records.begin(), records.begin() + count);
  };
  return KeptRecords{copy(plan_.records.sender(), sent), copy(plan_.records.receiver(), received)};
}

} // namespace copyscope::real
