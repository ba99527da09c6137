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
    report_ = RealReport{.error = error.what()};
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
  std::optional<RealReport> report = run_->poll();
  if (!report) {
    const bool moved = progress_ != run_->progress() || current_ != run_->current();
    progress_ = run_->progress();
    current_ = run_->current();
    return moved;
  }
  run_.reset();
  report_ = std::move(report);
  for (RealCase& each : report_->cases) {
    traces_.push_back(each.trace ? std::make_shared<const trace::Trace>(std::move(*each.trace))
                                 : std::shared_ptr<const trace::Trace>());
    each.trace.reset();
  }
  return true;
}

void Real::adopt(std::shared_ptr<const trace::Trace> saved) {
  clear();
  const trace::Header& header = saved->header();
  RealCase found;
  found.id = header.case_id;
  found.ran = true;
  found.result = analysis::result_of(*saved);
  for (const trace::Observation& each : header.observations)
    found.evidence.emplace_back(each.path, each.evidence);
  cases_ = {header.current_case()};
  report_ = RealReport{.environment = header.environment};
  report_->cases.push_back(std::move(found));
  traces_ = {std::move(saved)};
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
  if (key == "real.path" && is_one_of({"auto", "veth", "loopback"})) {
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
  traces_.clear();
  cases_.clear();
}

const RealCase* Real::find(std::string_view case_id) const {
  if (!report_) return nullptr;
  const auto found = std::ranges::find(report_->cases, case_id, &RealCase::id);
  return found == report_->cases.end() ? nullptr : &*found;
}

std::shared_ptr<const trace::Trace> Real::shared_trace(std::string_view case_id) const {
  const RealCase* const found = find(case_id);
  return found ? traces_[static_cast<std::size_t>(found - report_->cases.data())] : nullptr;
}

const trace::Trace* Real::trace(std::string_view case_id) const {
  return shared_trace(case_id).get();
}

} // namespace copyscope::gui
