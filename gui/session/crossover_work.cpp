#include "gui/session/crossover_work.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace copyscope::gui {

bool CrossoverWork::measure() {
  return meter_ && !run_ && begin(false);
}

bool CrossoverWork::calibrate() {
  return meter_ && !run_ && crossover_ && begin(true);
}

bool CrossoverWork::begin(bool calibrates) {
  calibrates_ = calibrates;
  cancelled_ = false;
  progress_ = 0;
  error_.clear();
  try {
    run_ = calibrates ? meter_->calibrate(*crossover_) : meter_->measure(seconds_);
  } catch (const std::exception& error) {
    error_ = error.what();
  }
  return run_ != nullptr;
}

void CrossoverWork::cancel() {
  if (!run_ || cancelled_) return;
  cancelled_ = true;
  run_->cancel();
}

bool CrossoverWork::poll() {
  if (!run_) return false;
  std::optional<CrossoverOutcome> outcome = run_->poll();
  if (!outcome) return std::exchange(progress_, run_->progress()) != run_->progress();
  run_.reset();
  error_ = std::move(outcome->error);
  if (error_.empty()) crossover_ = std::move(outcome->crossover);
  compare();
  return true;
}

void CrossoverWork::compare() {
  if (crossover_) crossover_->crossings = analysis::crossings_of(crossover_->curves, against_);
}

bool CrossoverWork::set(std::string_view setting) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view key = setting.substr(0, equals), value = setting.substr(equals + 1);
  if (key == "crossover.seconds")
    for (const int offered : seconds_offered)
      if (value == std::to_string(offered)) {
        seconds_ = offered;
        return true;
      }
  if (key == "crossover.scatter_gather" && (value == "on" || value == "off")) {
    scatter_gather_ = value == "on";
    return true;
  }
  if (key == "crossover.against" && std::ranges::find(references, value) != std::end(references)) {
    against_ = value;
    compare();
    return true;
  }
  using analysis::SentFrom;
  if (key == "crossover.mapping")
    for (const SentFrom each :
         {SentFrom::mapped_once, SentFrom::mapped_anew, SentFrom::private_buffer})
      if (value == name_of(each)) {
        mapped_ = each;
        return true;
      }
  return false;
}

} // namespace copyscope::gui
