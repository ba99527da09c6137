#include "gui/session/case_slot.h"

#include <algorithm>
#include <new>
#include <stdexcept>

namespace copyscope::gui {

namespace {

constexpr std::int64_t most_beside = 1'000'000; ///< rows of a run beside the trace it replaces

} // namespace

std::vector<Complaint> complaints_of(const scenario::InputError& error) {
  std::vector<Complaint> complaints;
  for (const scenario::Problem& each : error.problems()) {
    std::string message = "found " + each.found + "; expected " + each.expected;
    if (!each.hint.empty()) message += "; " + each.hint;
    complaints.push_back({each.file, each.line, each.column, std::move(message)});
  }
  return complaints;
}

std::optional<Counted> too_long(const Services& services, const scenario::Scenario& scenario,
                                const scenario::Case& which) {
  constexpr std::int64_t few = 100'000; // calls, of which none has more than a hundred rows
  const std::int64_t calls =
      which.workload.file_size.count() / std::max<std::int64_t>(1, which.workload.chunk.count());
  if (!services.count || calls < few / which.workload.clients) return std::nullopt;
  Counted counted = services.count(scenario, which);
  return counted.rows > most_rows_kept ? std::optional(std::move(counted)) : std::nullopt;
}

double CaseSlot::progress() const {
  if (state_ == SlotState::ready || state_ == SlotState::counted) return 1;
  return run_ ? run_->progress() : 0;
}

std::int64_t CaseSlot::rows() const {
  return (trace_ ? std::int64_t{trace_->size()} : 0) +
         (builder_ ? std::int64_t{builder_->size()} : 0);
}

void CaseSlot::restart() {
  run_.reset();
  builder_.reset();
  complaints_.clear();
  state_ = SlotState::waiting;
  is_aside_ = is_result_current_ = false;
}

void CaseSlot::stop() {
  fail({{"", 0, 0, "the run was stopped", "stopped"}});
}

void CaseSlot::keep_counts(Counted counted) {
  restart();
  trace_.reset();
  result_ = std::move(counted.result);
  final_ = counted.ledger;
  is_result_current_ = true;
  state_ = SlotState::counted;
}

void CaseSlot::adopt(std::shared_ptr<const trace::Trace> trace) {
  restart();
  trace_ = std::move(trace);
  result_ = analysis::result_of(*trace_);
  final_ = trace_->final_ledger();
  is_result_current_ = true;
  state_ = SlotState::ready;
}

void CaseSlot::put_aside() {
  const bool is_result_current = is_result_current_;
  restart();
  is_result_current_ = is_result_current;
  trace_.reset();
  is_aside_ = true;
}

void CaseSlot::fail(std::vector<Complaint> complaints) {
  restart();
  complaints_ = std::move(complaints);
  state_ = SlotState::failed;
}

void CaseSlot::start(const Services& services, const scenario::Scenario& scenario,
                     const scenario::Case& which) {
  if (std::optional<Counted> counted = too_long(services, scenario, which))
    return keep_counts(std::move(*counted));
  builder_ = std::make_unique<trace::TraceBuilder>(services.memory);
  run_ = services.simulator->start(scenario, which, *builder_);
  state_ = SlotState::running;
  is_aside_ = false;
}

void CaseSlot::work(const Services& services, const scenario::Scenario& scenario,
                    const scenario::Case& which, std::uint64_t budget) {
  try {
    if (state_ == SlotState::waiting) start(services, scenario, which);
    if (state_ != SlotState::running) return;
    const bool is_over = run_->step(budget);
    if (std::int64_t{builder_->size()} > most_beside)
      trace_.reset(); // what there was has been looked at enough
    if (!is_over) return;
    auto finished = std::make_shared<const trace::Trace>(builder_->take());
    adopt(std::move(finished));
  } catch (const scenario::InputError& error) {
    fail(complaints_of(error));
  } catch (const std::bad_alloc&) {
    put_aside(); // the old trace may be what fills the memory
    fail({{"", 0, 0, which.id + ": not enough memory for its trace", "memory"}});
  } catch (const std::exception& error) { // a time that overflows, too many rows
    fail({{"", 0, 0, which.id + ": " + error.what()}});
  }
}

} // namespace copyscope::gui
