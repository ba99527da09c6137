// The strip of flows says what the trace's rows say, by hand: how far each flow is, and for which
// one each CPU works. Its cells stand in the room that there is, the one in front among them.
#include "figure/stage/flow_strip.h"
#include "tests/figure/fake_measure.h"
#include "tests/legibility/legibility.h"
#include "tests/trace/many_flows.h"

#include <gmock/gmock.h>
#include <random>

namespace copyscope::figure {
namespace {

using ::testing::IsEmpty;
using trace::Buffer;
using trace::Kind;

std::vector<trace::Cursor> random_cursors(const trace::Trace& trace, unsigned seed, int count) {
  std::mt19937_64 random(seed);
  std::vector<trace::Cursor> all = {{}, {trace.end(), trace.size()}};
  for (int i = 0; i < count; ++i)
    all.push_back(trace.cursor_at(Time::from_ps(
        static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(trace.end().ps())))));
  return all;
}

/// Bytes that rows of the flow have brought into the card by then, each in proportion to its time.
std::int64_t arrived_by_hand(const trace::Trace& trace, trace::FlowId flow, trace::Cursor at) {
  std::int64_t bytes = 0;
  for (trace::SpanId row = 0; row < at.begun; ++row) {
    const trace::Span span = trace[row];
    if (span.flow != flow || span.kind != Kind::dma_copy || span.target != Buffer::nic) continue;
    const auto all = static_cast<std::int64_t>(span.bytes);
    bytes += span.end <= at.time
                 ? all
                 : static_cast<std::int64_t>(static_cast<double>(all) *
                                             static_cast<double>((at.time - span.begin).ps()) /
                                             static_cast<double>((span.end - span.begin).ps()));
  }
  return bytes;
}

/// The flow of the row on the CPU that began last and has not ended. Of what nobody saw only where
/// nothing else is there: it says whose the CPU is.
trace::FlowId served_by_hand(const trace::Trace& trace, trace::LaneId lane, trace::Cursor at) {
  for (const bool takes_inferred : {false, true})
    for (trace::SpanId row = at.begun; row-- > 0;) {
      const trace::Span span = trace[row];
      const bool is_inferred = span.evidence == trace::Evidence::inferred;
      if (span.lane == lane && span.end > at.time && (takes_inferred || !is_inferred))
        return span.flow;
    }
  return trace::no_flow;
}

class FlowStripOf : public testing::TestWithParam<int> {
protected:
  const trace::Trace trace =
      trace::test::many_flows({.cpus = 4, .flows = GetParam(), .calls = 1500});
  FakeMeasure measure;
};

TEST_P(FlowStripOf, flows_says_how_far_each_is) {
  for (const trace::Cursor at : random_cursors(trace, 3, 12)) {
    const auto services = cpu_services(trace, at);
    for (trace::FlowId flow = 0; flow < trace.tables().flows.size(); ++flow) {
      const FlowState state = flow_state(trace, flow, at, services);
      ASSERT_NEAR(state.arrived, arrived_by_hand(trace, flow, at), 4) << flow;
      EXPECT_EQ(state.bytes, arrived_by_hand(trace, flow, {trace.end(), trace.size()})) << flow;
      EXPECT_EQ(state.brought_by, Kind::dma_copy);
    }
  }
}

TEST_P(FlowStripOf, flows_says_for_which_one_each_cpu_works) {
  int working = 0;
  for (const trace::Cursor at : random_cursors(trace, 4, 60)) {
    const auto services = cpu_services(trace, at);
    ASSERT_EQ(services.size(), 4U);
    for (const CpuService& service : services) {
      EXPECT_EQ(service.flow, served_by_hand(trace, service.lane, at));
      if (service.flow == trace::no_flow) continue;
      ++working;
      const FlowState state = flow_state(trace, service.flow, at, services);
      EXPECT_EQ(state.does, FlowState::Does::runs);
      EXPECT_THAT(state.cpus, testing::Contains(service));
    }
  }
  EXPECT_GT(working, 30);
}

TEST_P(FlowStripOf, flows_that_have_no_cpu_do_what_their_task_does) {
  for (const trace::Cursor at : random_cursors(trace, 5, 30)) {
    for (trace::FlowId flow = 0; flow < trace.tables().flows.size(); ++flow) {
      const FlowState state = flow_state(trace, flow, at, {});
      bool in_call = false, waits = false;
      for (const trace::SpanId open : trace.open_spans(at)) {
        in_call |= trace[open].flow == flow && trace[open].kind == Kind::syscall;
        waits |= trace[open].flow == flow && trace[open].kind == Kind::wait;
      }
      EXPECT_EQ(state.does == FlowState::Does::waits, waits);
      EXPECT_EQ(state.does == FlowState::Does::in_call, in_call && !waits);
    }
  }
}

TEST_P(FlowStripOf, flows_ends_with_the_last_row_of_each) {
  for (trace::FlowId flow = 0; flow < trace.tables().flows.size(); ++flow) {
    Time end;
    for (trace::SpanId row = 0; row < trace.size(); ++row)
      if (trace[row].flow == flow) end = std::max(end, trace[row].end);
    EXPECT_EQ(end_of_flow(trace, flow), end) << flow;
  }
}

TEST_P(FlowStripOf, flows_can_be_read_at_every_width) {
  const trace::Cursor at = trace.cursor_at(Time::from_ps(trace.end().ps() / 3));
  const auto flows = static_cast<std::uint32_t>(GetParam());
  for (const float wide : {300.0F, 560.0F, 992.0F, 1248.0F, 1888.0F})
    for (const assets::Language language : {assets::Language::en, assets::Language::zh})
      for (const Theme* const theme : {&dark_theme(), &light_theme()}) {
        const Style style{*theme, measure, language};
        const Box box{16, 20, wide, flow_strip_height};
        const Picture picture = draw_flow_strip(
            trace, at, flows - 1,
            lay_out_flow_strip(flows, flows - 1, box, flow_head_width(flows, style)), style);
        EXPECT_THAT(legibility_problems(picture, box, theme->ground), IsEmpty()) << wide;
        for (const Region& region : picture.regions())
          EXPECT_GT(region.hint.size(), 8U);
      }
}

INSTANTIATE_TEST_SUITE_P(Many, FlowStripOf, testing::Values(1, 2, 8, 64));

TEST(FlowStrip, has_all_in_rising_order_or_a_page_of_them_with_the_one_in_front) {
  for (const std::uint32_t flows : {1U, 2U, 3U, 8U, 64U, 200U, 16384U})
    for (const float wide : {300.0F, 992.0F, 1888.0F})
      for (const trace::FlowId front : {0U, flows / 2, flows - 1}) {
        const Box box{10, 10, wide, flow_strip_height};
        const FlowStripLayout layout = lay_out_flow_strip(flows, front, box, 80);
        ASSERT_FALSE(layout.cells.empty());
        bool has_front = false;
        for (std::size_t i = 0; i < layout.cells.size(); ++i) {
          const FlowCell& cell = layout.cells[i];
          has_front |= cell.flow == front;
          EXPECT_TRUE(box.covers(cell.box, 0.01F));
          EXPECT_FALSE(cell.box.overlaps(layout.head));
          EXPECT_FALSE(cell.box.overlaps(layout.more));
          if (i == 0) continue;
          EXPECT_EQ(cell.flow, layout.cells[i - 1].flow + 1);
          EXPECT_GE(cell.box.x, layout.cells[i - 1].box.right());
        }
        EXPECT_TRUE(has_front) << flows << ", " << front;
        EXPECT_EQ(layout.more.w > 0, layout.cells.size() < flows);
        EXPECT_LT(layout.next(), flows);
      }
}

TEST(FlowStrip, has_words_for_few_numbers_for_more_and_bars_for_many) {
  const Box box{0, 0, 1248, flow_strip_height};
  EXPECT_EQ(lay_out_flow_strip(2, 0, box, 80).detail, FlowDetail::words);
  EXPECT_EQ(lay_out_flow_strip(8, 0, box, 80).detail, FlowDetail::numbers);
  EXPECT_EQ(lay_out_flow_strip(64, 0, box, 80).detail, FlowDetail::bars);
  EXPECT_EQ(lay_out_flow_strip(64, 0, box, 80).cells.size(), 64U);
}

} // namespace
} // namespace copyscope::figure
