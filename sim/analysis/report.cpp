#include "sim/analysis/report.h"

#include <algorithm>

namespace copyscope::analysis {

namespace {

std::vector<std::int64_t> counted_values(const std::vector<Round>& rounds, Count Result::*figure) {
  std::vector<std::int64_t> values;
  for (const Round& each : rounds)
    if (const Count value = each.result.*figure; value && each.state == Round::State::counted)
      values.push_back(*value);
  return values;
}

std::vector<Timing> timings(const CaseReport& of, Count Result::*figure) {
  std::vector<Timing> counted;
  for (const Round& each : of.rounds)
    if (each.state == Round::State::counted)
      counted.push_back({each.turn, (each.result.*figure).value_or(0)});
  return counted;
}

const Fact* find_fact(const Facts& facts, std::string_view path) {
  const auto found = std::ranges::find(facts.all, path, &Fact::path);
  return found == facts.all.end() ? nullptr : &*found;
}

/// What a trace's header says of its rounds.
struct KeptSpread {
  std::string_view path;
  std::int64_t Spread::*member;
};
constexpr std::string_view rounds_path = "rounds";
constexpr KeptSpread kept_spread[] = {{"duration.lowest", &Spread::lowest},
                                      {"duration.highest", &Spread::highest},
                                      {"duration.between_quartiles", &Spread::between_quartiles}};

void take_kept(Spread& spread, const trace::Observation& said) {
  if (!said.value) return;
  if (said.path == rounds_path)
    spread.rounds = static_cast<int>(std::clamp<std::int64_t>(*said.value, 0, 1'000'000));
  for (const KeptSpread& each : kept_spread)
    if (said.path == each.path) spread.*each.member = *said.value;
}

} // namespace

void Facts::add(std::string path, Count value) {
  all.push_back({std::move(path), value ? Fact::Value(*value) : Fact::Value()});
}

void Facts::add(std::string path, std::string word) {
  all.push_back({std::move(path), std::move(word)});
}

Count Facts::count(std::string_view path) const {
  const Fact* const found = find_fact(*this, path);
  const auto* const value = found ? std::get_if<std::int64_t>(&found->value) : nullptr;
  return value ? Count(*value) : Count();
}

std::string_view Facts::word(std::string_view path) const {
  const Fact* const found = find_fact(*this, path);
  const auto* const text = found ? std::get_if<std::string>(&found->value) : nullptr;
  return text ? std::string_view(*text) : std::string_view();
}

bool Facts::has(std::string_view path) const {
  return find_fact(*this, path) != nullptr;
}

std::string_view name_of(Round::State state) {
  switch (state) {
  case Round::State::counted:
    return "counted";
  case Round::State::warm_up:
    return "warm_up";
  case Round::State::rejected:
    return "rejected";
  case Round::State::failed:
    return "failed";
  }
  return "";
}

const CaseReport* Report::find(std::string_view case_id) const {
  const auto found = std::ranges::find(cases, case_id, &CaseReport::id);
  return found == cases.end() ? nullptr : &*found;
}

const CaseReport* Report::reference() const {
  const auto found = std::ranges::find(cases, CaseReport::State::ran, &CaseReport::state);
  return found == cases.end() ? nullptr : &*found;
}

bool is_same_work(const CaseReport& one, const CaseReport& other) {
  const auto same = [&](std::string_view path) {
    return one.facts.count(path) == other.facts.count(path);
  };
  return one.result.bytes == other.result.bytes && same(work_path::chunk) &&
         same(work_path::resident);
}

const CaseReport* Report::reference_for(const CaseReport& of) const {
  const auto found = std::ranges::find_if(cases, [&of](const CaseReport& each) {
    return &each == &of || (each.ran() && is_same_work(each, of));
  });
  return found == cases.end() || &*found == &of ? reference() : &*found;
}

bool Report::any_failed() const {
  return std::ranges::find(cases, CaseReport::State::failed, &CaseReport::state) != cases.end();
}

std::string_view evidence_of(const CaseReport& of, std::string_view path) {
  if (of.is_simulated()) return name_of(trace::Evidence::model);
  const auto found = of.evidence.find(std::string(path));
  return found == of.evidence.end() ? std::string_view() : std::string_view(found->second);
}

std::map<std::string, std::string> evidence_in(const trace::Header& header) {
  std::map<std::string, std::string> evidence;
  for (const trace::Observation& each : header.observations)
    if (!each.evidence.empty()) evidence.emplace(each.path, each.evidence);
  return evidence;
}

Spread spread_of(const std::vector<Round>& rounds, Count Result::*figure) {
  std::vector<std::int64_t> sorted = counted_values(rounds, figure);
  if (sorted.empty()) return {};
  std::ranges::sort(sorted);
  const std::size_t last = sorted.size() - 1;
  Spread spread{static_cast<int>(sorted.size()),
                sorted[last / 2],
                sorted.front(),
                sorted.back(),
                sorted[(3 * last + 2) / 4] - sorted[last / 4],
                {},
                {}};
  if (const auto interval = median_interval(sorted)) {
    spread.low = interval->low;
    spread.high = interval->high;
  }
  return spread;
}

std::optional<double> Spread::within() const {
  if (!low || !high) return std::nullopt;
  return MedianInterval{median, *low, *high}.within();
}

std::optional<PairedRatio> ratio_between(const CaseReport& reference, const CaseReport& here,
                                         Count Result::*figure) {
  return paired_ratio(timings(reference, figure), timings(here, figure));
}

std::optional<std::size_t> told_round(const std::vector<Round>& rounds) {
  std::vector<std::size_t> counted;
  for (std::size_t i = 0; i < rounds.size(); ++i)
    if (rounds[i].state == Round::State::counted) counted.push_back(i);
  if (counted.empty()) return std::nullopt;
  std::ranges::stable_sort(counted, {},
                           [&](std::size_t i) { return rounds[i].result.duration_ps.value_or(0); });
  return counted[(counted.size() - 1) / 2];
}

void conclude(Report& report) {
  for (CaseReport& each : report.cases) {
    if (!each.ran() || each.rounds.empty()) continue;
    each.duration = spread_of(each.rounds, &Result::duration_ps);
    each.cpu_time = spread_of(each.rounds, &Result::time_ps);
    if (each.duration.rounds > 0) each.result.duration_ps = each.duration.median;
  }
  for (CaseReport& each : report.cases) {
    each.ratio.reset();
    each.ties.clear();
  }
  std::vector<CaseReport*> often; // made often enough for a tie; what is simulated is made once
  for (CaseReport& here : report.cases) {
    if (!here.ran()) continue;
    const CaseReport* const reference = report.reference_for(here);
    if (reference != &here) here.ratio = ratio_between(*reference, here);
    if (here.rounds.size() < fewest_for_interval) continue;
    // A ratio and its reverse tell the same, so each two are compared once.
    for (CaseReport* other : often) {
      const auto ratio = other == reference ? here.ratio : ratio_between(*other, here);
      if (!ratio || !ratio->is_tie()) continue;
      here.ties.push_back(other->id());
      other->ties.push_back(here.id());
    }
    often.push_back(&here);
  }
}

std::vector<Result> results_of(const Report& report) {
  std::vector<Result> results;
  for (const CaseReport& each : report.cases)
    if (each.ran()) results.push_back(each.result);
  return results;
}

CaseReport simulated_case(Result result) {
  CaseReport made;
  made.rounds.push_back({.result = result});
  made.duration = spread_of(made.rounds, &Result::duration_ps);
  made.result = std::move(result);
  return made;
}

CaseReport case_of(std::shared_ptr<const trace::Trace> trace) {
  CaseReport made;
  made.result = result_of(*trace);
  made.evidence = evidence_in(trace->header());
  for (const trace::Observation& each : trace->header().observations)
    take_kept(made.duration, each);
  take_kept_facts(made, trace->header().facts);
  made.duration.median = made.result.duration_ps.value_or(0);
  made.trace = std::move(trace);
  return made;
}

std::vector<trace::Observation> observations_of(const Spread& duration) {
  std::vector<trace::Observation> all{{std::string(rounds_path), duration.rounds, "measured"}};
  for (const KeptSpread& each : kept_spread)
    all.push_back({std::string(each.path), duration.*each.member, "derived"});
  return all;
}

} // namespace copyscope::analysis
