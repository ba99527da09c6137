// A report as JSON (INTERFACE.md, "Results"), and back: what `run --json` and `real --json` print,
// and how the report of a real run comes to the window.
#include "sim/analysis/figures.h"
#include "sim/analysis/report.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

namespace copyscope::analysis {

namespace {

using Json = nlohmann::ordered_json;

template <class Value> Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json::json_pointer place_of(std::string_view path) {
  return Json::json_pointer(pointer_of(path));
}

void write_facts(Json& json, const Facts& facts) {
  for (const Fact& each : facts.all) {
    Json& here = json[place_of(each.path)];
    if (const auto* const count = std::get_if<std::int64_t>(&each.value)) here = *count;
    if (const auto* const word = std::get_if<std::string>(&each.value)) here = *word;
  }
}

/// Every number, word and null below `json` that is not at one of the keys; those have members.
void read_facts(Facts& facts, const Json& json, const std::string& prefix,
                std::span<const std::string_view> keys) {
  for (const auto& [key, value] : json.items()) {
    if (std::ranges::find(keys, key) != keys.end()) continue;
    const std::string path = prefix.empty() ? key : prefix + "." + key;
    if (value.is_object())
      read_facts(facts, value, path, {});
    else if (value.is_string())
      facts.add(path, value.get<std::string>());
    else if (value.is_number_integer())
      facts.add(path, value.get<std::int64_t>());
    else if (value.is_null())
      facts.add(path, Count());
  }
}

/// The reverse of to_json(), but for the cores: of these it has the utilization alone.
Result result_in(const Json& json) {
  Result result;
  json.at("id").get_to(result.id);
  json.at("method").get_to(result.method);
  if (json.at("fidelity") == "linux") result.fidelity = scenario::Fidelity::linux;
  if (const auto source = trace::source_named(json.at("source").get<std::string>()))
    result.source = *source;
  json.at("bytes").get_to(result.bytes);
  const auto take = [&](Count Result::*member, const Json& value) {
    if (!value.is_null()) result.*member = value.get<std::int64_t>();
  };
  take(&Result::duration_ps, json.at("duration_ps"));
  for (const CountedFigure& each : counted_figures())
    if (each.member != &Result::duration_ps) take(each.member, json.at(place_of(each.path)));
  for (const auto& [name, made] : json.at("syscalls_by_name").items())
    result.syscalls_by_name.emplace_back(name, made.get<std::int64_t>());
  return result;
}

Json calls_json(const Result& result) {
  Json json = Json::object();
  for (const auto& [name, made] : result.syscalls_by_name)
    json[name] = made;
  return json;
}

constexpr std::array<std::string_view, 6> round_keys{
    "state", "turn", "reason", "duration_ps", "syscalls_by_name", "figures"};

Json round_json(const Round& round) {
  Json json{{"state", name_of(round.state)}, {"turn", round.turn}};
  if (!round.reason.empty()) json["reason"] = round.reason;
  json["duration_ps"] = round.result.duration_ps.value_or(0);
  json["syscalls_by_name"] = calls_json(round.result);
  write_facts(json, round.facts);
  if (round.state != Round::State::counted) return json;
  json["figures"] = Json::object();
  for (const CountedFigure& each : counted_figures())
    if (each.member != &Result::duration_ps)
      json["figures"][std::string(each.path)] = or_null(round.result.*each.member);
  return json;
}

Round round_in(const Json& json, const Result& of) {
  Round round;
  for (const Round::State state :
       {Round::State::counted, Round::State::warm_up, Round::State::rejected, Round::State::failed})
    if (json.at("state") == name_of(state)) round.state = state;
  round.turn = json.at("turn");
  round.reason = json.value("reason", "");
  round.result.id = of.id;
  round.result.method = of.method;
  round.result.fidelity = of.fidelity;
  round.result.source = of.source;
  round.result.cores = of.cores;
  round.result.bytes = of.bytes;
  for (const auto& [name, made] : json.at("syscalls_by_name").items())
    round.result.syscalls_by_name.emplace_back(name, made.get<std::int64_t>());
  if (json.contains("figures"))
    for (const auto& [path, value] : json.at("figures").items())
      if (const CountedFigure* const known = find_counted_figure(path); known && !value.is_null())
        round.result.*known->member = value.get<std::int64_t>();
  round.result.duration_ps = json.at("duration_ps").get<std::int64_t>();
  read_facts(round.facts, json, "", round_keys);
  return round;
}

/// The median and how sure it is; null where no round knows the figure.
Json spread_json(const Spread& spread) {
  if (spread.rounds == 0) return nullptr;
  return {{"median_ps", spread.median},
          {"low_ps", or_null(spread.low)},
          {"high_ps", or_null(spread.high)}};
}

Json ratio_json(const CaseReport& of, const Report& report) {
  if (!of.ratio) return nullptr;
  const PairedRatio& ratio = *of.ratio;
  return {{"to", report.reference_for(of)->id()},
          {"value", ratio.ratio},
          {"low", or_null(ratio.low)},
          {"high", or_null(ratio.high)},
          {"rounds", ratio.rounds},
          {"tie", ratio.has_interval() ? Json(ratio.is_tie()) : Json()}};
}

/// Keys of a case that are no facts: those of its figures, and those that have members.
std::vector<std::string_view> case_keys() {
  static const Json figures = to_json(Result());
  std::vector<std::string_view> keys{
      "status",          "failed",           "reason",    "note",      "cores", "evidence",
      "shortest_ps",     "longest_ps",       "spread_ps", "ratio",     "ties",  "rounds",
      "duration_low_ps", "duration_high_ps", "cpu_time",  "zero_copy", "sink"};
  for (const auto& [key, value] : figures.items())
    keys.emplace_back(key);
  return keys;
}

Json case_json(const CaseReport& of, const Report& report) {
  Json json = to_json(of.result);
  if (of.is_simulated()) return json; // all else is the model's: one round, and no spread
  json["status"] = of.ran() ? "ok" : "unavailable";
  if (of.state == CaseReport::State::failed) json["failed"] = true;
  if (!of.ran()) json["reason"] = of.reason;
  if (!of.note.empty()) json["note"] = of.note;
  json["cores"] = of.result.cores;
  json["evidence"] = of.evidence;
  if (of.ran()) {
    json["shortest_ps"] = of.duration.lowest;
    json["longest_ps"] = of.duration.highest;
    json["spread_ps"] = of.duration.between_quartiles;
    json["duration_low_ps"] = or_null(of.duration.low);
    json["duration_high_ps"] = or_null(of.duration.high);
    json["cpu_time"] = spread_json(of.cpu_time);
    json["ratio"] = ratio_json(of, report);
    json["ties"] = of.ties;
  }
  if (of.verdict) write_verdict(json["zero_copy"], *of.verdict);
  if (of.sink) json["sink"] = sink_json(*of.sink);
  write_facts(json, of.facts);
  json["rounds"] = Json::array();
  for (const Round& each : of.rounds)
    json["rounds"].push_back(round_json(each));
  return json;
}

CaseReport case_in(const Json& json) {
  Result result = result_in(json);
  if (!json.contains("status")) return simulated_case(std::move(result));
  CaseReport of;
  of.result = std::move(result);
  if (json.at("status") != "ok")
    of.state = json.contains("failed") ? CaseReport::State::failed : CaseReport::State::unavailable;
  of.reason = json.value("reason", "");
  of.note = json.value("note", "");
  of.result.cores = json.value("cores", std::int64_t{1});
  json.at("evidence").get_to(of.evidence);
  if (json.contains("zero_copy")) of.verdict = verdict_in(json.at("zero_copy"));
  if (json.contains("sink")) of.sink = sink_timing_in(json.at("sink"));
  read_facts(of.facts, json, "", case_keys());
  for (const Json& each : json.at("rounds"))
    of.rounds.push_back(round_in(each, of.result));
  return of;
}

// Beside the facts of a case, as its JSON has them.
constexpr auto kept_verdict = "zero_copy", kept_sink = "sink", kept_note = "note";

bool is_beside_facts(std::string_view path) {
  const std::string_view group = path.substr(0, path.find('.'));
  return group == kept_verdict || group == kept_sink || group == kept_note;
}

bool can_be(const SendVerdict& verdict) {
  constexpr std::int64_t most = std::int64_t{1} << 50;
  return std::ranges::all_of(
      std::array{verdict.copied, verdict.not_copied, verdict.read_for_checksum},
      [](std::int64_t sends) { return sends >= 0 && sends <= most; });
}

/// What all cases that ran had; over veth, switching scatter-gather changes others with it.
Json common_nic_json(const Report& report) {
  constexpr std::string_view features = "nic_features.";
  Json common;
  for (const CaseReport& each : report.cases) {
    if (!each.ran()) continue;
    Json its = Json::object();
    for (const Fact& fact : each.facts.all)
      if (fact.path.starts_with(features))
        its[fact.path.substr(features.size())] = std::get<std::string>(fact.value);
    if (common.is_null()) common = its;
    for (const auto& [name, state] : its.items())
      if (common[name] != state) common[name] = "see each case";
  }
  return common;
}

} // namespace

std::vector<Fact> facts_to_keep(const CaseReport& of) {
  Facts kept = of.facts;
  if (const auto told = told_round(of.rounds))
    for (const Fact& each : of.rounds[*told].facts.all)
      if (!kept.has(each.path)) kept.all.push_back(each);
  Json beside = Json::object();
  if (of.verdict) write_verdict(beside[kept_verdict], *of.verdict);
  if (of.sink) beside[kept_sink] = sink_json(*of.sink);
  if (!of.note.empty()) beside[kept_note] = of.note;
  read_facts(kept, beside, "", {});
  return std::move(kept.all);
}

Json facts_json(const std::vector<Fact>& facts) {
  constexpr std::ptrdiff_t deepest = 8;
  Json json = Json::object();
  for (const Fact& each : facts) {
    if (std::ranges::count(each.path, '.') >= deepest) continue;
    try {
      write_facts(json, {{each}});
    } catch (const Json::exception&) { // what is there already holds nothing below it
    }
  }
  return json;
}

// Anybody may have written the file: what makes no verdict is none.
void take_kept_facts(CaseReport& of, const std::vector<Fact>& kept) try {
  std::vector<Fact> beside;
  for (const Fact& each : kept)
    (is_beside_facts(each.path) ? beside : of.facts.all).push_back(each);
  const Json json = facts_json(beside);
  of.note = json.value(kept_note, "");
  if (json.contains(kept_verdict)) of.verdict = verdict_in(json.at(kept_verdict));
  if (of.verdict && !can_be(*of.verdict)) of.verdict.reset();
  if (json.contains(kept_sink)) of.sink = sink_timing_in(json.at(kept_sink));
  if (of.sink && !can_be(of.sink->verdict)) of.sink.reset();
} catch (const Json::exception&) {
}

Json to_json(const Report& report) {
  const bool is_simulated = std::ranges::all_of(report.cases, &CaseReport::is_simulated);
  Json json{{"schema", 1}, {"scenario", report.scenario}};
  if (!report.error.empty()) json["error"] = report.error;
  if (!is_simulated) json["cancelled"] = report.cancelled;
  json["cases"] = Json::array();
  for (const CaseReport& each : report.cases)
    json["cases"].push_back(case_json(each, report));
  if (is_simulated) return json;
  Json& environment = json["environment"] = Json::object();
  for (const auto& [name, value] : report.environment)
    environment[name] = value;
  environment["nic_features"] = common_nic_json(report);
  if (!report.warnings.empty()) json["warnings"] = report.warnings;
  return json;
}

Report report_in(const Json& json) {
  Report report;
  report.scenario = json.value("scenario", "");
  report.error = json.value("error", "");
  report.cancelled = json.value("cancelled", false);
  for (const Json& each : json.at("cases"))
    report.cases.push_back(case_in(each));
  if (json.contains("environment"))
    for (const auto& [name, value] : json.at("environment").items())
      if (value.is_string()) report.environment.emplace_back(name, value.get<std::string>());
  if (json.contains("warnings")) json.at("warnings").get_to(report.warnings);
  conclude(report);
  return report;
}

} // namespace copyscope::analysis
