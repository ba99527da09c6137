// A place in a run, told by what happens there, so that it is found again in another run of the
// same case, whose rows are others: the textbook's and the kernel's.
#pragma once

#include "figure/story/story.h"
#include "sim/trace/trace.h"

#include <optional>
#include <string>

namespace copyscope::gui {

class PlaceInRun {
public:
  /// `is_at_end`: as the player has it, which knows whether the last step is over.
  PlaceInRun(const trace::Trace& trace, trace::Cursor at, bool is_at_end);

  /// At rest after the step that does the same to the same bytes in the same call; else after the
  /// first step of that call; else where as large a share of the run is over.
  trace::Cursor in(const figure::Story& other) const;

private:
  trace::SpanId step_in(const trace::Trace& other) const;
  trace::SpanId step_of_call(const trace::Trace& other, trace::CallId call) const;

  bool is_at_start_ = false, is_at_end_ = false;
  double share_ = 0; ///< of the run's time that is over
  // Of the step in front.
  trace::Kind kind_ = trace::Kind::user;
  trace::Buffer source_ = trace::Buffer::none, target_ = trace::Buffer::none;
  std::string name_, call_, label_;
  trace::FlowId flow_ = 0;
  std::optional<Bytes> offset_; ///< of the bytes that it is about, or that its call moves
};

} // namespace copyscope::gui
