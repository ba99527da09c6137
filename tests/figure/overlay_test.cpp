// The model's spans over the kernel's: on one clock, and aligned at every call that both make; what
// belongs together is ringed and told, and all of it can be read.
#include "figure/timeline/overlay.h"

#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include "sim/trace/builder.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace copyscope::figure {
namespace {

using trace::Kind;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;

constexpr std::int64_t slower = 3;

/// The calls of a simulated run as a machine would make them: slower, their copies inferred, and
/// one more call at the end, of which no listing has a line.
Trace as_run_here(const Trace& model) {
  trace::TraceBuilder builder;
  trace::Header header = model.header();
  header.source = trace::Source::real;
  builder.start(header);
  const auto process = builder.lane("process0"), cpu = builder.lane("cpu0");
  const auto later = [](Time time) { return Time::from_ps(time.ps() * slower); };
  for (SpanId row = 0; row < model.size(); ++row) {
    Span span = model[row];
    if (span.kind != Kind::syscall && span.kind != Kind::cpu_copy) continue;
    const bool is_call = span.kind == Kind::syscall;
    span.begin = later(span.begin);
    span.end = later(span.end);
    span.lane = is_call ? process : cpu;
    span.name = is_call ? builder.name(model.name(model[row])) : trace::StringId{0};
    span.cause = no_span;
    span.evidence = is_call ? trace::Evidence::measured : trace::Evidence::inferred;
    span.soft_begin = span.soft_end = !is_call;
    if (is_call) {
      trace::Call call = model.call(span.call);
      call.begin = span.begin;
      call.end = span.end;
      call.name = span.name;
      call.label = builder.label(model.label(model[row]));
      builder.call(call);
    }
    builder.add(span);
  }
  Span extra;
  extra.kind = Kind::syscall;
  extra.lane = process;
  extra.begin = later(model.end());
  extra.end = extra.begin + Time::from_ps(50'000'000);
  extra.name = builder.name("poll");
  trace::Call call;
  call.begin = extra.begin;
  call.end = extra.end;
  call.name = extra.name;
  extra.call = builder.call(call);
  extra.evidence = trace::Evidence::measured;
  builder.add(extra);
  builder.finish(extra.end);
  return builder.take();
}

/// One of the cases that ship, both ways.
struct Both {
  explicit Both(const char* scenario = "many-small-chunks", std::size_t which = 0)
      : model(test::trace_of(test::shipped(scenario), which)), kernel(as_run_here(model)),
        model_story(model), kernel_story(kernel), pairing(model, kernel) {}

  OverlayPlan plan(bool by_call) const {
    return {&model_story, &kernel_story, &pairing, by_call, 0, 1, {}};
  }
  Trace model, kernel;
  Story model_story, kernel_story;
  analysis::Pairing pairing;
};

SpanId last_call(const Trace& trace) {
  return trace.previous(trace.size(), trace::set_of(Kind::syscall));
}

TEST(Overlay, on_one_clock_is_one_part_and_by_call_as_many_as_there_are_calls_in_both) {
  const Both both("four-ways");
  EXPECT_EQ(overlay_parts(both.plan(false)).size(), 1U);
  const auto parts = overlay_parts(both.plan(true));
  ASSERT_EQ(parts.size(), both.pairing.calls().size());
  double place = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const analysis::Pairing::Pair pair = both.pairing.calls()[i];
    EXPECT_EQ(parts[i].model_begin, both.model[pair.model].begin);
    EXPECT_EQ(parts[i].kernel_begin, both.kernel[pair.kernel].begin);
    EXPECT_DOUBLE_EQ(parts[i].place, place);
    place += parts[i].width();
    const bool is_last = i + 1 == parts.size();
    EXPECT_EQ(parts[i].kernel_end, is_last ? both.kernel.end() : parts[i + 1].kernel_begin);
    EXPECT_EQ(parts[i].model_end, is_last ? both.model.end() : parts[i + 1].model_begin);
  }
}

TEST(Overlay, calls_too_near_to_be_told_apart_go_with_the_one_before) {
  const Both both;
  const auto all = overlay_parts(both.plan(true));
  const double least = all.back().place / 10;
  const auto few = overlay_parts(both.plan(true), least);
  EXPECT_LT(few.size(), all.size());
  EXPECT_GT(few.size(), 3U);
  for (std::size_t i = 1; i + 1 < few.size(); ++i)
    EXPECT_GE(few[i].width(), least);
  EXPECT_EQ(few.back().kernel_end, both.kernel.end());
  EXPECT_EQ(few.back().model_end, both.model.end());
}

/// Where the bar of a row begins; −1 where it has none of its own.
float left_of(const Picture& picture, std::string_view run, SpanId row) {
  for (const Region& region : picture.regions())
    if (region.action.text == run && region.action.number == row) return region.box.x;
  return -1;
}

TEST(Overlay, by_call_each_call_begins_where_its_partner_does) {
  const Both both("four-ways");
  const Style style{dark_theme(), measure, Language::en};
  const Box box{0, 0, 1200, 260};
  const Picture aligned = draw_overlay(both.plan(true), box, style);
  for (const analysis::Pairing::Pair& pair : both.pairing.calls()) {
    const float model = left_of(aligned, overlay_model, pair.model);
    ASSERT_GE(model, 0);
    EXPECT_NEAR(model, left_of(aligned, overlay_kernel, pair.kernel), 2);
  }
  const Picture apart = draw_overlay(both.plan(false), box, style);
  const analysis::Pairing::Pair second = both.pairing.calls().at(1);
  EXPECT_GT(left_of(apart, overlay_kernel, second.kernel),
            left_of(apart, overlay_model, second.model) + 10);
}

TEST(Overlay, what_is_pointed_at_is_ringed_in_both_and_told_with_both_times) {
  const Both both("four-ways");
  const Style style{light_theme(), measure, Language::en};
  const auto rings = [&](const OverlayPlan& plan) {
    int count = 0;
    const Picture picture = draw_overlay(plan, {0, 0, 1200, 260}, style);
    for (const Shape& shape : picture.shapes())
      if (const auto* const outline = std::get_if<Outline>(&shape))
        count += outline->stroke.color == light_theme().accent && outline->stroke.width == 2;
    return count;
  };
  OverlayPlan plan = both.plan(false);
  EXPECT_EQ(rings(plan), 0);
  plan.pointed = {false, both.pairing.calls().back().model};
  EXPECT_EQ(rings(plan), 2);
  EXPECT_THAT(overlay_text(plan, plan.pointed, Language::en),
              testing::AllOf(testing::StartsWith("write() at 0 B: "),
                             testing::HasSubstr(" simulated, "),
                             testing::EndsWith(" real, 3.00 times as long")));
  plan.pointed = {true, last_call(both.kernel)};
  EXPECT_EQ(rings(plan), 1);
  EXPECT_EQ(overlay_text(plan, plan.pointed, Language::en), "poll(), 50 µs: only here, for real");
  EXPECT_EQ(overlay_summary(plan, Language::en),
            "2 calls in both, 0 only in the model, 1 only for real");
}

TEST(Overlay, what_nobody_measured_has_no_time_of_its_own) {
  const Both both("four-ways");
  const SpanId copy = both.kernel.next(0, trace::set_of(Kind::cpu_copy));
  ASSERT_NE(both.pairing.of_kernel(copy), no_span);
  EXPECT_THAT(overlay_text(both.plan(false), {true, copy}, Language::en),
              testing::HasSubstr("nobody measured"));
}

TEST(Overlay, can_be_read_at_all_sizes_zoomed_and_aligned_in_both_languages) {
  for (const char* const scenario : {"four-ways", "many-small-chunks"}) {
    const Both both(scenario, 1);
    for (const Language language : {Language::en, Language::zh})
      for (const Theme* const theme : {&dark_theme(), &light_theme()})
        for (const float width : {480.0F, 700.0F, 1240.0F, 1880.0F})
          for (const float height : {110.0F, 190.0F, 420.0F})
            for (const bool by_call : {false, true})
              for (const double end : {1.0, 0.3, 0.001}) {
                OverlayPlan plan = both.plan(by_call);
                plan.begin = end / 3;
                plan.end = plan.begin + end * 2 / 3;
                plan.pointed = {false, both.pairing.calls().front().model};
                const Picture drawn =
                    draw_overlay(plan, {0, 0, width, height}, {*theme, measure, language});
                EXPECT_THAT(legibility_problems(drawn, {0, 0, width, height}, theme->panel),
                            testing::IsEmpty())
                    << scenario << ", " << width << " × " << height << ", " << theme->id
                    << (by_call ? ", by call, " : ", on one clock, ") << end;
                for (const Region& region : drawn.regions()) {
                  EXPECT_GE(region.box.x, 0);
                  EXPECT_LE(region.box.right(), width);
                }
              }
  }
}

} // namespace
} // namespace copyscope::figure
