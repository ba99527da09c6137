// The model's lanes over the kernel's and the reasons why they part, read at all sizes.
#include "tests/window/legible_fixture.h"

#include "gui/session/gestures.h"
#include "gui/views/real_overlay.h"
#include "sim/trace/builder.h"

namespace copyscope::gui {
namespace {

/// As the model has it, but all takes three times as long: its calls and its copies.
trace::Trace thrice(const trace::Trace& model) {
  trace::TraceBuilder builder;
  trace::Header header = model.header();
  header.source = trace::Source::real;
  header.observations = {{"bytes", 65536, "measured"}, {"duration", 500'000'000, "measured"}};
  builder.start(header);
  for (const trace::Lane& lane : model.lanes())
    builder.lane(lane);
  for (trace::SpanId row = 0; row < model.size(); ++row) {
    trace::Span span = model[row];
    const bool is_call = span.kind == trace::Kind::syscall;
    if (!is_call && span.kind != trace::Kind::cpu_copy) continue;
    span.begin = Time::from_ps(span.begin.ps() * 3);
    span.end = Time::from_ps(span.end.ps() * 3);
    span.cause = trace::no_span;
    span.name = builder.name(model.name(model[row]));
    span.evidence = is_call ? trace::Evidence::measured : trace::Evidence::inferred;
    if (is_call) {
      trace::Call call = model.call(span.call);
      call.name = span.name;
      call.label = builder.label(model.label(model[row]));
      builder.call(call);
    }
    builder.add(span);
  }
  builder.finish(Time::from_ps(model.end().ps() * 3));
  return builder.take();
}

class LegibleLanes : public Legible {
protected:
  /// The first case ran, and differs in all that can be told.
  void run() {
    controller.perform({action::view, 0, "real"});
    controller.perform({action::run_real, 0, ""});
    const trace::Trace& model = *controller.session().shown_slot().trace();
    analysis::Report report = real_report(controller.session().scenario(), model.header());
    analysis::CaseReport& first = report.cases.front();
    const std::string id = first.id();
    const auto rounds = first.rounds;
    first = analysis::case_of(std::make_shared<const trace::Trace>(thrice(model)));
    first.result.id = id;
    first.rounds = rounds;
    analysis::Result& real = first.result;
    real = controller.session().shown_slot().result().value();
    real.source = trace::Source::real;
    real.duration_ps = 1'234'000'000;
    real.time_ps = 800'000'000;
    real.context_switches = 1034;
    real.cpu_copies = 5509;
    real.cpu_bytes = 1'000'000;
    real.minor_faults = 787;
    for (const auto& [path, value] : {std::pair{"sender.context_switches.voluntary", 62},
                                      {"sender.context_switches.involuntary", 972},
                                      {"tcp.limited_by_send_buffer_us", 4100},
                                      {"copied.card.bytes", 655'360'000},
                                      {"copied.card.times", 5509},
                                      {"disk.read_bytes", 65536},
                                      {"first_touch.first_ps", 32'150'000},
                                      {"first_touch.again_ps", 8'507'000},
                                      {"first_touch.bytes", 65536}})
      first.facts.add(path, value);
    first.facts.add("first_touch.virtual_machine", std::string("yes"));
    runner.script.report = std::move(report);
    controller.tick(0.01);
    rest();
  }

  /// The two panes by themselves, in the room that another layout may give them.
  void look_at_panes(const std::string& where) {
    const Scene scene = scene_of(controller, catalog);
    for (const figure::Box box :
         {figure::Box{0, 0, 992, 420}, {0, 0, 620, 180}, {0, 0, 1888, 700}, {0, 0, 340, 240}})
      for (const assets::Language language : {assets::Language::en, assets::Language::zh})
        for (const figure::Theme* const theme : {&figure::dark_theme(), &figure::light_theme()}) {
          const figure::Style style{*theme, fonts, language};
          figure::Picture lanes(fonts), reasons(fonts);
          Ui for_lanes(lanes, style, nullptr), for_reasons(reasons, style, nullptr);
          if (box.w > 500) draw_real_overlay(for_lanes, scene, box);
          draw_real_divergences(for_reasons, scene, box);
          for (const figure::Picture* const each : {&lanes, &reasons})
            for (const std::string& problem :
                 figure::legibility_problems(*each, box, theme->ground))
              ADD_FAILURE() << where << ", " << box.w << " × " << box.h << ", " << theme->id << ": "
                            << problem;
        }
  }
};

TEST_F(LegibleLanes, on_one_clock_and_by_call) {
  for (const char* const scenario : {"four-ways", "many-small-chunks"}) {
    open(scenario);
    look_at_panes("nothing has run");
    run();
    ASSERT_NE(controller.race().pairing(), nullptr);
    look("on one clock");
    look_at_panes("on one clock");
    controller.perform({action::align_offsets, 0, ""});
    look("by call");
    look_at_panes("by call");
    controller.perform({action::scroll, 960, "divergences"});
    look_at_panes("scrolled");
    controller.perform({action::align_offsets, 0, ""});
  }
}

} // namespace
} // namespace copyscope::gui
