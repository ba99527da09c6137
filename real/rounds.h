// The rounds of a run, interleaved: the cases take turns, so that what changes in the machine
// meanwhile meets all of them.
#pragma once

#include "real/case_rounds.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::real {

class Rounds {
public:
  /// Opens the path. Where the one that was asked for cannot be made, every case is unavailable.
  /// Throws Interrupted, SystemError.
  Rounds(const Plan& plan, const Options& options, const Progress& progress,
         const std::atomic<bool>& cancelled);

  /// Runs all of them: so many as were asked for, or until enough is known, or the time is up.
  /// Where it is cancelled, what has counted by then is kept. Throws Interrupted where nothing has.
  void run();

  std::vector<CaseRounds> take_cases() { return std::move(cases_); } ///< nothing is left here
  bool was_cancelled() const { return was_cancelled_; }
  Path path() const { return path_; } ///< the one that was taken: not automatic
  const std::string& interface() const { return interface_; } ///< the sender's; "none"
  const std::string& path_reason() const { return path_reason_; }
  bool pinned() const { return pinned_; }
  const std::string& congestion_control() const { return congestion_control_; }
  int congestion_refused() const { return congestion_refused_; } ///< errno, else 0
  bool sent_any() const { return sent_any_; }   ///< whether anything took the path at all
  bool timed_any() const { return timed_any_; } ///< a round that counts has a duration
  /// Of the time of the counted rounds, the share in which they waited for programs that do not
  /// belong to the run; nothing where the kernel does not tell.
  std::optional<double> waited_for_others() const;

private:
  void take_turns();
  bool time_is_up() const;
  bool is_known_well(const CaseRounds& rounds) const;
  void end_where_enough();
  void end_in_time(CaseRounds& rounds);
  void say_where_too_few();
  void reject_where_crowded(RoundMade& made) const;
  void count_crowded();
  void count(CaseRounds& rounds, RoundMade& made);
  void open_path();
  bool open(Path path);
  void check_card();
  std::int64_t waited_in(const RoundMade& made) const;
  void one_round(std::size_t index);
  void settle(CaseRounds& rounds, RoundMade made);
  double share_done(std::size_t index) const;
  double share_known() const;
  void say(std::size_t index) const;

  const Plan& plan_;
  const Options& options_;
  const Progress& progress_;
  const std::atomic<bool>& cancelled_;
  std::int64_t started_ns_ = now_ns();
  std::unique_ptr<Pair> pair_;
  Path path_ = Path::loopback;
  std::string interface_ = "none";
  std::string path_reason_;
  bool sent_any_ = false, timed_any_ = false;
  bool pinned_ = false;
  bool was_cancelled_ = false;
  std::int64_t turn_ = 0;
  std::string congestion_control_ = "unknown";
  int congestion_refused_ = 0;
  std::int64_t waited_ns_ = 0, of_ns_ = 0; ///< for others, of the counted rounds
  std::vector<CaseRounds> cases_;
  RecordKeeper keeper_;
};

} // namespace copyscope::real
