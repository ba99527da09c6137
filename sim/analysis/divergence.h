// Where the model and the machine part, figure by figure, and why, as far as it is known.
//
// A cause is named only where the run itself has the evidence for it: a fact that was read, a
// completion that the kernel gave, a figure that follows from them. Where there is none, the
// divergence stands as not explained. Nobody guesses here.
//
//   for (const Divergence& each : divergences(simulated, real, report))
//     tell(each.figure, each.cause, each.evidence);
#pragma once

#include "sim/analysis/report.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::analysis {

/// Why a figure is not what the model says.
enum class Cause : std::uint8_t {
  not_explained,  ///< nothing that was observed tells
  textbook_times, ///< the model's times are those of a book's machine
  blocking,       ///< the sender gave up the CPU to wait
  buffer_full,    ///< and it was the socket's buffer that was full
  preempted,      ///< the CPU was taken from the sender
  cpu_shared,     ///< programs that do not belong to the run had the CPU
  deferred_copy,  ///< pinned pages were copied after all, for a socket of this machine
  packet_copies,  ///< the card cannot gather: each packet is put together
  cold_copy,      ///< what has just come from the disk is dearer to copy
  first_touch,    ///< and on a virtual machine the host gives each page its memory first
  major_faults,   ///< a mapping is filled from the disk as it is touched
  fault_around,   ///< a fault maps the pages around it too
  large_folios,   ///< a fault maps more than that, as the cache's folios are large
  pacing,         ///< BBR paces what it sends
  merged_completions,
  no_completion_yet, ///< the program asked before the kernel had anything to tell
  partial_calls,     ///< calls took less than they were given
  small_pipe,        ///< the pipe does not hold a chunk
  other_calls,       ///< it follows from calls that differ
  no_card,           ///< no card works on this path
  disk_requests,     ///< the disk is asked in requests of the kernel's size
};
constexpr int cause_count = 21;

std::string_view name_of(Cause cause); ///< "fault_around": its text is divergence.cause.NAME

/// A figure that both know.
struct Beside {
  std::string figure; ///< a path: "duration", "copies.cpu", "syscalls_by_name.read"
  Count simulated, real;
};

/// The figures of one case that are shown side by side: the duration, calls by name, counts.
std::vector<Beside> figures_beside(const Result& simulated, const Result& real);

struct Divergence {
  std::string figure;
  std::int64_t simulated = 0, real = 0;
  /// Of the duration: how many times as long as the model says, and between what, as its rounds
  /// spread.
  std::optional<double> ratio, ratio_low, ratio_high;
  Cause cause = Cause::not_explained;
  std::vector<Fact> evidence; ///< each by its path in the report: "sender.page_faults.minor"

  /// A number of the evidence; 0 where it is no number, or not there.
  std::int64_t number(std::string_view path) const;
};

/// Of a case that ran both ways, in the order of its figures; a figure with several causes has as
/// many entries. A count diverges where it differs at all; the duration where the model's does not
/// lie within the interval that the median's is known to, or, of fewer than 6 rounds, among them.
/// `run` is where the real case is from.
std::vector<Divergence> divergences(const CaseReport& simulated, const CaseReport& real,
                                    const Report& run);

/// [{"figure", "simulated", "real", "ratio", "cause", "evidence": {PATH: VALUE}}]; the ratio is
/// null of all but the duration.
nlohmann::ordered_json to_json(const std::vector<Divergence>& all);

} // namespace copyscope::analysis
