#include "gui/session/real.h"

#include <algorithm>
#include <array>

namespace copyscope::gui {

namespace {

/// Whether it looks like ADDRESS:PORT. What is wrong with it otherwise, the run says.
bool is_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  constexpr std::size_t most_digits = 5;
  if (port.empty() || port.size() > most_digits) return false;
  return port.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

bool is_real_path(std::string_view text) {
  constexpr std::array<std::string_view, 5> named{"auto", "sink", "veth", "loopback", "unix"};
  return std::ranges::find(named, text) != named.end() || is_address(text);
}

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
  if (key == "real.path" && (value.empty() || is_real_path(value))) {
    settings_.path = value.empty() ? "auto" : value;
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
