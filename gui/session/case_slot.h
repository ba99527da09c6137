// One case of the open scenario: its run under way, and what it came to.
#pragma once

#include "gui/session/foretold.h"
#include "gui/session/services.h"
#include "sim/trace/builder.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::gui {

/// Something that is wrong, for the errors bar.
struct Complaint {
  std::string file; ///< may be empty: nothing that a file could mend
  int line = 0;     ///< from 1; 0: the file as a whole
  int column = 0;
  std::string message; ///< in English: "found …; expected …; did you mean …?"
  std::string key{};   ///< window.session.KEY says it in both languages; empty: nothing does

  friend bool operator==(const Complaint&, const Complaint&) = default;
};

std::vector<Complaint> complaints_of(const scenario::InputError& error);

/// `counted`: too long for its rows to be kept; there is a result and no trace.
enum class SlotState : unsigned char { waiting, running, ready, counted, failed };

/// Rows of a trace that the window keeps at the most: some 0.6 GB of memory.
constexpr std::int64_t most_rows_kept = 12'000'000;
/// The rows of a case that has, or may have, more than that; 0 where it has fewer. In milliseconds:
/// at the kernel's level it is an estimate.
std::int64_t rows_beyond(const Services& services, const scenario::Scenario& scenario,
                         const scenario::Case& which);

/// What a case came to: kept from before while it runs anew, so that there is always something to
/// look at.
class CaseSlot {
public:
  SlotState state() const { return state_; }
  double progress() const; ///< of the run under way: 0 to 1
  /// The trace made last, or nullptr. It is of the scenario as it is now where is_current().
  const std::shared_ptr<const trace::Trace>& trace() const { return trace_; }
  bool is_current() const { return state_ == SlotState::ready; }
  bool is_counted() const { return state_ == SlotState::counted; }
  /// Of the scenario as it is now; nullptr while that is not known.
  const analysis::Result* current_result() const {
    return is_result_current_ ? &*result_ : nullptr;
  }
  /// What the run under way will come to, while that is not known; or nullptr.
  const Foretold* foretold() const {
    return foretold_ && !is_result_current_ ? &*foretold_ : nullptr;
  }
  /// Whether there may be something to foretell, and nobody has tried.
  bool wants_to_foretell() const { return state_ == SlotState::waiting && !has_foretold_; }
  /// Of that trace; stays where the trace had to go for want of memory.
  const std::optional<analysis::Result>& result() const { return result_; }
  const trace::Ledger& final_ledger() const { return final_; }
  const std::vector<Complaint>& complaints() const { return complaints_; } ///< why it failed
  std::int64_t rows() const;                                               ///< in memory
  bool is_aside() const { return is_aside_; }

  // What follows is the session's.

  /// Waits for a new run; what there is stays to be looked at.
  void restart();
  void adopt(std::shared_ptr<const trace::Trace> trace); ///< a finished trace: ready
  void put_aside(); ///< drops trace and run, for want of memory: waits until it is shown
  void stop();      ///< gives the run up; a complaint says so
  void foretell(const Services& services, const scenario::Scenario& scenario,
                const scenario::Case& which);
  /// Works for about `budget` events. A failure is kept, not thrown.
  void work(const Services& services, const scenario::Scenario& scenario,
            const scenario::Case& which, std::uint64_t budget);

private:
  template <class Action> void attempt(const scenario::Case& which, Action action);
  void fail(std::vector<Complaint> complaints);
  void keep_counts(Counted counted);
  void start_counting(const Services& services, const scenario::Scenario& scenario,
                      const scenario::Case& which);
  void go_on(const Services& services, const scenario::Scenario& scenario,
             const scenario::Case& which, std::uint64_t budget);
  void start(const Services& services, const scenario::Scenario& scenario,
             const scenario::Case& which);

  SlotState state_ = SlotState::waiting;
  bool is_aside_ = false;
  bool is_result_current_ = false;
  bool has_foretold_ = false;
  std::optional<Foretold> foretold_;
  // The run writes into one of these, so it goes first.
  std::unique_ptr<trace::TraceBuilder> builder_;
  std::unique_ptr<trace::LedgerSink> counter_; ///< of a run that is too long to be kept
  std::unique_ptr<trace::Run> run_;
  std::shared_ptr<const trace::Trace> trace_;
  std::optional<analysis::Result> result_;
  trace::Ledger final_;
  std::vector<Complaint> complaints_;
};

} // namespace copyscope::gui
