// ReorderingSink: for producers that learn of a row late, when it ends, or from another clock.
//
// Rows may be handed in up to `window` after later ones; they go on in order of begin. Rows that
// begin together keep their order, but that of two on one CPU the longer comes first: it is the
// outer one. Causes name tickets, also of rows that were handed in long ago.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/sink.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

namespace copyscope::trace {

class ReorderingSink final : public TraceSink {
public:
  /// `to` must outlive it.
  ReorderingSink(TraceSink& to, Time window) : to_(to), window_(window) {}

  using TraceSink::lane;
  void start(const Header& header) override { to_.start(header); }
  LaneId lane(const Lane& lane) override;
  StringId name(std::string_view text) override { return to_.name(text); }
  StringId label(std::string_view text) override { return to_.label(text); }
  TaskId task(const Task& task) override { return to_.task(task); }
  ObjectId object(const Object& object) override { return to_.object(object); }
  FlowId flow(const Flow& flow) override { return to_.flow(flow); }
  CallId call(const Call& call) override { return to_.call(call); }
  void end_call(CallId call, Time end, std::int64_t result) override {
    to_.end_call(call, end, result);
  }

  /// Throws std::logic_error for a row that begins more than the window before one handed in.
  Ticket add(const Span& span) override;
  void end(Ticket row, Time end) override;
  void finish(Time end) override;

private:
  using Key = std::pair<Time, Ticket>;

  void pass_on(Time before);
  void pass_on_together(std::map<Key, Span>::iterator first, std::map<Key, Span>::iterator last);

  TraceSink& to_;
  Time window_;
  std::vector<bool> is_cpu_; ///< by lane
  std::map<Key, Span> waiting_;
  BlockVector<Time, 12> begins_;   ///< by ticket
  BlockVector<Ticket, 12> passed_; ///< by ticket: that of the other sink; no_ticket: waits
  Time latest_;                    ///< begin of all rows so far
  Time passed_until_ = Time::from_ps(INT64_MIN);
};

} // namespace copyscope::trace
