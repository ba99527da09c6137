#include "gui/session/export_work.h"

namespace copyscope::gui {

void ExportWork::preview(const ExportJob& job) {
  if (!exporter_ || job == previewed_) return;
  if (job.format != previewed_.format) seen_.reset();
  previewed_ = job;
  preview_run_.reset(); // before there is another one
  preview_run_ = exporter_->start(job);
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
  run_ = exporter_->start(job);
  return true;
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
