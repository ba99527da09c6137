// What the simulator says caused each step, against the rules, looked for along all rows before it;
// and the same of a trace that was saved without causes.
#include "sim/simulate/simulation.h"
#include "sim/trace/json.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace copyscope {
namespace {

using trace::Kind;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;
using trace::WellKnown;

template <class Wanted> SpanId last_before(const Trace& trace, SpanId row, Wanted wanted) {
  for (; row > 0; --row)
    if (wanted(trace[row - 1])) return row - 1;
  return no_span;
}

bool is_about(const Span& span, const Span& later) {
  return trace::is_step(span.kind) && span.has_range && span.flow == later.flow &&
         span.offset <= later.offset && later.offset < span.offset + span.bytes;
}

SpanId cause_by_hand(const Trace& trace, SpanId step) {
  const Span span = trace[step];
  const auto crosses = [](const Span& each, trace::StringId name) {
    return each.kind == Kind::mode_switch && each.name == name;
  };
  SpanId cause = no_span;
  if (crosses(span, WellKnown::to_kernel))
    return last_before(trace, step, [&](const Span& each) {
      return crosses(each, WellKnown::to_user) && each.flow == span.flow;
    });
  if (span.kind == Kind::interrupt)
    cause = last_before(trace, step, [&](const Span& each) {
      return each.call == span.call &&
             (each.kind == Kind::dma_copy || each.kind == Kind::pio_copy ||
              each.kind == Kind::disk_access);
    });
  else if (span.has_range && span.bytes > 0)
    cause = last_before(trace, step, [&](const Span& each) { return is_about(each, span); });
  if (cause != no_span) return cause;
  return last_before(trace, step, [&](const Span& each) {
    return crosses(each, WellKnown::to_kernel) && each.call == span.call;
  });
}

TEST(Causes, the_simulator_says_them_for_every_step_as_the_rules_have_it) {
  RandomCases cases(31);
  for (int i = 0; i < 400 && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = cases.next();
    const Trace trace = simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
    SCOPED_TRACE(scenario.cases[0].method + ", " + std::to_string(trace.size()) + " rows");
    for (SpanId row = 0; row < std::min<SpanId>(trace.size(), 1'000); ++row)
      if (trace::is_step(trace[row].kind)) {
        ASSERT_EQ(trace[row].cause, cause_by_hand(trace, row)) << name_of(trace[row].kind) << row;
        if (trace[row].cause != no_span) { // one thing after the other
          ASSERT_LE(trace[trace[row].cause].end, trace[row].begin);
        }
      }
  }
}

TEST(Causes, of_a_trace_that_was_saved_are_those_that_the_simulator_said) {
  RandomCases cases(32);
  for (int i = 0; i < 200 && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = cases.next();
    const Trace trace = simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
    std::string text;
    trace::save_json(trace, [&](std::string_view piece) { text += piece; });
    const Trace loaded = trace::load_json(text, "t.json");
    ASSERT_EQ(loaded.size(), trace.size());
    for (SpanId row = 0; row < trace.size(); ++row)
      ASSERT_EQ(loaded[row].cause, trace[row].cause)
          << scenario.cases[0].method << ' ' << name_of(trace[row].kind) << ' ' << row;
  }
}

} // namespace
} // namespace copyscope
