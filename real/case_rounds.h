// A case and its rounds, whatever path they take: what is kept of each, and when there are to be no
// more of them.
#pragma once

#include "real/observed.h"
#include "real/pair.h"
#include "real/plan.h"
#include "real/real.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::real {

/// Rounds that a case can have, rejected ones included.
inline constexpr int most_rounds = 1000;

/// The calls of one counted round, for a trace.
struct KeptRecords {
  std::vector<CallRecord> sender, receiver;
};

/// One round: what is reported of it, and what it was made from.
struct RoundMade {
  Observed round;
  Exchange exchange;
  std::optional<KeptRecords> kept; ///< where traces are wanted and there was room
  bool crowded = false;            ///< rejected, since another program had the CPU for too long
};

/// A case and what its rounds have come to so far.
struct CaseRounds {
  std::vector<RoundMade> made;
  std::vector<std::int64_t> durations; ///< of those that counted, ns, in rising order
  int counted = 0;
  int crowded = 0;           ///< rejected ones, since another program had the CPU
  int rejected_in_a_row = 0; ///< for other reasons
  bool warmed_up = false;
  bool stopped = false;    ///< no more rounds
  std::string unavailable; ///< why the case has no figures, else empty
  std::string note;        ///< why it has fewer rounds than were asked for, else empty
  bool wrong_checksum = false;

  /// No more rounds, and no figures.
  void give_up(const std::string& reason);
  void add_note(const std::string& what);
  /// No more rounds: those that were counted stand, with the reason beside them.
  void stop(const std::string& reason);
  /// Stops it where no round may begin any more. `rounds`: that it was to have.
  void stop_when_out_of_time(std::int64_t started_ns, int rounds, const Bounds& bounds);
  /// After a round that was rejected and is in rejected_in_a_row.
  void stop_where_rejected_too_often(const std::string& reason, const Bounds& bounds);
};

/// Whether any of them has more rounds to make.
bool any_goes_on(const std::vector<CaseRounds>& cases);
/// Those that were to go on.
void give_all_up(std::vector<CaseRounds>& cases, const std::string& reason);
/// The run was cancelled: stops all. Throws Interrupted where no round has counted. `rounds`: of
/// each case, where that was asked for.
void keep_what_counted(std::vector<CaseRounds>& cases, std::optional<int> rounds);

/// When a round that begins now has taken too long.
std::int64_t end_of_a_round_ns(const Bounds& bounds);

/// What an exchange of a planned case comes to, the warm-up apart.
RoundMade judged(const Plan& plan, std::size_t index, Exchange exchange, Drain drain,
                 std::int64_t turn, bool is_warm_up);

/// The calls that a plan's processes have noted of the round before, as long as there is room.
class RecordKeeper {
public:
  RecordKeeper(const Plan& plan, const Options& options)
      : plan_(plan), wants_traces_(options.traces) {}

  std::optional<KeptRecords> keep(const Exchange& exchange);

private:
  const Plan& plan_;
  bool wants_traces_;
  std::int64_t kept_ = 0;
};

} // namespace copyscope::real
