// What stands on the stage comes from the trace, and so does every fact about it: of shipped runs
// and of random ones with four CPUs and 64 flows; large and small stages show the same.
#include "figure/stage/stage.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/labels.h"
#include "tests/figure/shipped.h"
#include "tests/trace/many_flows.h"

#include <gmock/gmock.h>
#include <random>

namespace copyscope::figure {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using trace::Buffer;
using trace::Kind;

std::vector<std::string> ids_of(const Scene& scene) {
  std::vector<std::string> ids;
  for (const Part& part : scene.parts)
    if (!part.is_spare) ids.push_back(part.id);
  return ids;
}

std::vector<trace::Cursor> moments(const trace::Trace& trace, unsigned seed, int count) {
  std::mt19937_64 random(seed);
  std::vector<trace::Cursor> result;
  for (int i = 0; i < count; ++i)
    result.push_back(i % 2 == 0
                         ? trace.cursor_at(Time::from_ps(static_cast<std::int64_t>(
                               random() % static_cast<std::uint64_t>(trace.end().ps() + 1))))
                         : trace.cursor_on(static_cast<trace::SpanId>(random() % trace.size())));
  return result;
}

/// What is wrong with the facts of one part.
void compare_part(const trace::Trace& trace, const StageState& state, std::size_t i) {
  const Part& part = state.scene.parts[i];
  const PartState& facts = state.parts[i];
  EXPECT_EQ(facts.holds.has_value(), part.object != trace::no_object) << part.id;
  if (facts.holds) {
    EXPECT_EQ(facts.holds->held, trace.held(part.object, state.cursor)) << part.id;
  }
  // Who works has a row under way on one of its lanes, or the cursor rests on one.
  const auto is_own = [&](trace::LaneId lane) {
    return std::ranges::find(part.lanes, lane) != part.lanes.end();
  };
  bool works = false;
  for (const trace::SpanId open : trace.open_spans(state.cursor)) {
    const trace::Span row = trace[open];
    works |= is_own(row.lane) && row.kind != Kind::syscall && row.kind != Kind::wait &&
             row.kind != Kind::lost;
  }
  if (works) {
    EXPECT_TRUE(facts.work) << part.id;
  }
  if (facts.work) {
    EXPECT_TRUE(is_own(facts.work->span.lane)) << part.id;
    EXPECT_TRUE(works || facts.work->at_rest) << part.id;
    EXPECT_LE(facts.work->span.begin, state.cursor.time);
    EXPECT_GE(facts.work->span.end, state.cursor.time);
  }
  if (part.kind == PartKind::processor && works) {
    const trace::TaskId task = trace.task_on(part.lanes.front(), state.cursor);
    if (task != trace::no_task) {
      EXPECT_EQ(facts.task, task) << part.id;
    }
    if (facts.work->span.kind == Kind::user) {
      EXPECT_EQ(facts.mode, CpuMode::user);
    }
    if (facts.work->span.kind == Kind::cpu_copy) {
      EXPECT_EQ(facts.mode, CpuMode::kernel);
    }
  }
}

void compare(const trace::Trace& trace, unsigned seed, int count, trace::FlowId front = 0) {
  const std::vector<Route> routes = routes_of(trace);
  for (const trace::Cursor cursor : moments(trace, seed, count)) {
    const StageState state = stage_state(trace, routes, cursor, front);
    ASSERT_EQ(state.parts.size(), state.scene.parts.size());
    for (std::size_t i = 0; i < state.parts.size(); ++i)
      compare_part(trace, state, i);
  }
}

class EveryShipped : public testing::TestWithParam<std::string> {};

TEST_P(EveryShipped, case_has_the_facts_of_its_trace) {
  const scenario::Scenario scenario = test::shipped(GetParam());
  for (std::size_t i = 0; i < scenario.cases.size(); ++i)
    compare(test::trace_of(scenario, i), static_cast<unsigned>(i), 60);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryShipped, testing::ValuesIn(test::shipped_ids()));

class ManyOnStage : public testing::Test {
protected:
  const trace::Trace trace = trace::test::many_flows({.cpus = 4, .flows = 64, .calls = 4000});
  const std::vector<Route> routes = routes_of(trace);
  FakeMeasure measure;
};

TEST_F(ManyOnStage, have_the_facts_of_their_trace_whichever_is_in_front) {
  compare(trace, 1, 60);
  compare(trace, 2, 60, 63);
}

TEST_F(ManyOnStage, have_a_part_for_each_cpu_and_stand_behind_the_one_in_front) {
  const Scene scene = scene_of(trace);
  for (const char* id : {"cpu", "cpu1", "cpu2", "cpu3", "nic_dma", "page_cache", "socket_buffer"})
    EXPECT_THAT(ids_of(scene), Contains(id));
  EXPECT_EQ(scene.find("socket_buffer")->others, 63);
  EXPECT_EQ(scene.find("page_cache")->others, 0); // they share it
  EXPECT_EQ(scene.find("process")->others, 63);
}

TEST_F(ManyOnStage, name_every_cpu_at_every_detail) {
  const StageState state =
      stage_state(trace, routes, trace.cursor_at(Time::from_ps(trace.end().ps() / 2)));
  for (const auto& [detail, box] : {std::pair{Detail::large, Box{0, 0, 760, 440}},
                                    {Detail::small, Box{0, 0, 520, 276}},
                                    {Detail::wall, Box{0, 0, 440, 240}}}) {
    const Picture picture =
        draw_stage(state, stage_layout(state.scene, box, detail), {dark_theme(), measure});
    for (const char* name : {"CPU 0", "CPU 1", "CPU 2", "CPU 3"})
      EXPECT_THAT(labels_of(picture), Contains(name));
  }
}

TEST(Scene, without_dma_has_no_dma_engines) {
  const scenario::Scenario scenario = test::shipped("before-dma");
  EXPECT_THAT(ids_of(scene_of(test::trace_of(scenario, 0))), Not(Contains("disk_dma")));
  EXPECT_THAT(ids_of(scene_of(test::trace_of(scenario, 1))), Contains("disk_dma"));
}

TEST(Scene, without_dma_carries_through_the_cpu) {
  const trace::Trace trace = test::trace_of(test::shipped("before-dma"), 0);
  const Scene scene = scene_of(trace);
  for (const auto& [detail, box] : {std::pair{Detail::large, Box{0, 0, 640, 400}},
                                    {Detail::small, Box{0, 0, 230, 220}},
                                    {Detail::wall, Box{0, 0, 440, 240}}}) {
    const StageLayout layout = stage_layout(scene, box, detail);
    const Box cpu = layout.find("cpu")->inset(-6);
    for (const Route& route : routes_of(trace)) {
      if (route.kind != Kind::pio_copy) continue;
      const Path way = layout.way(route);
      ASSERT_EQ(way.pieces().size(), 2U);
      EXPECT_TRUE(cpu.contains(way.pieces()[0].to));
      EXPECT_TRUE(cpu.contains(way.pieces()[1].from));
    }
  }
}

/// A file goes from the page cache into a memory that no other run has.
trace::Trace with_gpu_buffer() {
  constexpr auto place = static_cast<Buffer>(9);
  trace::TraceBuilder builder;
  builder.start({});
  trace::Flow flow;
  flow.objects[2] = builder.object({Buffer::page_cache, trace::Discipline::keeps, "", Bytes(8192)});
  flow.objects[9] =
      builder.object({Buffer::nic, trace::Discipline::keeps, "GPU buffer", Bytes(8192)});
  flow.bytes = Bytes(8192);
  builder.flow(flow);
  builder.lane("cpu0");
  trace::Span span;
  span.kind = Kind::dma_copy;
  span.begin = Time::from_ps(10);
  span.end = Time::from_ps(20);
  span.lane = builder.lane("dma.nic");
  span.set_way(Buffer::page_cache, place);
  span.set_range({Bytes(0), Bytes(8192)});
  builder.add(span);
  builder.finish(Time::from_ps(30));
  return builder.take();
}

TEST(Scene, a_part_that_no_picture_knows_is_drawn_at_every_detail) {
  const trace::Trace trace = with_gpu_buffer();
  const std::vector<Route> routes = routes_of(trace);
  const StageState state = stage_state(trace, routes, trace.cursor_at(Time::from_ps(20)));
  EXPECT_EQ(state.find("place9")->holds->held, 8192);
  ASSERT_EQ(routes.size(), 1U);
  FakeMeasure measure;
  for (const auto& [detail, box] : {std::pair{Detail::large, Box{0, 0, 640, 400}},
                                    {Detail::small, Box{0, 0, 520, 276}},
                                    {Detail::wall, Box{0, 0, 440, 240}}}) {
    const StageLayout layout = stage_layout(state.scene, box, detail);
    ASSERT_TRUE(layout.find("place9"));
    const Box gpu = *layout.find("place9");
    for (const auto& [id, other] : layout.parts)
      EXPECT_TRUE(id == "place9" || !gpu.overlaps(other)) << id;
    EXPECT_TRUE(gpu.inset(-6).contains(layout.way(routes[0]).to()));
    const auto labels = labels_of(draw_stage(state, layout, {dark_theme(), measure}));
    EXPECT_TRUE(std::ranges::any_of(
        labels, [](const std::string& label) { return label.starts_with("GPU"); }));
  }
}

/// The share of a part's box that is filled in the colour of who brought what it holds.
double filled_share(const Picture& picture, Box box, const Ink& ink) {
  double widest = 0, well = 0;
  for (const Shape& shape : picture.shapes()) {
    const auto* const fill = std::get_if<Fill>(&shape);
    if (!fill || !box.covers(fill->box) || fill->box.h > 17 || fill->box.h < 10) continue;
    if (fill->color == dark_theme().well) well = static_cast<double>(fill->box.w);
    if (fill->color == ink.color) widest = std::max(widest, static_cast<double>(fill->box.w));
  }
  return well > 0 ? widest / well : -1;
}

TEST(Scene, strips_of_all_details_are_as_full_as_the_trace_says) {
  const trace::Trace trace = test::trace_of(test::shipped("many-small-chunks"), 0);
  const std::vector<Route> routes = routes_of(trace);
  FakeMeasure measure;
  for (const trace::Cursor cursor : moments(trace, 5, 40)) {
    const StageState state = stage_state(trace, routes, cursor);
    for (const auto& [detail, box] : {std::pair{Detail::large, Box{0, 0, 760, 440}},
                                      {Detail::small, Box{0, 0, 520, 276}},
                                      {Detail::wall, Box{0, 0, 440, 240}}}) {
      const StageLayout layout = stage_layout(state.scene, box, detail);
      const Picture picture = draw_stage(state, layout, {dark_theme(), measure});
      for (const char* id : {"page_cache", "socket_buffer", "nic"}) {
        const BufferState& held = *state.find(id)->holds;
        const double share =
            filled_share(picture, *layout.find(id), ink_of(held.brought_by, dark_theme()));
        EXPECT_NEAR(
            share,
            std::min(1.0, static_cast<double>(held.held) / static_cast<double>(held.capacity)),
            0.02)
            << id << " at " << cursor.time.ps() << " ps";
      }
    }
  }
}

TEST(Scene, at_the_end_has_the_whole_file_in_the_card) {
  for (const char* const id : {"four-ways", "before-dma"}) {
    const scenario::Scenario scenario = test::shipped(id);
    for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
      const trace::Trace trace = test::trace_of(scenario, i);
      const StageState state = stage_state(trace, routes_of(trace), {trace.end(), trace.size()});
      const BufferState& card = *state.find("nic")->holds;
      EXPECT_EQ(card.held, card.capacity);
      EXPECT_EQ(card.held, scenario.cases[i].workload.file_size.count());
      EXPECT_EQ(card.first, 0);
    }
  }
}

/// No processor is called free while it works or has just worked, at any moment of any method.
TEST(Scene, who_works_is_not_called_free) {
  const scenario::Scenario scenario = test::shipped("every-way");
  FakeMeasure measure;
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const trace::Trace trace = test::trace_of(scenario, i);
    const std::vector<Route> routes = routes_of(trace);
    for (std::int64_t step = 1; step <= trace.steps(); ++step) {
      const trace::SpanId row = trace.step(step);
      if (trace.lane(trace[row]).kind != trace::LaneKind::cpu) continue;
      const StageState state = stage_state(trace, routes, {trace[row].end, row + 1});
      for (const auto& [detail, box] :
           {std::pair{Detail::small, Box{0, 0, 270, 230}}, {Detail::wall, Box{0, 0, 440, 240}}})
        EXPECT_THAT(labels_of(draw_stage(state, stage_layout(state.scene, box, detail),
                                         {light_theme(), measure})),
                    Not(Contains("free")))
            << scenario.cases[i].id << " step " << step;
    }
  }
}

/// A pipe holds references: nothing in it has a copy's colour.
TEST(Scene, a_pipe_has_no_data_in_it) {
  const scenario::Scenario scenario = test::shipped("every-way");
  FakeMeasure measure;
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const trace::Trace trace = test::trace_of(scenario, i);
    if (!scene_of(trace).has(PartKind::pipe)) continue;
    for (const trace::Cursor cursor : moments(trace, 7, 40)) {
      const StageState state = stage_state(trace, routes_of(trace), cursor);
      for (const auto& [detail, box] :
           {std::pair{Detail::large, Box{0, 0, 760, 440}}, {Detail::wall, Box{0, 0, 440, 240}}}) {
        const StageLayout layout = stage_layout(state.scene, box, detail);
        const Picture picture = draw_stage(state, layout, {dark_theme(), measure});
        std::vector<Pattern> patterns;
        for (const Shape& shape : picture.shapes())
          if (const auto* const fill = std::get_if<Fill>(&shape);
              fill && layout.find("pipe")->covers(fill->box) && fill->pattern != Pattern::solid)
            patterns.push_back(fill->pattern);
        EXPECT_THAT(patterns, IsEmpty());
      }
    }
  }
}

/// Numbers stand on long ways or beside short ones: no arrow's tip lies beneath one.
TEST(Scene, no_number_covers_an_arrows_tip) {
  for (const std::string& id : test::shipped_ids()) {
    const scenario::Scenario scenario = test::shipped(id);
    for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
      const trace::Trace trace = test::trace_of(scenario, i);
      const Scene scene = scene_of(trace);
      for (const auto& [detail, box] : {std::pair{Detail::large, Box{0, 0, 640, 400}},
                                        {Detail::small, Box{0, 0, 270, 230}},
                                        {Detail::small, Box{0, 0, 520, 276}},
                                        {Detail::wall, Box{0, 0, 440, 240}}}) {
        const StageLayout layout = stage_layout(scene, box, detail);
        for (const Route& route : routes_of(trace))
          if (route.number > 0)
            for (const Route& other : routes_of(trace)) {
              if (!layout.has(route) || !layout.has(other)) continue;
              EXPECT_GT(length(layout.number_at(route) - layout.way(other).to()),
                        layout.number_radius() + 2)
                  << id << " " << scenario.cases[i].id << " " << route.number << " detail "
                  << static_cast<int>(detail);
            }
      }
    }
  }
}

} // namespace
} // namespace copyscope::figure
