// What the export dialog has others do: the preview of what would be written, and the writing.
//
// Both are made beside the window; what is here never blocks.
#pragma once

#include "gui/session/services.h"

#include <memory>
#include <optional>
#include <string>

namespace copyscope::gui {

class ExportWork {
public:
  /// nullptr: nothing can be exported.
  explicit ExportWork(Exporter* exporter) : exporter_(exporter) {}

  bool is_available() const { return exporter_ != nullptr; }

  /// Asks for the preview of that job, unless it is the one that is there or being made. What is
  /// there stays until the new one is, but not where it is of another format.
  void preview(const ExportJob& job);
  /// There is nothing to be seen in advance.
  void no_preview();
  bool is_previewing() const { return preview_run_ != nullptr; }
  /// The preview made last; nullptr: none.
  const ExportOutcome* seen() const { return seen_ ? &*seen_ : nullptr; }

  /// False where one is under way or nothing can be exported. The outcome before is forgotten.
  bool start(const ExportJob& job);
  void cancel();
  bool is_running() const { return run_ != nullptr; }
  bool is_cancelling() const { return run_ && cancelled_; }
  double progress() const { return progress_; }
  /// Of the last one that is over.
  const ExportOutcome* outcome() const { return outcome_ ? &*outcome_ : nullptr; }
  ExportJob::Aim aim() const { return aim_; } ///< of the one under way, or the last
  void forget() { outcome_.reset(); }

  bool poll(); ///< whether anything has changed
  void stop(); ///< ends whatever is under way, forgets the rest

private:
  std::unique_ptr<ExportRun> begin(const ExportJob& job, std::optional<ExportOutcome>& failure);

  Exporter* exporter_;
  ExportJob previewed_;
  std::unique_ptr<ExportRun> preview_run_;
  std::optional<ExportOutcome> seen_;
  std::unique_ptr<ExportRun> run_;
  ExportJob::Aim aim_ = ExportJob::Aim::file;
  bool cancelled_ = false;
  double progress_ = 0;
  std::optional<ExportOutcome> outcome_;
};

} // namespace copyscope::gui
