// The crossover of this machine, over sizes of chunks or of files: measured, calibrated, cancelled;
// what came of it, and which of its curves are looked at. It is about the machine, so it outlasts
// the scenario.
//
// What is measured is another process's work; what is here never blocks.
#pragma once

#include "gui/session/crossover_service.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

class CrossoverWork {
public:
  /// nullptr: this build cannot.
  explicit CrossoverWork(CrossoverMeter* meter, analysis::Over over = analysis::Over::chunk)
      : meter_(meter), over_(over) {}

  bool is_available() const { return meter_ != nullptr; }
  /// Over the sizes that are looked at. False where it is under way or cannot be. What was measured
  /// before stays until it is over.
  bool measure();
  bool can_calibrate() const; ///< it could begin now: something is measured that can be predicted
  /// Predicts all that has been measured. False where it cannot.
  bool calibrate();
  /// The file that calibrating replaces; empty where it replaces none.
  std::string preset_that_is_there() const;
  void cancel();
  bool poll(); ///< whether anything has changed

  /// `setting` is "crossover.KEY=VALUE": over and mapping (as analysis::name_of() has them),
  /// seconds (one of those offered), scatter_gather (on, off), against (one of references). False
  /// where it is none of them; nothing has changed then.
  bool set(std::string_view setting);
  analysis::Over over() const { return over_; } ///< of the crossover that is looked at
  static constexpr int seconds_offered[] = {20, 40, 120};
  int seconds() const { return seconds_; }
  /// Ids of the methods with which the others can be compared.
  static constexpr std::string_view references[] = {"read-write", "mmap-write"};
  const std::string& against() const { return against_; }
  bool scatter_gather() const { return scatter_gather_; }
  /// Of what is looked at, the curves that methods which map can have. Over file sizes, memory of
  /// their own is none of them: that is no file.
  const std::vector<analysis::SentFrom>& mappings() const;
  analysis::SentFrom mapped() const { return mapped_[index_of(over_)]; } ///< the one that is shown

  bool is_running() const { return run_ != nullptr; }
  bool is_calibrating() const { return run_ && calibrates_; }
  analysis::Over measuring() const { return measuring_; } ///< over what, while it runs
  bool is_cancelling() const { return run_ && cancelled_; }
  double progress() const { return progress_; } ///< 0 to 1

  /// The one that is looked at; the other is kept.
  const std::optional<analysis::Crossover>& crossover() const { return measured_[index_of(over_)]; }
  /// Why the last one came to nothing, else empty; "cancelled". Of what is looked at.
  std::string_view error() const;
  bool failed_calibrating() const { return !error_.empty() && calibrates_; }

private:
  static std::size_t index_of(analysis::Over over) { return static_cast<std::size_t>(over); }
  bool begin(bool calibrates);
  void compare();

  CrossoverMeter* meter_;
  analysis::Over over_, measuring_ = analysis::Over::chunk;
  int seconds_ = 40;
  bool scatter_gather_ = true;
  std::string against_ = std::string(references[0]);
  std::array<analysis::SentFrom, 2> mapped_{analysis::SentFrom::mapped_once,
                                            analysis::SentFrom::mapped_anew}; ///< by Over
  std::unique_ptr<CrossoverRun> run_;
  bool calibrates_ = false, cancelled_ = false;
  double progress_ = 0;
  std::array<std::optional<analysis::Crossover>, 2> measured_; ///< by Over
  std::string error_;
};

} // namespace copyscope::gui
