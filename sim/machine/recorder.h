// The machine's pen: writes a row that begins now into the trace, says what caused it, and lets its
// time pass.
#pragma once

#include "sim/engine/engine.h"
#include "sim/machine/trail.h"
#include "sim/trace/sink.h"

#include <cstddef>
#include <vector>

namespace copyscope::machine {

class Recorder {
public:
  Recorder(engine::Engine& engine, trace::TraceSink& sink) : engine_(engine), sink_(sink) {}

  engine::Engine& engine() { return engine_; }
  trace::TraceSink& sink() { return sink_; }
  Time now() const { return engine_.now(); }

  // Each fills in when its row begins and ends, and what caused it where it finds out.

  /// `co_await recorder.spend(duration, row)`: the row lasts from now to its end.
  engine::Engine::Delay spend(Time duration, trace::Span& row) {
    note(duration, row);
    return engine_.delay(duration);
  }

  /// The same for a step about its range, which follows from what happened to these bytes before.
  engine::Engine::Delay spend_about(Time duration, trace::Span& row) {
    note_about(duration, row);
    return engine_.delay(duration);
  }

  /// Writes the row without waiting for its end.
  trace::Ticket note(Time duration, trace::Span& row) {
    row.begin = now();
    row.end = now() + duration;
    return sink_.add(row);
  }
  trace::Ticket note_about(Time duration, trace::Span& row) {
    Trail& trail = this->trail(row.flow);
    row.cause = trail.before(row.range());
    const trace::Ticket ticket = note(duration, row);
    trail.add(row, ticket);
    return ticket;
  }

  /// Writes a row that ends when end() says so.
  trace::Ticket open(trace::Span& row) {
    row.begin = now();
    row.end = trace::Span::open;
    return sink_.add(row);
  }
  void end(trace::Ticket row, Time at) { sink_.end(row, at); }

  Trail& trail(trace::FlowId flow) {
    if (flow >= trails_.size()) trails_.resize(flow + std::size_t{1});
    return trails_[flow];
  }

private:
  engine::Engine& engine_;
  trace::TraceSink& sink_;
  std::vector<Trail> trails_; ///< by flow
};

} // namespace copyscope::machine
