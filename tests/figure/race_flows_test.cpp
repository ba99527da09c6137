// Flows that race: each with its own ledger, bytes and end, as the trace has them.
#include "figure/pages/race.h"
#include "tests/figure/fake_measure.h"
#include "tests/legibility/legibility.h"
#include "tests/trace/many_flows.h"

#include <gmock/gmock.h>

namespace copyscope::figure {
namespace {

class RaceOfFlows : public testing::Test {
protected:
  const trace::Trace trace = trace::test::many_flows({.cpus = 4, .flows = 64, .calls = 1500});
  FakeMeasure measure;
};

TEST_F(RaceOfFlows, have_each_the_ledger_of_its_own) {
  for (const std::int64_t share : {0, 1, 3, 4})
    for (const trace::FlowId flow : {0U, 13U, 63U}) {
      const Time time = Time::from_ps(trace.end().ps() * share / 4);
      const Racer racer = racer_of_flow(trace, flow, time, "one");
      EXPECT_EQ(racer.state.now, trace.flow_ledger(flow, trace.cursor_at(time)));
      EXPECT_EQ(racer.state.in_the_end, trace.flow_ledger(flow, {trace.end(), trace.size()}));
      EXPECT_EQ(racer.state.ended, time >= end_of_flow(trace, flow));
      EXPECT_EQ(racer.number, static_cast<int>(flow) + 1);
    }
}

TEST_F(RaceOfFlows, hold_in_a_card_that_all_share_what_is_their_own) {
  const Time time = Time::from_ps(trace.end().ps() / 2);
  for (const trace::FlowId flow : {0U, 13U}) {
    const Racer racer = racer_of_flow(trace, flow, time, "one");
    const BufferState* const card = racer.state.find(trace::Buffer::nic);
    ASSERT_NE(card, nullptr);
    EXPECT_EQ(card->held, racer.flow->arrived);
    EXPECT_EQ(card->capacity, racer.flow->bytes);
    EXPECT_LT(card->held, card->capacity);
  }
}

TEST_F(RaceOfFlows, are_chosen_by_their_columns_and_can_be_read) {
  for (const assets::Language language : {assets::Language::en, assets::Language::zh})
    for (const Theme* const theme : {&dark_theme(), &light_theme()})
      for (const std::int64_t share : {0, 2, 4}) {
        std::vector<Racer> racers;
        for (trace::FlowId flow = 0; flow < 4; ++flow)
          racers.push_back(racer_of_flow(trace, flow, Time::from_ps(trace.end().ps() * share / 4),
                                         flow_name(flow, language)));
        const Box box{0, 0, 1248, 480};
        const Picture picture = draw_race(racers, box, {*theme, measure, language});
        EXPECT_THAT(legibility_problems(picture, box, theme->ground), testing::IsEmpty());
        EXPECT_NE(picture.find({"flow", 3, ""}), nullptr);
        EXPECT_EQ(picture.find({"show_case", 3, ""}), nullptr);
      }
}

} // namespace
} // namespace copyscope::figure
