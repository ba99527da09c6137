// A real run on the stage: the parts of a simulated one, and what is inferred shown as such.
#include "figure/charts/ledger_chart.h"
#include "figure/stage/stage.h"
#include "sim/trace/builder.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/labels.h"
#include "tests/figure/shipped.h"

#include <gmock/gmock.h>

namespace copyscope::figure {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using trace::Buffer;
using trace::Evidence;
using trace::Kind;

constexpr std::int64_t size = 65536;

/// A call as real mode tells it: measured, with its crossings and what happens in it, which takes
/// its bytes from one buffer to another somewhere within it.
class RealTrace {
public:
  RealTrace(const trace::Header& simulated, std::int64_t copies) {
    trace::Header header = simulated;
    header.source = trace::Source::real;
    header.buffers = {{Buffer::disk, Bytes(size), Bytes(size)},
                      {Buffer::page_cache, Bytes(size), Bytes(size)},
                      {Buffer::user_buffer, Bytes(size), Bytes()},
                      {Buffer::socket_buffer, Bytes(size), Bytes()},
                      {Buffer::receive_buffer, Bytes(size), Bytes()}};
    header.observations = {{"duration", 3000, "measured"},
                           {"syscalls", 2, "measured"},
                           {"mode_switches", 4, "derived"},
                           {"copies.cpu", copies, "inferred"},
                           {"cpu.time_ps", 2500, "measured"}};
    builder_.start(header);
  }

  void call(std::int64_t begin, std::string_view name, Kind kind, Buffer from, Buffer to) {
    ++call_;
    trace::Span span;
    span.begin = Time::from_ps(begin);
    span.end = Time::from_ps(begin + 1000);
    span.task = 0;
    span.call = call_;
    span.set_range({Bytes(0), Bytes(size)});
    span.evidence = Evidence::measured;
    span.kind = Kind::syscall;
    span.lane = builder_.lane("process0");
    span.name = builder_.name(name);
    builder_.add(span);
    cross(span.begin, trace::WellKnown::to_kernel);
    span.kind = kind;
    span.name = 0;
    span.lane = builder_.lane("cpu0");
    span.set_way(from, to);
    span.evidence = Evidence::inferred;
    span.soft_begin = span.soft_end = true;
    builder_.add(span);
    cross(span.end, trace::WellKnown::to_user);
  }

  trace::Trace take() {
    builder_.finish(Time::from_ps(3000));
    return builder_.take();
  }

private:
  void cross(Time when, trace::StringId name) {
    trace::Span span;
    span.begin = span.end = when;
    span.kind = Kind::mode_switch;
    span.evidence = Evidence::derived;
    span.lane = builder_.lane("cpu0");
    span.task = 0;
    span.call = call_;
    span.name = name;
    builder_.add(span);
  }

  trace::TraceBuilder builder_;
  trace::CallId call_ = 0;
};

class RealStage : public testing::Test {
protected:
  trace::Trace simulated(std::size_t which) const { return test::trace_of(scenario, which); }
  trace::Trace copying() const {
    RealTrace made(simulated(0).header(), 2);
    made.call(0, "read", Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer);
    made.call(1500, "write", Kind::cpu_copy, Buffer::user_buffer, Buffer::socket_buffer);
    return made.take();
  }
  trace::Trace referring() const {
    RealTrace made(simulated(3).header(), 0);
    made.call(0, "sendfile", Kind::page_reference, Buffer::page_cache, Buffer::socket_buffer);
    return made.take();
  }
  static StageState at(const trace::Trace& trace, std::int64_t ps) {
    return stage_state(trace, routes_of(trace), trace.cursor_at(Time::from_ps(ps)));
  }
  /// All that is written there, line after line.
  std::string said(const StageState& state, Detail detail, Language language = Language::en) const {
    const Box box = detail == Detail::large ? Box{0, 0, 900, 520} : Box{0, 0, 300, 300};
    std::string text;
    for (const std::string& label : labels_of(draw_stage(
             state, stage_layout(state.scene, box, detail), {dark_theme(), measure, language})))
      text += label + (language == Language::en ? " " : "");
    return text;
  }

  const scenario::Scenario scenario = test::shipped("four-ways");
  FakeMeasure measure;
};

TEST_F(RealStage, has_the_parts_of_a_simulated_one) {
  const trace::Trace here = copying(), model = simulated(0);
  const Scene real = scene_of(here);
  for (const Part& part : scene_of(model).parts) {
    ASSERT_TRUE(real.find(part.id)) << part.id;
    EXPECT_EQ(real.find(part.id)->kind, part.kind) << part.id;
  }
  EXPECT_EQ(routes_of(here).size(), 2U);
}

TEST_F(RealStage, says_that_the_place_of_a_copy_within_its_call_is_not_known) {
  const trace::Trace trace = copying();
  const StageState state = at(trace, 400);
  ASSERT_TRUE(state.current && state.current->is_soft());
  EXPECT_EQ(state.mode, CpuMode::kernel);
  EXPECT_THAT(said(state, Detail::large), HasSubstr("inferred; place within the call not known"));
  EXPECT_THAT(said(state, Detail::large), Not(HasSubstr("to go"))); // as if it were
  EXPECT_THAT(said(state, Detail::large), HasSubstr("up to 64 KiB"));
  EXPECT_THAT(said(state, Detail::large, Language::zh), HasSubstr("在调用中的时刻未知"));
  EXPECT_THAT(said(state, Detail::small), HasSubstr("inferred"));
  const BufferState& user = *state.find(Buffer::user_buffer);
  EXPECT_TRUE(user.is_soft);
  EXPECT_EQ(user.held + user.coming, size); // all of it may be there
  EXPECT_FALSE(at(trace, 1200).find(Buffer::user_buffer)->is_soft);
  EXPECT_EQ(at(trace, 1200).find(Buffer::user_buffer)->held, size);
}

TEST_F(RealStage, knows_nothing_of_the_card_and_says_so) {
  const trace::Trace trace = copying();
  const StageState state = at(trace, 400);
  for (const char* const part : {"nic", "nic_dma", "disk_dma"})
    EXPECT_TRUE(state.is_unseen(*state.scene.find(part))) << part;
  for (const char* const part : {"cpu", "disk", "page_cache", "socket_buffer"})
    EXPECT_FALSE(state.is_unseen(*state.scene.find(part))) << part;
  EXPECT_THAT(said(state, Detail::large), HasSubstr("not observed"));
}

TEST_F(RealStage, shows_references_in_the_socket_that_was_handed_pages) {
  const trace::Trace trace = referring();
  const StageState state = at(trace, 1200);
  const BufferState& socket = *state.find(Buffer::socket_buffer);
  EXPECT_TRUE(socket.refers_only);
  EXPECT_EQ(socket.referred, size);
  EXPECT_EQ(state.now.copies.cpu + state.now.inferred_copies.cpu, 0);
}

TEST_F(RealStage, counts_so_far_what_its_rows_add_up_to_under_its_evidence) {
  const trace::Trace trace = copying();
  const auto rows =
      ledger_rows(costs_at(trace, trace.cursor_at(Time::from_ps(1200))), nullptr, dark_theme());
  const auto row = [&](const char* path) {
    return *std::ranges::find(rows, path, &LedgerRow::path);
  };
  EXPECT_EQ(row("copies.cpu").now, 1);
  EXPECT_EQ(row("copies.cpu").in_the_end, 2);
  EXPECT_EQ(row("copies.cpu").evidence, "inferred");
  EXPECT_EQ(row("mode_switches").now, 2);
  EXPECT_EQ(row("mode_switches").evidence, "derived");
  EXPECT_EQ(row("cpu.time_ps").now, std::nullopt); // of that the sum alone is known
  EXPECT_EQ(row("cpu.time_ps").in_the_end, 2500);
  const auto drawn = labels_of(draw_ledger(rows, {0, 0, 420, 300}, {dark_theme(), measure}));
  for (const char* const evidence : {"measured", "derived", "inferred"})
    EXPECT_THAT(drawn, Contains(evidence));
}

} // namespace
} // namespace copyscope::figure
