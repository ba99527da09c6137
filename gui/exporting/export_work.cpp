#include "gui/exporting/export_work.h"

namespace copyscope::gui {

/// The run; or why there is none: no more threads, no memory.
std::unique_ptr<ExportRun> ExportWork::begin(const ExportJob& job,
                                             std::optional<ExportOutcome>& failure) {
  try {
    return exporter_->start(job);
  } catch (const std::exception& error) {
    failure.emplace();
    failure->kind = ExportOutcome::Kind::failed;
    failure->reason = error.what();
    return nullptr;
  }
}

void ExportWork::preview(const ExportJob& job) {
  if (!exporter_ || job == previewed_) return;
  if (job.format != previewed_.format) seen_.reset();
  previewed_ = job;
  preview_run_.reset(); // before there is another one
  preview_run_ = begin(job, seen_);
}

void ExportWork::no_preview() {
  preview_run_.reset();
  seen_.reset();
  previewed_ = {};
}

bool ExportWork::start(const ExportJob& job) {
  if (!exporter_ || run_) return false;
  outcome_.reset();
  cancelled_ = false;
  progress_ = 0;
  aim_ = job.aim;
  run_ = begin(job, outcome_);
  return run_ != nullptr;
}

void ExportWork::cancel() {
  if (!run_ || cancelled_) return;
  cancelled_ = true;
  run_->cancel();
}

bool ExportWork::poll() {
  bool changed = false;
  if (preview_run_) {
    if (std::optional<ExportOutcome> outcome = preview_run_->poll()) {
      preview_run_.reset();
      seen_ = std::move(outcome);
      changed = true;
    }
  }
  if (!run_) return changed;
  if (std::optional<ExportOutcome> outcome = run_->poll()) {
    run_.reset();
    outcome_ = std::move(outcome);
    return true;
  }
  changed = changed || progress_ != run_->progress();
  progress_ = run_->progress();
  return changed;
}

void ExportWork::stop() {
  no_preview();
  run_.reset();
  outcome_.reset();
}

} // namespace copyscope::gui
