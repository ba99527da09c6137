#include "gui/session/real.h"

#include <algorithm>

namespace copyscope::gui {

bool Real::start(const scenario::Scenario& scenario) {
  if (!runner_ || run_ || scenario.cases.empty()) return false;
  clear();
  cases_ = scenario.cases;
  try {
    run_ = runner_->start(scenario, settings_);
  } catch (const std::exception& error) {
    report_.emplace().error = error.what();
  }
  return run_ != nullptr;
}

void Real::cancel() {
  if (!run_ || cancelled_) return;
  cancelled_ = true;
  run_->cancel();
}

bool Real::poll() {
  if (!run_) return false;
  std::optional<analysis::Report> report = run_->poll();
  if (!report) {
    const bool moved = progress_ != run_->progress() || current_ != run_->current();
    progress_ = run_->progress();
    current_ = run_->current();
    return moved;
  }
  run_.reset();
  report_ = std::move(report);
  return true;
}

void Real::adopt(std::shared_ptr<const trace::Trace> saved) {
  clear();
  cases_ = {saved->header().current_case()};
  report_.emplace().environment = saved->header().environment;
  report_->cases.push_back(analysis::case_of(std::move(saved)));
}

bool Real::set(std::string_view setting) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view key = setting.substr(0, equals), value = setting.substr(equals + 1);
  const auto is_one_of = [value](std::initializer_list<std::string_view> known) {
    return std::ranges::find(known, value) != known.end();
  };
  if (key == "real.file") {
    settings_.file = value;
    return true;
  }
  if (key == "real.rounds") {
    for (const int offered : rounds_offered)
      if (value == std::to_string(offered)) settings_.rounds = offered;
    return value == std::to_string(settings_.rounds);
  }
  if (key == "real.path" && is_one_of({"auto", "sink", "veth", "loopback"})) {
    settings_.path = value;
    return true;
  }
  if (key == "real.drain" && is_one_of({"copy", "trunc"})) {
    settings_.drain = value;
    return true;
  }
  return false;
}

void Real::clear() {
  run_.reset();
  cancelled_ = false;
  progress_ = 0;
  current_.clear();
  report_.reset();
  cases_.clear();
}

const analysis::CaseReport* Real::find(std::string_view case_id) const {
  return report_ ? report_->find(case_id) : nullptr;
}

std::shared_ptr<const trace::Trace> Real::shared_trace(std::string_view case_id) const {
  const analysis::CaseReport* const found = find(case_id);
  return found ? found->trace : nullptr;
}

const trace::Trace* Real::trace(std::string_view case_id) const {
  return shared_trace(case_id).get();
}

} // namespace copyscope::gui
