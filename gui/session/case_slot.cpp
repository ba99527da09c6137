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

std::int64_t rows_beyond(const Services& services, const scenario::Scenario& scenario,
                         const scenario::Case& which) {
  constexpr std::int64_t few = 100'000; // calls, of which none has more than a hundred rows
  const std::int64_t calls =
      which.workload.file_size.count() / std::max<std::int64_t>(1, which.workload.chunk.count());
  if (calls < few / which.workload.clients) return 0;
  const std::optional<Foretold> told = foretold(services, scenario, which);
  return told && told->rows > most_rows_kept ? told->rows : 0;
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
  counter_.reset();
  foretold_.reset();
  complaints_.clear();
  state_ = SlotState::waiting;
  is_aside_ = is_result_current_ = has_foretold_ = false;
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

/// A failure is kept.
template <class Action> void CaseSlot::attempt(const scenario::Case& which, Action action) {
  try {
    action();
  } catch (const scenario::InputError& error) {
    fail(complaints_of(error));
  } catch (const std::bad_alloc&) {
    put_aside(); // the old trace may be what fills the memory
    fail({{"", 0, 0, which.id + ": not enough memory for its trace", "memory"}});
  } catch (const std::exception& error) { // a time that overflows, too many rows
    fail({{"", 0, 0, which.id + ": " + error.what()}});
  }
}

void CaseSlot::foretell(const Services& services, const scenario::Scenario& scenario,
                        const scenario::Case& which) {
  has_foretold_ = true;
  attempt(which, [&] { foretold_ = gui::foretold(services, scenario, which); });
}

/// What is known to be too long at once has only its counts: those that were foretold exactly, or
/// else those of a run that keeps nothing.
void CaseSlot::start(const Services& services, const scenario::Scenario& scenario,
                     const scenario::Case& which) {
  if (!has_foretold_) foretell(services, scenario, which);
  if (state_ != SlotState::waiting) return;
  const bool is_too_long = foretold_ && foretold_->rows > most_rows_kept;
  if (is_too_long && foretold_->is_exact) return keep_counts(services.count(scenario, which));
  if (is_too_long) return start_counting(services, scenario, which);
  builder_ = std::make_unique<trace::TraceBuilder>(services.memory);
  run_ = services.simulator->start(scenario, which, *builder_);
  state_ = SlotState::running;
  is_aside_ = false;
}

void CaseSlot::start_counting(const Services& services, const scenario::Scenario& scenario,
                              const scenario::Case& which) {
  run_.reset();
  builder_.reset();
  counter_ = std::make_unique<trace::LedgerSink>();
  run_ = services.simulator->start(scenario, which, *counter_);
  state_ = SlotState::running;
  is_aside_ = false;
}

void CaseSlot::go_on(const Services& services, const scenario::Scenario& scenario,
                     const scenario::Case& which, std::uint64_t budget) {
  const bool is_over = run_->step(budget);
  if (counter_) {
    if (!is_over) return;
    const trace::Ledger ledger = counter_->ledger(counter_->end_time());
    return keep_counts(
        {analysis::result_of(which, ledger, trace::calls_by_name(ledger, counter_->names()),
                             counter_->duration()),
         ledger, counter_->rows()});
  }
  if (std::int64_t{builder_->size()} > most_rows_kept)
    return start_counting(services, scenario, which); // an estimate was too low
  if (std::int64_t{builder_->size()} > most_beside)
    trace_.reset(); // what there was has been looked at enough
  if (is_over) adopt(std::make_shared<const trace::Trace>(builder_->take()));
}

void CaseSlot::work(const Services& services, const scenario::Scenario& scenario,
                    const scenario::Case& which, std::uint64_t budget) {
  attempt(which, [&] {
    if (state_ == SlotState::waiting) start(services, scenario, which);
    if (state_ == SlotState::running) go_on(services, scenario, which, budget);
  });
}

} // namespace copyscope::gui
