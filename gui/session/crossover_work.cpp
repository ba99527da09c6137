#include "gui/session/crossover_work.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace copyscope::gui {

bool CrossoverWork::measure() {
  return meter_ && !run_ && begin(false);
}

bool CrossoverWork::calibrate() {
  return can_calibrate() && begin(true);
}

bool CrossoverWork::can_calibrate() const {
  return meter_ && !run_ &&
         std::ranges::any_of(measured_, [](const auto& each) { return each.has_value(); });
}

std::string CrossoverWork::preset_that_is_there() const {
  return meter_ ? meter_->preset_that_is_there() : std::string();
}

bool CrossoverWork::begin(bool calibrates) {
  calibrates_ = calibrates;
  measuring_ = over_;
  cancelled_ = false;
  progress_ = 0;
  error_.clear();
  try {
    std::vector<analysis::Crossover> known;
    for (const auto& each : measured_)
      if (each) known.push_back(*each);
    run_ = calibrates ? meter_->calibrate(known) : meter_->measure(over_, seconds_);
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
  if (error_.empty())
    for (analysis::Crossover& each : outcome->crossovers)
      measured_[index_of(each.over)] = std::move(each);
  compare();
  return true;
}

void CrossoverWork::compare() {
  for (auto& each : measured_)
    if (each) each->crossings = analysis::crossings_of(each->curves, against_);
}

std::string_view CrossoverWork::error() const {
  return calibrates_ || measuring_ == over_ ? std::string_view(error_) : std::string_view();
}

const std::vector<analysis::SentFrom>& CrossoverWork::mappings() const {
  using analysis::SentFrom;
  static const std::vector<SentFrom> of_chunks{SentFrom::mapped_once, SentFrom::mapped_anew,
                                               SentFrom::private_buffer},
      of_files{SentFrom::mapped_once, SentFrom::mapped_anew};
  return over_ == analysis::Over::chunk ? of_chunks : of_files;
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
  if (key == "crossover.over")
    for (const analysis::Over each : {analysis::Over::chunk, analysis::Over::file_size})
      if (value == name_of(each)) {
        over_ = each;
        return true;
      }
  if (key == "crossover.mapping")
    for (const analysis::SentFrom each : mappings())
      if (value == name_of(each)) {
        mapped_[index_of(over_)] = each;
        return true;
      }
  return false;
}

} // namespace copyscope::gui
