// The machine's pen: writes rows into the trace as they begin, and says what caused them.
//
// A row about a range follows from what happened to these bytes before (trail.h), where it does not
// say another cause.
#pragma once

#include "sim/engine/engine.h"
#include "sim/machine/trail.h"
#include "sim/trace/sink.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::machine {

class Recorder {
public:
  Recorder(engine::Engine& engine, trace::TraceSink& sink) : engine_(engine), sink_(sink) {}

  engine::Engine& engine() { return engine_; }
  trace::TraceSink& sink() { return sink_; }
  Time now() const { return engine_.now(); }
  /// Rows written so far.
  std::int64_t rows() const { return rows_; }

  /// Writes a row that lasts from now on for that time.
  trace::Ticket note(Time duration, trace::Span& row) {
    return write(now(), now() + duration, row);
  }
  /// Writes a row that has just ended; nothing else was written since it began.
  trace::Ticket note_past(Time begin, trace::Span& row) { return write(begin, now(), row); }
  /// Writes a row that ends when end() says so.
  trace::Ticket open(trace::Span& row) { return write(now(), trace::Span::open, row); }
  void end(trace::Ticket row, Time at) { sink_.end(row, at); }

  /// The id of a name that stands in the program's text: known by its address once it was asked
  /// for.
  trace::StringId name(std::string_view text) {
    for (const auto& [known, id] : names_)
      if (known == text.data()) return id;
    return names_.emplace_back(text.data(), sink_.name(text)).second;
  }

  Trail& trail(trace::FlowId flow) {
    if (flow >= trails_.size()) trails_.resize(flow + std::size_t{1});
    return trails_[flow];
  }

private:
  trace::Ticket write(Time begin, Time end, trace::Span& row) {
    Trail& trail = this->trail(row.flow);
    if (row.has_range && row.cause == trace::no_span) row.cause = trail.before(row.range());
    if (row.continued && row.name == 0)
      row.name = name("continued"); // tables without flags tell it
    row.begin = begin;
    row.end = end;
    ++rows_;
    const trace::Ticket ticket = sink_.add(row);
    trail.add(row, ticket);
    return ticket;
  }

  engine::Engine& engine_;
  trace::TraceSink& sink_;
  std::vector<Trail> trails_; ///< by flow
  std::int64_t rows_ = 0;
  std::vector<std::pair<const char*, trace::StringId>> names_;
};

} // namespace copyscope::machine
