// The real run as the window sees it, with a runner that does what the test says.
#include "gui/session/real.h"

#include "tests/gui/controller_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

/// What the window asks for, and what it gets.
struct Script {
  bool started = false, cancelled = false, dropped = false;
  double progress = 0;
  std::string current;
  std::optional<RealReport> report; ///< once it is there, the run is over
};

class ScriptedRun final : public RealRun {
public:
  explicit ScriptedRun(Script& script) : script_(script) {}
  ~ScriptedRun() override { script_.dropped = true; }
  ScriptedRun(const ScriptedRun&) = delete;
  ScriptedRun& operator=(const ScriptedRun&) = delete;

  std::optional<RealReport> poll() override { return std::exchange(script_.report, std::nullopt); }
  double progress() const override { return script_.progress; }
  std::string current() const override { return script_.current; }
  void cancel() override { script_.cancelled = true; }

private:
  Script& script_;
};

class ScriptedRunner final : public RealRunner {
public:
  std::unique_ptr<RealRun> start(const scenario::Scenario&) override {
    script.started = true;
    return std::make_unique<ScriptedRun>(script);
  }
  Script script;
};

class RealTest : public ::testing::Test {
protected:
  RealTest() {
    controller_.perform({action::open, 0, "four-ways"});
    while (controller_.work(20'000)) {
    }
  }
  static Hands hands(const TestFiles& files, RealRunner& runner, Exporter& exporter) {
    Hands hands = test_hands(files, &exporter);
    hands.real = &runner;
    return hands;
  }
  /// A report on read-write, with a trace that says it is real, and on one that could not run.
  RealReport report() {
    RealReport report;
    RealCase ran{"read-write", true, "", *controller_.session().slot(0).result(), {}, {}};
    trace::TraceBuilder builder;
    const auto& simulated = *controller_.trace();
    trace::Header header = simulated.header();
    header.source = trace::Source::real;
    builder.start(header);
    trace::Span call;
    call.kind = trace::Kind::syscall;
    call.lane = builder.lane("process0");
    call.name = builder.name("read");
    call.call = 1;
    call.end = Time::from_ps(500);
    builder.add(call);
    builder.finish(Time::from_ps(1000));
    ran.trace = builder.take();
    report.cases.push_back(std::move(ran));
    report.cases.push_back({"sendfile-sg", false, "EPERM", {}, {}, {}});
    report.environment = {{"kernel", "6.1"}};
    return report;
  }

  TestFiles files_;
  ScriptedRunner runner_;
  TestExporter exporter_;
  Controller controller_{hands(files_, runner_, exporter_), {}, test_stamper(files_)};
};

TEST_F(RealTest, a_run_is_started_watched_and_over) {
  controller_.perform({action::run_real});
  EXPECT_TRUE(runner_.script.started);
  EXPECT_EQ(controller_.choices().view, View::real);
  runner_.script.progress = 0.5;
  runner_.script.current = "sendfile";
  EXPECT_TRUE(controller_.tick(0.01));
  EXPECT_TRUE(controller_.is_busy());
  EXPECT_EQ(state_of(controller_)["real"]["progress"], 0.5);
  EXPECT_EQ(state_of(controller_)["real"]["running"], true);
  EXPECT_FALSE(controller_.tick(0.01)); // nothing new
  runner_.script.report = report();
  EXPECT_TRUE(controller_.tick(0.01));
  EXPECT_FALSE(controller_.real().is_running());
  EXPECT_EQ(state_of(controller_)["real"]["cases"][1]["ran"], false);
  EXPECT_TRUE(controller_.real().is_about(controller_.session().scenario()));
  EXPECT_EQ(controller_.real().find("sendfile-sg")->reason, "EPERM");
}

TEST_F(RealTest, its_trace_plays_on_the_same_stage) {
  controller_.perform({action::source, 0, "real"}); // there is none yet
  EXPECT_FALSE(controller_.shows_real());
  controller_.perform({action::run_real});
  runner_.script.report = report();
  controller_.tick(0.01);
  EXPECT_FALSE(controller_.shows_real());
  controller_.perform({action::source, 0, "real"});
  EXPECT_TRUE(controller_.shows_real());
  EXPECT_EQ(state_of(controller_)["source"], "real");
  EXPECT_EQ(controller_.trace()->size(), 1U);
  controller_.perform({action::show_case, 1}); // it has none: the simulated one
  EXPECT_FALSE(controller_.shows_real());
  controller_.perform({action::show_case, 0});
  EXPECT_TRUE(controller_.shows_real());
  controller_.perform({action::source});
  EXPECT_FALSE(controller_.shows_real());
}

TEST_F(RealTest, its_trace_is_exported_where_it_is_shown) {
  controller_.perform({action::run_real});
  runner_.script.report = report();
  controller_.tick(0.01);
  controller_.perform({action::source, 0, "real"});
  controller_.perform({action::export_as});
  const ExportDialog& dialog = controller_.export_dialog();
  ASSERT_EQ(dialog.runs().size(), 1U);
  EXPECT_EQ(dialog.runs().front().get(), controller_.trace());
  EXPECT_TRUE(dialog.path().starts_with("four-ways-read-write-real")) << dialog.path();
  EXPECT_FALSE(dialog.can_choose(ExportControl::cases, 1)); // it has not been measured
}

TEST_F(RealTest, cancelling_asks_the_run_and_waits_for_it) {
  controller_.perform({action::cancel}); // nothing to cancel
  controller_.perform({action::run_real});
  controller_.perform({action::cancel});
  controller_.perform({action::cancel});
  EXPECT_TRUE(runner_.script.cancelled);
  EXPECT_TRUE(controller_.real().is_cancelling());
  runner_.script.started = false;
  controller_.perform({action::run_real}); // one at a time
  EXPECT_FALSE(runner_.script.started);
  runner_.script.report = RealReport{{}, {}, "cancelled"};
  controller_.tick(0.01);
  EXPECT_TRUE(controller_.real().was_cancelled());
  EXPECT_FALSE(controller_.real().is_cancelling());
}

TEST_F(RealTest, opening_another_scenario_drops_the_run_and_its_report) {
  controller_.perform({action::run_real});
  controller_.perform({action::open, 0, "before-dma"});
  EXPECT_TRUE(runner_.script.dropped);
  EXPECT_FALSE(controller_.real().is_running());
}

TEST_F(RealTest, a_report_about_other_settings_is_known_as_such) {
  controller_.perform({action::run_real});
  runner_.script.report = report();
  controller_.tick(0.01);
  controller_.perform({action::set, 0, "workload.file_size=1 MiB"});
  EXPECT_FALSE(controller_.real().is_about(controller_.session().scenario()));
}

TEST(RealWithoutARunner, is_not_available) {
  Real real(nullptr);
  EXPECT_FALSE(real.is_available());
  EXPECT_FALSE(real.start({}));
  EXPECT_FALSE(real.poll());
  EXPECT_EQ(real.trace("a"), nullptr);
}

} // namespace
} // namespace copyscope::gui
