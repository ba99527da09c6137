// The rounds of a run over Path::sink, interleaved as those of other paths are (real/rounds.h): the
// cases take turns, and a round that is rejected is made again.
#pragma once

#include "real/case_rounds.h"
#include "real/channel.h"
#include "real/pair.h"

#include <utility>
#include <vector>

namespace copyscope::real {

class SinkRounds {
public:
  /// Forks the process that sends. Where there is no sink here, every case is unavailable. Throws
  /// Interrupted, SystemError.
  SinkRounds(const Plan& plan, const Options& options, const Progress& progress,
             const std::atomic<bool>& cancelled);

  /// Runs all of them; where it is cancelled, what has counted by then is kept. Throws Interrupted
  /// where nothing has.
  void run();

  std::vector<CaseRounds> take_cases() { return std::move(cases_); } ///< nothing is left here
  bool was_cancelled() const { return was_cancelled_; }
  bool pinned() const { return pinned_; }
  bool sent_any() const { return sent_any_; } ///< whether anything was sent there at all

private:
  void start();
  void take_turns();
  void one_round(std::size_t index);
  Exchange exchange(std::size_t index);
  void settle(CaseRounds& rounds, RoundMade made);
  void say(std::size_t index) const;

  const Plan& plan_;
  const Options& options_;
  int rounds_ = options_.rounds.value_or(7); ///< of each case; what a send costs is timed apart
  const Progress& progress_;
  const std::atomic<bool>& cancelled_;
  std::int64_t started_ns_ = now_ns();
  std::int64_t turn_ = 0;
  bool pinned_ = false, was_cancelled_ = false, sent_any_ = false;
  Channel channel_;
  ChildProcess process_;
  std::vector<CaseRounds> cases_;
  RecordKeeper keeper_;
};

} // namespace copyscope::real
