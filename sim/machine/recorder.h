// The machine's pen: writes a row that begins now into the trace, and lets its time pass.
#pragma once

#include "sim/engine/engine.h"
#include "sim/trace/sink.h"

namespace copyscope::machine {

class Recorder {
public:
  Recorder(engine::Engine& engine, trace::TraceSink& sink) : engine_(engine), sink_(sink) {}

  engine::Engine& engine() { return engine_; }
  trace::TraceSink& sink() { return sink_; }
  Time now() const { return engine_.now(); }

  /// `co_await recorder.spend(duration, row)`: the row lasts from now to its end.
  engine::Engine::Delay spend(Time duration, trace::Span row) {
    note(duration, row);
    return engine_.delay(duration);
  }

  /// Writes the row without waiting for its end.
  void note(Time duration, trace::Span row) {
    row.begin = now();
    row.end = now() + duration;
    sink_.add(row);
  }

  /// Writes a row that ends when end() says so.
  trace::SpanId open(trace::Span row) {
    row.begin = now();
    row.end = trace::Span::open;
    return sink_.add(row);
  }
  void end(trace::SpanId row, Time at) { sink_.end(row, at); }

private:
  engine::Engine& engine_;
  trace::TraceSink& sink_;
};

} // namespace copyscope::machine
