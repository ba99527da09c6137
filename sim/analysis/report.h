// What came of running some cases, simulated or real: the one shape in which the command line, JSON
// and the window show it.
//
// The simulator makes one round of a case, all of which is the model's. A real run makes many, and
// says of every figure how it is known, and where it ran. What is computed over rounds, the median,
// how far they spread, which case is faster and which ties, is computed here and nowhere else.
#pragma once

#include "sim/analysis/median_interval.h"
#include "sim/analysis/paired.h"
#include "sim/analysis/result.h"
#include "sim/analysis/send_verdict.h"
#include "sim/analysis/sink_timing.h"

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace copyscope::analysis {

using trace::Fact; // its path is as the JSON nests it: "sender.page_faults.minor"

/// Facts in which what one case sends differs from what another does: bytes a call, and bytes that
/// lie in the page cache when a round begins.
namespace work_path {
inline constexpr std::string_view chunk = "workload.chunk", resident = "workload.resident_bytes";
} // namespace work_path

/// In the order of the JSON.
struct Facts {
  std::vector<Fact> all;

  void add(std::string path, Count value);
  void add(std::string path, std::string word);
  Count count(std::string_view path) const;           ///< nothing where it is not known
  std::string_view word(std::string_view path) const; ///< empty where there is none
  bool has(std::string_view path) const;              ///< known or not

  friend bool operator==(const Facts&, const Facts&) = default;
};

/// A case, run once.
struct Round {
  enum class State { counted, warm_up, rejected, failed };

  State state = State::counted;
  std::int64_t turn = 0; ///< rounds of one turn follow one another: the cases take turns
  std::string reason;    ///< of rejected and failed rounds
  Result result;         ///< of what did not count: its duration and its calls
  Facts facts;
};

std::string_view name_of(Round::State state); ///< "counted", "warm_up", "rejected", "failed"

/// Of a saved real run: the evidence of its figures, by path.
std::map<std::string, std::string> evidence_in(const trace::Header& header);

/// A figure over the rounds that counted.
struct Spread {
  int rounds = 0; ///< in which it is known; without any all others are 0
  std::int64_t median = 0;
  std::int64_t lowest = 0, highest = 0;
  std::int64_t between_quartiles = 0;    ///< from the first to the third: half of all lie there
  std::optional<std::int64_t> low, high; ///< of the median, 95 % sure; none below 6 rounds

  /// How far the ends of that interval are from the median, as a share of it.
  std::optional<double> within() const;

  friend bool operator==(const Spread&, const Spread&) = default;
};

struct CaseReport {
  enum class State {
    ran,
    unavailable, ///< it could not be run here; `reason` says why
    failed       ///< the receiver got other bytes than the file's
  };

  /// duration: the median of the rounds'; all else is of the round nearest to it. Empty where it
  /// did not run, but for what was asked for.
  Result result;
  State state = State::ran;
  std::string reason;                          ///< why it did not run
  std::string note;                            ///< what else is to be said: fewer rounds than asked
  std::map<std::string, std::string> evidence; ///< by the figure's path; of a simulated case none
  Spread duration;                             ///< picoseconds
  Spread cpu_time;                             ///< picoseconds, of both modes
  std::optional<PairedRatio> ratio; ///< to reference_for() it, by turns; none where that is itself
  std::vector<std::string> ties;    ///< cases of which nobody can tell whether they are faster
  Facts facts;                      ///< of the round that is told, and of what it ran on
  std::optional<SendVerdict> verdict; ///< on the way of its bytes, of the round that is told
  std::optional<SinkTiming> sink;     ///< the sends alone, where they were timed apart
  std::vector<Round> rounds;          ///< every round made, in order; of a saved trace not known
  std::shared_ptr<const trace::Trace> trace; ///< of the round that is told, where it was kept

  bool ran() const { return state == State::ran; }
  const std::string& id() const { return result.id; }
  bool is_simulated() const { return result.source == trace::Source::simulated; }
};

struct Report {
  std::string scenario;
  std::vector<CaseReport> cases; ///< in the order in which they were asked for
  /// Where it ran: kernel, CPU, congestion control, path … Names are keys of texts, "environment.…"
  std::vector<std::pair<std::string, std::string>> environment;
  /// What makes the durations others than they should be; said in the environment too.
  std::vector<std::string> warnings;
  bool cancelled = false; ///< it was asked to stop: the rounds that were made by then
  std::string error;      ///< what kept it from running at all; empty: nothing did

  const CaseReport* find(std::string_view case_id) const; ///< or nullptr
  const CaseReport* reference() const;                    ///< the first that ran, or nullptr
  /// What a case that ran is compared with: the first that ran of the same work (as much of the
  /// file in the page cache, chunks as large); where none was before it, the first that ran.
  const CaseReport* reference_for(const CaseReport& of) const;
  bool any_ran() const { return reference() != nullptr; }
  bool any_failed() const;
};

/// "measured", "derived", "inferred", "sampled", "model", or "unavailable: REASON"; empty where
/// nothing is said. `path` is a figure's: "duration", "copies.cpu".
std::string_view evidence_of(const CaseReport& of, std::string_view path);

/// A figure over the rounds that counted and know it. Of an even number the median is the smaller
/// of the middle two, which is a round's.
Spread spread_of(const std::vector<Round>& rounds, Count Result::*figure);

/// Whether two cases that ran differ in how they send alone, and not in what.
bool is_same_work(const CaseReport& one, const CaseReport& other);

/// How many times as fast one case is as another, by their durations or by their CPU time; nothing
/// where they have no turn in common.
std::optional<PairedRatio> ratio_between(const CaseReport& reference, const CaseReport& here,
                                         Count Result::*figure = &Result::duration_ps);

/// The round that is told: of those that counted the one nearest to the median duration, of two as
/// near the shorter; nothing without any.
std::optional<std::size_t> told_round(const std::vector<Round>& rounds);

/// What follows from the rounds: the spread of the duration and of the CPU time, the median, how
/// many times as fast each case is as the one that it is compared with, and which tie. Whoever has
/// filled in the rounds calls it.
void conclude(Report& report);

/// The figures of every case that ran, in their order.
std::vector<Result> results_of(const Report& report);

/// One round of a case, by the model.
CaseReport simulated_case(Result result);

/// Of a saved trace: its figures, the evidence of each, and of its rounds what the trace says.
CaseReport case_of(std::shared_ptr<const trace::Trace> trace);

/// What a trace's header keeps of a case that is neither a figure nor of the rounds: its facts,
/// those of the round that is told, its verdict, its sends on the sink, its note. case_of() finds
/// it there.
std::vector<Fact> facts_to_keep(const CaseReport& of);
void take_kept_facts(CaseReport& of, const std::vector<Fact>& kept);
/// As `real --json` nests them. What has no place there, as nobody but a stranger writes it, is
/// left out.
nlohmann::ordered_json facts_json(const std::vector<Fact>& facts);

/// What a trace's header keeps of the rounds, beside its figures: case_of() finds it there.
std::vector<trace::Observation> observations_of(const Spread& duration);

/// INTERFACE.md, "Results". Of a simulated report what `run --json` prints.
nlohmann::ordered_json to_json(const Report& report);
/// The reverse, without traces. Throws nlohmann::json's exceptions for what is none.
Report report_in(const nlohmann::ordered_json& json);

} // namespace copyscope::analysis
