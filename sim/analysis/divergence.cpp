#include "sim/analysis/divergence.h"

#include "sim/analysis/divergence_causes.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, cause_count> cause_names{
    "not_explained",     "textbook_times", "blocking",      "buffer_full", "preempted",
    "cpu_shared",        "deferred_copy",  "packet_copies", "cold_copy",   "first_touch",
    "major_faults",      "fault_around",   "large_folios",  "pacing",      "merged_completions",
    "no_completion_yet", "partial_calls",  "small_pipe",    "other_calls", "no_card",
    "disk_requests"};

/// Every call that either has made, in order of first use.
std::vector<std::string> calls_of(const Result& simulated, const Result& real) {
  std::vector<std::string> names;
  for (const Result* result : {&simulated, &real})
    for (const auto& [name, made] : result->syscalls_by_name)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

/// Between which durations the real one lies: its interval, or of few rounds all of them.
std::pair<std::int64_t, std::int64_t> ends_of(const Spread& spread, std::int64_t median) {
  if (spread.low && spread.high) return {*spread.low, *spread.high};
  if (spread.rounds > 0) return {spread.lowest, spread.highest};
  return {median, median};
}

std::optional<double> times_as_much(std::int64_t real, std::int64_t simulated) {
  if (simulated <= 0) return std::nullopt;
  return static_cast<double>(real) / static_cast<double>(simulated);
}

/// Where it parts from the model; nothing where it does not, or one of them is not known.
std::optional<Divergence> divergence_of(const Beside& figure, const Spread& durations) {
  if (!figure.simulated || !figure.real) return std::nullopt;
  Divergence found;
  found.figure = figure.figure;
  found.simulated = *figure.simulated;
  found.real = *figure.real;
  if (figure.figure != "duration")
    return found.simulated == found.real ? std::nullopt : std::optional(found);
  const auto [low, high] = ends_of(durations, found.real);
  if (found.simulated >= low && found.simulated <= high) return std::nullopt;
  found.ratio = times_as_much(found.real, found.simulated);
  found.ratio_low = times_as_much(low, found.simulated);
  found.ratio_high = times_as_much(high, found.simulated);
  return found;
}

Json json_of(const Fact& fact) {
  if (const auto* const number = std::get_if<std::int64_t>(&fact.value)) return *number;
  if (const auto* const text = std::get_if<std::string>(&fact.value)) return *text;
  return nullptr;
}

} // namespace

std::string_view name_of(Cause cause) {
  return cause_names[static_cast<std::size_t>(cause)];
}

std::vector<Beside> figures_beside(const Result& simulated, const Result& real) {
  std::vector<Beside> all{{"duration", simulated.duration_ps, real.duration_ps}};
  for (const std::string& name : calls_of(simulated, real)) {
    const std::string path = "syscalls_by_name." + name;
    all.push_back({path, figure(simulated, path), figure(real, path)});
  }
  for (const CountedFigure* const each : shown_in(&Places::agreement)) {
    const Beside beside{std::string(each->path), simulated.*each->member, real.*each->member};
    if (each->shown.agreement.always || beside.simulated.value_or(0) != 0 ||
        beside.real.value_or(0) != 0)
      all.push_back(beside);
  }
  return all;
}

std::int64_t Divergence::number(std::string_view path) const {
  const auto found = std::ranges::find(evidence, path, &Fact::path);
  if (found == evidence.end()) return 0;
  const auto* const number = std::get_if<std::int64_t>(&found->value);
  return number ? *number : 0;
}

std::vector<Divergence> divergences(const CaseReport& simulated, const CaseReport& real,
                                    const Report& run) {
  std::vector<Divergence> all;
  if (!simulated.ran() || !real.ran()) return all;
  const Known known(simulated, real, run);
  for (const Beside& figure : figures_beside(simulated.result, real.result)) {
    const std::optional<Divergence> parted = divergence_of(figure, real.duration);
    if (!parted) continue;
    const std::size_t before = all.size();
    for (const CauseRule& rule : cause_rules()) {
      std::optional<Evidence> evidence = rule.find(known, figure);
      if (!evidence) continue;
      all.push_back(*parted);
      all.back().cause = rule.cause;
      all.back().evidence = std::move(*evidence);
    }
    if (all.size() == before) all.push_back(*parted);
  }
  return all;
}

Json to_json(const std::vector<Divergence>& all) {
  Json array = Json::array();
  for (const Divergence& each : all) {
    Json evidence = Json::object();
    for (const Fact& fact : each.evidence)
      evidence[fact.path] = json_of(fact);
    array.push_back({{"figure", each.figure},
                     {"simulated", each.simulated},
                     {"real", each.real},
                     {"ratio", each.ratio ? Json(*each.ratio) : Json()},
                     {"cause", name_of(each.cause)},
                     {"evidence", std::move(evidence)}});
  }
  return array;
}

} // namespace copyscope::analysis
