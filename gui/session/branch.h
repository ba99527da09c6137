// A branch: the shown case run once more with one thing changed, and the moment at which the two
// runs part.
//
// Runs are deterministic, so what comes before the change shows is the same in both: the branch is
// the whole run, and the first row that differs is where it leaves the trunk.
#pragma once

#include "gui/session/knob.h"
#include "gui/session/session.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace copyscope::gui {

/// The first row at which two traces differ in kind, source, target or bytes; it has the same
/// number in both. The length of the shorter one where it is that one's end; no_span where they are
/// alike to the end.
trace::SpanId where_they_part(const trace::Trace& a, const trace::Trace& b);

class Branch {
public:
  explicit Branch(Session& session) : session_(session) {}

  /// "KEY=VALUE". False, with the session's complaint, where it is refused or no trace is there.
  bool start(std::string_view key_and_value);
  void clear();
  /// True while there is more to do.
  bool work(std::uint64_t budget);

  bool is_there() const { return trunk_ != nullptr; }
  bool is_working() const {
    return is_there() &&
           (slot_.state() == SlotState::waiting || slot_.state() == SlotState::running);
  }
  const std::string& setting() const { return setting_; } ///< "machine.nic.scatter_gather=true"
  /// The two traces; other() is nullptr until its run is over.
  const std::shared_ptr<const trace::Trace>& trunk() const { return trunk_; }
  const std::shared_ptr<const trace::Trace>& other() const { return slot_.trace(); }
  double progress() const { return slot_.progress(); }
  /// As they stand in the branch; those of the shown case while there is none.
  std::vector<Knob> knobs() const;
  const std::vector<Complaint>& complaints() const { return slot_.complaints(); }
  /// See where_they_part(); no_span before both are there, too.
  trace::SpanId parts_at() const { return parts_at_; }

private:
  Session& session_;
  std::string setting_;
  scenario::Scenario scenario_;
  std::size_t which_ = 0;
  std::shared_ptr<const trace::Trace> trunk_;
  CaseSlot slot_;
  trace::SpanId parts_at_ = trace::no_span;
};

} // namespace copyscope::gui
