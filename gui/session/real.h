// The real run: started, watched, cancelled; its report, and a trace for each case that ran, to be
// played on the same stage as the simulated ones.
//
// The run itself is another process's; what is here never blocks.
#pragma once

#include "gui/session/services.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

/// Whether a run can go through it: a word of `--path`, or what looks like ADDRESS:PORT.
bool is_real_path(std::string_view text);

class Real {
public:
  /// nullptr: this build cannot.
  explicit Real(RealRunner* runner) : runner_(runner) {}

  bool is_available() const { return runner_ != nullptr; }
  /// False where one is under way or none can be. The report of the run before goes.
  bool start(const scenario::Scenario& scenario);
  void cancel();
  bool poll();  ///< whether anything has changed
  void clear(); ///< another scenario was opened: ends the run, forgets the report
  /// A saved real run takes the place of one that is made here.
  void adopt(std::shared_ptr<const trace::Trace> saved);

  /// How the next run is made. `setting` is "real.KEY=VALUE": real.file, real.rounds, real.path,
  /// real.drain. False where it is none of them, or is no value for it; nothing has changed then.
  bool set(std::string_view setting);
  const RealSettings& settings() const { return settings_; }
  /// 0 is as many as it takes; the others are odd, so that their median is a round.
  static constexpr int rounds_offered[] = {0, 7, 15};

  bool is_running() const { return run_ != nullptr; }
  bool is_cancelling() const { return run_ && cancelled_; }
  double progress() const { return progress_; }           ///< 0 to 1
  const std::string& current() const { return current_; } ///< what it is doing

  /// Of the run that ended last, with the traces of its cases.
  const std::optional<analysis::Report>& report() const { return report_; }
  bool was_cancelled() const { return report_ && report_->error == "cancelled"; }
  const analysis::CaseReport* find(std::string_view case_id) const; ///< or nullptr
  const trace::Trace* trace(std::string_view case_id) const;        ///< or nullptr
  std::shared_ptr<const trace::Trace> shared_trace(std::string_view case_id) const;
  /// Whether the report is about the cases as they are in this scenario.
  bool is_about(const scenario::Scenario& scenario) const { return cases_ == scenario.cases; }

private:
  RealRunner* runner_;
  RealSettings settings_;
  std::unique_ptr<RealRun> run_;
  bool cancelled_ = false;
  double progress_ = 0;
  std::string current_;
  std::vector<scenario::Case> cases_;
  std::optional<analysis::Report> report_;
};

} // namespace copyscope::gui
