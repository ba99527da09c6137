// The real run as the window sees it, with a runner that does what the test says.
#include "gui/control/field_problem.h"
#include "gui/session/gestures.h"
#include "gui/session/real.h"

#include "gui/views/panes.h"
#include "sim/trace/json.h"
#include "tests/gui/controller_fixture.h"
#include "tests/gui/scripted_runner.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

class RealTest : public ::testing::Test {
protected:
  RealTest() {
    controller_.perform({action::open, 0, "four-ways"});
    while (controller_.work(20'000)) {
    }
  }
  static Services services(const TestFiles& files, RealRunner& runner, Exporter& exporter) {
    Services services = test_services(files, &exporter);
    services.real = &runner;
    return services;
  }
  /// A report on three cases with traces that say they are real, and on one that could not run.
  analysis::Report report() {
    return real_report(controller_.session().scenario(), controller_.trace()->header());
  }
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    EXPECT_TRUE(controller_.perform({name, number, text})) << name;
    while (controller_.work(20'000)) {
    }
  }
  void run() {
    perform(action::run_real);
    runner_.script.report = report();
    controller_.tick(0.01);
  }
  /// All that is written in the window, as it is now.
  std::vector<std::string> texts() {
    const figure::FakeMeasure measure;
    const std::vector<Listed> catalog = catalog_of(controller_.session().services());
    const figure::Picture picture =
        draw_window(scene_of(controller_, catalog), {0, 0, 1280, 800},
                    {figure::dark_theme(), measure, controller_.choices().language}, nullptr);
    std::vector<std::string> texts;
    for (const figure::Shape& shape : picture.shapes())
      if (const auto* const label = std::get_if<figure::Label>(&shape))
        texts.push_back(label->text);
    return texts;
  }

  TestFiles files_;
  ScriptedRunner runner_;
  TestExporter exporter_;
  Controller controller_{services(files_, runner_, exporter_), {}, test_stamper(files_)};
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
  EXPECT_EQ(state_of(controller_)["real"]["cases"][3]["ran"], false);
  EXPECT_TRUE(controller_.real().is_about(controller_.session().scenario()));
  EXPECT_NE(controller_.real().find("sendfile-sg")->reason, "");
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
  EXPECT_EQ(controller_.trace()->size(), 2U);
  controller_.perform({action::show_case, 3}); // it has none: the simulated one
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
  EXPECT_FALSE(dialog.can_choose(ExportControl::cases, 3)); // it has not been measured
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
  runner_.script.report = analysis::Report{.error = "cancelled"};
  controller_.tick(0.01);
  EXPECT_TRUE(controller_.real().was_cancelled());
  EXPECT_FALSE(controller_.real().is_cancelling());
}

TEST_F(RealTest, cancelled_later_it_keeps_what_is_done) {
  perform(action::run_real);
  perform(action::cancel);
  analysis::Report partial = report();
  partial.cancelled = true;
  runner_.script.report = std::move(partial);
  controller_.tick(0.01);
  EXPECT_FALSE(controller_.real().was_cancelled());
  EXPECT_EQ(state_of(controller_)["real"]["cancelled"], true);
  EXPECT_NE(controller_.real().trace("read-write"), nullptr);
  EXPECT_THAT(texts(), Contains("Cancelled. These are the rounds that were made by then."));
}

TEST_F(RealTest, how_it_is_made_is_chosen_in_the_window) {
  perform(action::set, 0, "real.rounds=15");
  perform(action::set, 0, "real.path=loopback");
  perform(action::set, 0, "real.drain=trunc");
  perform(action::set, 1, "real.file=/var/tmp/a=b.bin"); // as it is typed
  perform(action::run_real);
  const RealSettings wanted{"/var/tmp/a=b.bin", 15, "loopback", "trunc"};
  EXPECT_EQ(runner_.script.settings, wanted);
  EXPECT_EQ(state_of(controller_)["real"]["rounds"], 15);
}

TEST_F(RealTest, what_is_no_such_choice_changes_nothing) {
  for (const char* const wrong : {"real.rounds=8", "real.rounds=many", "real.path=wifi",
                                  "real.drain=", "real.colour=red", "real.rounds"})
    perform(action::set, 0, wrong);
  EXPECT_EQ(controller_.real().settings(), RealSettings());
}

TEST_F(RealTest, a_file_of_ones_own_gives_the_simulated_run_its_size) {
  files_.write("mine.bin", std::string(5000, 'x'));
  perform(action::set, 0, "real.file=mine.bin");
  perform(action::run_real);
  for (const scenario::Case& each : runner_.script.scenario.cases)
    EXPECT_EQ(each.workload.file_size, Bytes(5000));
  EXPECT_EQ(controller_.session().slot(0).result()->bytes, 5000);
  EXPECT_TRUE(controller_.what_if().can_undo());
}

TEST_F(RealTest, without_that_file_the_simulated_run_has_its_own_size_again) {
  const Bytes own = controller_.session().scenario().cases[0].workload.file_size;
  files_.write("mine.bin", std::string(5000, 'x'));
  perform(action::set, 0, "real.file=mine.bin");
  perform(action::run_real);
  runner_.script.report = analysis::Report();
  controller_.tick(0.01);
  perform(action::set, 0, "real.file=");
  perform(action::run_real);
  for (const scenario::Case& each : runner_.script.scenario.cases)
    EXPECT_EQ(each.workload.file_size, own);
  EXPECT_FALSE(controller_.what_if().can_reset());
}

TEST_F(RealTest, an_address_is_judged_where_it_is_typed_and_can_be_taken_back) {
  const auto problem_of = [this](const std::string& typed) {
    const auto problem = field_problem(controller_, {action::set, 0, "real.path=" + typed});
    return problem ? problem->key : "";
  };
  EXPECT_EQ(problem_of("not a host"), "form.address");
  EXPECT_EQ(problem_of("192.0.2.7:123456"), "form.address");
  EXPECT_EQ(problem_of("192.0.2.7:7000"), "");
  EXPECT_EQ(problem_of("veth"), "");
  EXPECT_EQ(problem_of(""), "");
  perform(action::set, 0, "real.path=192.0.2.7:7000");
  EXPECT_EQ(controller_.real().settings().path, "192.0.2.7:7000");
  perform(action::set, 0, "real.path=");
  EXPECT_EQ(controller_.real().settings().path, "auto");
}

TEST_F(RealTest, a_file_that_is_not_there_is_told_in_the_view) {
  perform(action::set, 0, "real.file=/nowhere.bin");
  perform(action::run_real);
  runner_.script.report =
      analysis::Report{.error = "/nowhere.bin: ENOENT (No such file or directory)"};
  controller_.tick(0.01);
  EXPECT_THAT(texts(), Contains(HasSubstr("/nowhere.bin: ENOENT")));
}

TEST_F(RealTest, its_view_shows_ratios_with_intervals_and_ties) {
  run();
  EXPECT_THAT(texts(), IsSupersetOf({"× 1.43 (1.31 – 1.58)", "≈ 1.01 (0.97 – 1.04)",
                                     "17.23 – 28.19 ms", "median of 7 rounds"}));
  std::string all; // what is wrapped is in several texts
  for (const std::string& text : texts())
    all += text + " ";
  EXPECT_THAT(all, HasSubstr("≈ a tie: the difference is below the spread"));
}

TEST_F(RealTest, its_view_shows_figures_over_the_rounds_with_their_evidence) {
  run();
  EXPECT_THAT(texts(), Contains(HasSubstr("Each short mark is a round")));
  perform(action::real_part, 0, "counts");
  perform(action::show_case, 2);
  EXPECT_THAT(texts(), IsSupersetOf({"Over the rounds", "always the same", "3 – 6", "Evidence",
                                     "measured", "inferred"}));
  EXPECT_THAT(texts(), Contains("Simulated"));
}

TEST_F(RealTest, its_view_has_no_raw_keys) {
  run();
  perform(action::scroll, 1440, "environment"); // past the first three
  for (const figure::Language language : {figure::Language::en, figure::Language::zh}) {
    if (controller_.choices().language != language) perform(action::language);
    for (const std::string& text : texts())
      EXPECT_THAT(text, AllOf(Not(HasSubstr("path_reason")), Not(HasSubstr("congestion_control"))));
  }
  EXPECT_THAT(texts(), Contains("拥塞控制算法"));
}

TEST_F(RealTest, a_race_never_takes_what_was_not_observed_for_zero) {
  run();
  perform(action::view, 0, "compare");
  perform(action::against_real);
  EXPECT_THAT(texts(), Contains("not observed"));
  EXPECT_THAT(texts(), Contains(HasSubstr("median of 7"))); // in place of copies saved
  EXPECT_THAT(texts(), Not(Contains(HasSubstr("saves"))));
}

TEST_F(RealTest, a_run_has_one_duration_though_a_call_returns_later) {
  run();
  perform(action::source, 0, "real");
  perform(action::view, 0, "stage");
  perform(action::end);
  EXPECT_EQ(controller_.trace()->end(), Time::from_ps(1234));
  EXPECT_THAT(texts(), Contains("1 ns"));
  EXPECT_THAT(texts(), Not(Contains("1.234 ns")));
}

TEST_F(RealTest, a_saved_real_trace_opens_as_real_with_its_evidence) {
  std::string saved;
  trace::save_json(real_trace(controller_.trace()->header()),
                   [&saved](std::string_view piece) { saved += piece; });
  files_.write("saved.json", saved);
  perform(action::open, 0, "saved.json");
  EXPECT_TRUE(controller_.shows_real());
  EXPECT_EQ(state_of(controller_)["source"], "real");
  ASSERT_NE(controller_.real().find("read-write"), nullptr);
  EXPECT_EQ(controller_.real().find("read-write")->result.cpu_copies, 2);
  EXPECT_EQ(controller_.session().slot(0).result()->source, trace::Source::simulated);
  perform(action::view, 0, "real");
  EXPECT_THAT(texts(), Contains("Linux 6.1"));
  EXPECT_THAT(texts(), Contains(HasSubstr("A saved real run")));
  perform(action::real_part, 0, "counts");
  EXPECT_THAT(texts(), IsSupersetOf({"measured", "inferred"}));
  perform(action::run_real); // not here: it is another machine's
  EXPECT_FALSE(runner_.script.started);
  perform(action::open, 0, "four-ways");
  EXPECT_FALSE(controller_.shows_real());
  EXPECT_FALSE(controller_.real().report());
}

TEST_F(RealTest, what_cannot_be_started_is_told) {
  runner_.script.refusal = "fork: EAGAIN";
  perform(action::run_real);
  EXPECT_THAT(texts(), Contains(HasSubstr("fork: EAGAIN")));
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

TEST_F(RealTest, what_was_measured_before_a_change_is_compared_with_nothing) {
  const std::string changed =
      "The scenario has been changed since: what was measured is the one before.";
  run();
  for (const char* const part : {"spans", "counts"}) {
    perform(action::real_part, 0, part);
    EXPECT_THAT(texts(), Not(Contains(changed))) << part;
  }
  perform(action::set, 0, "workload.chunk=4 KiB");
  for (const char* const part : {"spans", "counts"}) {
    perform(action::real_part, 0, part);
    EXPECT_THAT(texts(), Contains(changed)) << part;
  }
  const std::vector<std::string> all = texts(); // of the counts
  EXPECT_TRUE(std::ranges::none_of(
      all, [](const std::string& text) { return text.starts_with("Not explained"); }));
}

TEST_F(RealTest, durations_of_many_cases_are_scrolled_and_show_the_case_that_is_shown_since) {
  perform(action::open, 0, "every-way"); // 15 cases
  perform(action::view, 0, "real");
  const auto shows = [&](std::size_t index) {
    const std::string title = controller_.session().which(index).title.en;
    const std::vector<std::string> all = texts();
    return std::ranges::find(all, title) != all.end();
  };
  EXPECT_TRUE(shows(0));
  EXPECT_FALSE(shows(14));
  perform(region::scroll, 100'000, Choices::durations_list);
  EXPECT_FALSE(shows(0));
  EXPECT_TRUE(shows(14));
  perform(action::show_case, 14); // a click on it moves nothing
  EXPECT_TRUE(shows(14));
  EXPECT_FALSE(shows(2));
  perform(action::show_case, 2);
  EXPECT_TRUE(shows(2));
  perform(region::scroll, -100'000, Choices::durations_list);
  EXPECT_TRUE(shows(0));
}

TEST_F(RealTest, an_empty_file_is_said_to_be_one_wherever_it_is_looked_at) {
  perform(action::set, 0, "workload.file_size=0 B");
  for (const char* const view : {"stage", "compare"}) {
    perform(action::view, 0, view);
    EXPECT_THAT(texts(), Contains("Nothing happens here: there is no byte to send.")) << view;
    EXPECT_THAT(texts(), Not(Contains("simulating…"))) << view;
  }
  perform(action::view, 0, "stage");
  perform(action::present);
  const std::vector<std::string> all = texts();
  EXPECT_TRUE(std::ranges::any_of(
      all, [](const std::string& text) { return text.starts_with("Nothing happens here"); }));
}

} // namespace
} // namespace copyscope::gui
