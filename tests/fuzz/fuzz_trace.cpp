// Any text as a saved trace: a problem with its place, or a trace that answers every question and
// that saving and loading keep.
#include "sim/trace/json.h"
#include "tests/fuzz/require.h"

#include <cstdint>
#include <string>

namespace {

using namespace copyscope;
using namespace copyscope::trace;
using fuzz::require;

std::string saved(const Trace& trace) {
  std::string text;
  save_json(trace, [&](std::string_view piece) { text += piece; });
  return text;
}

void look_up(const Trace& trace, Cursor at) {
  trace.ledger(at);
  trace.open_spans(at);
  const std::int64_t step = trace.step_number(at);
  require(step >= 0 && step <= trace.steps(), "a step is one of those that there are");
  const SpanId next = trace.next(at.begun, step_kinds);
  require(next == no_span || trace.step(step + 1) == next, "the next step is the next in number");
  const SpanId last = trace.previous(at.begun, step_kinds);
  require(last == no_span || trace.step(step) == last, "the last step is the last in number");
}

void look_up(const Trace& trace) {
  const std::int64_t end = trace.end().ps();
  for (int part = 0; part <= 4; ++part)
    look_up(trace, trace.cursor_at(Time::from_ps(end / 4 * part)));
  for (SpanId id = 0; id < trace.size(); id += trace.size() / 8 + 1) {
    look_up(trace, trace.cursor_on(id));
    trace.journey(trace[id].flow, trace[id].range().offset);
    require(!trace.lane(trace[id]).name.empty() || trace.lanes().size() > trace[id].lane,
            "a lane is there");
    trace.name(trace[id]);
    trace.label(trace[id]);
  }
  for (std::size_t lane = 0; lane < trace.lanes().size(); ++lane) {
    const auto id = static_cast<LaneId>(lane);
    for (std::uint32_t i = 0; i < trace.lane_size(id); ++i)
      require(trace[trace.lane_span(id, i)].lane == id, "a lane's rows are its own");
    if (trace.end() > Time()) trace.longest(id, Time(), trace.end(), 7);
  }
  trace.calls_by_name(trace.final_ledger());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const Trace trace = load_json(text, "fuzz.json");
    const std::string first = saved(trace);
    const Trace again = load_json(first, "again.json");
    require(again == trace, "saving and loading keep a trace");
    require(saved(again) == first, "and its bytes");
    look_up(trace);
  } catch (const scenario::InputError& error) {
    require(error.problems().size() <= 20 && error.problems().front().line >= 1, "a place");
  }
  return 0;
}
