// The crossover of this machine: measured, calibrated, cancelled; what came of it, and which of its
// curves are looked at. It is about the machine, so it outlasts the scenario.
//
// What is measured is another process's work; what is here never blocks.
#pragma once

#include "gui/session/crossover_service.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

class CrossoverWork {
public:
  /// nullptr: this build cannot.
  explicit CrossoverWork(CrossoverMeter* meter) : meter_(meter) {}

  bool is_available() const { return meter_ != nullptr; }
  /// False where it is under way or cannot be. What was measured before stays until it is over.
  bool measure();
  /// The same; false, too, where nothing has been measured that could be predicted.
  bool calibrate();
  void cancel();
  bool poll(); ///< whether anything has changed

  /// `setting` is "crossover.KEY=VALUE": seconds (one of those offered), scatter_gather (on, off),
  /// mapping (as analysis::name_of() has it), against (one of references). False where it is none
  /// of them; nothing has changed then.
  bool set(std::string_view setting);
  static constexpr int seconds_offered[] = {20, 40, 120};
  int seconds() const { return seconds_; }
  /// Ids of the methods with which the others can be compared.
  static constexpr std::string_view references[] = {"read-write", "mmap-write"};
  const std::string& against() const { return against_; }
  bool scatter_gather() const { return scatter_gather_; }
  analysis::SentFrom mapped() const { return mapped_; } ///< of methods that map

  bool is_running() const { return run_ != nullptr; }
  bool is_calibrating() const { return run_ && calibrates_; }
  bool is_cancelling() const { return run_ && cancelled_; }
  double progress() const { return progress_; } ///< 0 to 1

  const std::optional<analysis::Crossover>& crossover() const { return crossover_; }
  /// Why the last one came to nothing, else empty; "cancelled".
  const std::string& error() const { return error_; }
  bool failed_calibrating() const { return !error_.empty() && calibrates_; }

private:
  bool begin(bool calibrates);
  void compare();

  CrossoverMeter* meter_;
  int seconds_ = 40;
  bool scatter_gather_ = true;
  std::string against_ = std::string(references[0]);
  analysis::SentFrom mapped_ = analysis::SentFrom::mapped_once;
  std::unique_ptr<CrossoverRun> run_;
  bool calibrates_ = false, cancelled_ = false;
  double progress_ = 0;
  std::optional<analysis::Crossover> crossover_;
  std::string error_;
};

} // namespace copyscope::gui
