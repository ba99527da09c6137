// Causes and effects where calls of several processes lie between one another.
#include "gui/player/causes.h"

#include "gui/player/player.h"
#include "sim/trace/json_causes.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

using trace::Kind;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;
using trace::WellKnown;

// Rows one after another, of the calls and clients that a test wants.
class Rows {
public:
  Rows() {
    builder_.start(trace::small_header(2));
    builder_.lane("cpu0");
    read_ = builder_.name("read");
  }

  SpanId add(Kind kind, std::uint32_t call, std::uint16_t client, trace::StringId name = 0) {
    Span span;
    span.kind = kind;
    span.begin = now_;
    span.end = now_ += Time::from_ps(10);
    span.call = call;
    span.flow = client;
    span.name = kind == Kind::syscall ? read_ : name;
    if (trace::is_copy(kind)) {
      span.source = trace::Buffer::page_cache;
      span.target = trace::Buffer::user_buffer;
      span.set_range({Bytes(0), Bytes(100)});
    }
    span.cause = causes_.of(builder_.size(), span);
    return builder_.add(span);
  }
  SpanId enter(std::uint32_t call, std::uint16_t client) {
    return add(Kind::mode_switch, call, client, WellKnown::to_kernel);
  }
  SpanId leave(std::uint32_t call, std::uint16_t client) {
    return add(Kind::mode_switch, call, client, WellKnown::to_user);
  }
  /// Causes are by the rules of the machine, as of rows that were saved without.
  Trace take() {
    builder_.finish(now_);
    return builder_.take();
  }

private:
  trace::TraceBuilder builder_;
  trace::JsonCauses causes_;
  trace::StringId read_ = 0;
  Time now_;
};

TEST(Causes, keep_to_the_call_and_the_client) {
  Rows rows;
  const SpanId left = rows.leave(1, 0), other_left = rows.leave(2, 1);
  const SpanId entry = rows.enter(3, 0), other = rows.enter(4, 1);
  const SpanId pin = rows.add(Kind::pin, 3, 0), copy = rows.add(Kind::cpu_copy, 4, 1);
  const SpanId back = rows.leave(3, 0);
  const Trace trace = rows.take();
  EXPECT_EQ(cause_of(trace, entry), left);
  EXPECT_EQ(cause_of(trace, other), other_left);
  EXPECT_EQ(cause_of(trace, pin), entry);
  EXPECT_EQ(cause_of(trace, copy), other);
  EXPECT_EQ(cause_of(trace, back), entry);
  EXPECT_EQ(effect_of(trace, entry), pin);
  EXPECT_EQ(effect_of(trace, other), copy);
}

TEST(Causes, of_a_step_without_a_call_is_the_step_before) {
  Rows rows;
  const SpanId first = rows.add(Kind::context_switch, 0, 0);
  const SpanId wait = rows.add(Kind::wait, 0, 0);
  const SpanId second = rows.add(Kind::context_switch, 0, 0);
  const SpanId interrupt = rows.add(Kind::interrupt, 9, 0);
  const Trace trace = rows.take();
  EXPECT_EQ(trace[wait].kind, Kind::wait);
  EXPECT_EQ(cause_of(trace, first), no_span);
  EXPECT_EQ(cause_of(trace, second), first);
  EXPECT_EQ(effect_of(trace, first), second);
  EXPECT_EQ(cause_of(trace, interrupt), second);
  EXPECT_EQ(effect_of(trace, interrupt), no_span);
}

TEST(Causes, of_an_interrupt_without_a_transfer_leads_nowhere) {
  Rows rows;
  const SpanId interrupt = rows.add(Kind::interrupt, 0, 0);
  const Trace trace = rows.take();
  EXPECT_EQ(cause_of(trace, interrupt), no_span);
  EXPECT_EQ(effect_of(trace, interrupt), no_span);
}

TEST(Causes, are_found_behind_any_number_of_rows_of_others) {
  Rows rows;
  const SpanId entry = rows.enter(1, 0);
  for (int i = 0; i < 500; ++i) {
    rows.enter(2, 1);
    rows.add(Kind::pin, 2, 1);
    rows.leave(2, 1);
  }
  const SpanId back = rows.leave(1, 0);
  const Trace trace = rows.take();
  EXPECT_EQ(cause_of(trace, back), entry);
  EXPECT_EQ(effect_of(trace, entry), back);
}

TEST(PlayerAmongProcesses, finds_the_first_step_of_a_call_behind_those_of_others) {
  Rows rows;
  rows.add(Kind::pin, 7, 1);
  const SpanId call = rows.add(Kind::syscall, 1, 0);
  rows.add(Kind::pin, 7, 1);
  const SpanId entry = rows.enter(1, 0);
  const SpanId endless = rows.add(Kind::syscall, 2, 0);
  const SpanId next = rows.add(Kind::pin, 7, 1);
  for (int i = 0; i < 400; ++i)
    rows.add(Kind::pin, 7, 1);
  const SpanId last = rows.add(Kind::syscall, 3, 0);
  const Trace trace = rows.take();
  const figure::Story story(trace);
  Player player;
  player.open(&trace, &story);
  player.go_to_row(call);
  EXPECT_EQ(player.step_row(), entry);
  player.go_to_row(endless); // none of its own near: the next step stands for it
  EXPECT_EQ(player.step_row(), next);
  player.go_to_row(last); // nothing follows it: the step before
  EXPECT_EQ(player.step(), player.steps());
  player.call_back();
  EXPECT_EQ(player.step_row(), next);
  player.call_back();
  EXPECT_EQ(player.step_row(), entry);
  player.call_back();
  EXPECT_EQ(player.cursor(), Cursor{});
  player.seek(trace.end());
  player.call_back(); // past the call without a step
  EXPECT_EQ(player.step_row(), next);
}

} // namespace
} // namespace copyscope::gui
