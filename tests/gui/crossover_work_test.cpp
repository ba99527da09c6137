// The crossover as the window sees it, with a meter that does what the test says.
#include "gui/control/state_json.h"
#include "gui/views/panes.h"
#include "tests/gui/controller_fixture.h"
#include "tests/gui/scripted_meter.h"
#include "tests/gui/scripted_runner.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class CrossoverTest : public ::testing::Test {
protected:
  CrossoverTest() {
    Services services = test_services(files_, &exporter_);
    services.real = &runner_;
    services.crossover = &meter_;
    controller_.emplace(services, Choices{}, test_stamper(files_));
    perform(action::open, 0, "four-ways");
  }
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    EXPECT_TRUE(controller_->perform({name, number, text})) << name;
    while (controller_->work(20'000)) {
    }
  }
  void comes(CrossoverOutcome outcome) {
    meter_.script.outcome = std::move(outcome);
    EXPECT_TRUE(controller_->tick(0.01));
  }
  nlohmann::ordered_json state() { return state_of(*controller_)["crossover"]; }
  figure::Picture picture() {
    static const figure::FakeMeasure measure;
    return draw_window(scene_of(*controller_, catalog_of(controller_->session().services())),
                       {0, 0, 1280, 800},
                       {figure::dark_theme(), measure, controller_->choices().language}, nullptr);
  }
  std::vector<std::string> texts() {
    std::vector<std::string> texts;
    for (const figure::Picture drawn = picture(); const figure::Shape& shape : drawn.shapes())
      if (const auto* const label = std::get_if<figure::Label>(&shape))
        texts.push_back(label->text);
    return texts;
  }

  TestFiles files_;
  TestExporter exporter_;
  ScriptedRunner runner_;
  ScriptedMeter meter_;
  std::optional<Controller> controller_;
};

TEST_F(CrossoverTest, is_measured_for_the_time_that_was_chosen_and_watched) {
  perform(action::set, 0, "crossover.seconds=20");
  perform(action::measure_crossover);
  EXPECT_EQ(meter_.script.seconds, 20);
  EXPECT_EQ(controller_->choices().view, View::real);
  EXPECT_EQ(controller_->choices().real_part, RealPart::crossover);
  meter_.script.progress = 0.37;
  EXPECT_TRUE(controller_->tick(0.01));
  EXPECT_FALSE(controller_->tick(0.01)); // nothing new
  EXPECT_TRUE(controller_->is_busy());
  EXPECT_EQ(state()["progress"], 0.37);
  EXPECT_THAT(texts(), Contains("Measuring: 37 %"));
  perform(action::measure_crossover); // one at a time
  perform(action::run_real);
  EXPECT_EQ(meter_.script.started, 1);
  EXPECT_FALSE(runner_.script.started);
  comes({{some_crossover()}, {}});
  EXPECT_EQ(state()["running"], false);
  EXPECT_EQ(state()["measured"], 18);
  EXPECT_EQ(state()["predicted"], 0);
  EXPECT_THAT(texts(), Contains("3,413 of 3,413 sends: not copied"));
  EXPECT_THAT(texts(), Contains("sendfile pays from 2 KiB on, against read + write"));
}

TEST_F(CrossoverTest, cancelled_or_failed_it_keeps_what_was_measured_before) {
  perform(action::measure_crossover);
  comes({{some_crossover()}, {}});
  perform(action::measure_crossover);
  perform(action::cancel);
  EXPECT_TRUE(meter_.script.cancelled);
  EXPECT_TRUE(controller_->crossover().is_cancelling());
  comes({{}, "cancelled"});
  EXPECT_EQ(state()["error"], "cancelled");
  EXPECT_EQ(state()["measured"], 18);
  meter_.script.refusal = "fork: EAGAIN";
  perform(action::measure_crossover);
  EXPECT_THAT(texts(), Contains(HasSubstr("fork: EAGAIN")));
  EXPECT_EQ(state()["measured"], 18);
  perform(action::open, 0, "before-dma"); // it is about the machine
  EXPECT_EQ(state()["measured"], 18);
}

TEST_F(CrossoverTest, switches_choose_its_curves) {
  perform(action::measure_crossover);
  comes({{some_crossover()}, {}});
  perform(action::set, 0, "crossover.scatter_gather=off");
  EXPECT_EQ(state()["scatter_gather"], false);
  EXPECT_THAT(texts(), Contains("0 of 3,413 sends: not copied"));
  const std::vector<std::string> once = texts();
  perform(action::set, 0, "crossover.mapping=mapped-each-time");
  EXPECT_EQ(state()["mapping"], "mapped-each-time");
  EXPECT_NE(texts(), once);
  perform(action::set, 0, "crossover.scatter_gather=on");
  perform(action::set, 0, "crossover.mapping=mapped-once");
  perform(action::set, 0, "crossover.against=mmap-write");
  EXPECT_EQ(state()["against"], "mmap-write");
  EXPECT_THAT(texts(), Contains(HasSubstr("against mmap + write")));
  EXPECT_THAT(texts(), Not(Contains(HasSubstr("against read + write"))));
  for (const char* const wrong :
       {"crossover.against=sendfile", "crossover.mapping=file", "crossover.seconds=41",
        "crossover.scatter_gather=maybe", "crossover.seconds"})
    EXPECT_FALSE(CrossoverWork(&meter_).set(wrong)) << wrong;
}

TEST_F(CrossoverTest, is_measured_over_sizes_of_chunks_or_of_files_and_keeps_both) {
  perform(action::measure_crossover);
  EXPECT_EQ(meter_.script.over, analysis::Over::chunk);
  comes({{some_crossover()}, {}});
  perform(action::set, 0, "crossover.mapping=private-buffer");
  perform(action::set, 0, "crossover.over=file-size");
  EXPECT_EQ(state()["over"], "file-size");
  EXPECT_EQ(state()["measured"], 0);
  EXPECT_EQ(state()["mapping"], "mapped-each-time"); // memory of its own is no file
  EXPECT_EQ(picture().find({action::set, 0, "crossover.mapping=private-buffer"}), nullptr);
  EXPECT_FALSE(
      CrossoverWork(&meter_, analysis::Over::file_size).set("crossover.mapping=private-buffer"));
  EXPECT_THAT(texts(), Contains("Measure crossover"));
  perform(action::measure_crossover);
  EXPECT_EQ(meter_.script.over, analysis::Over::file_size);
  perform(action::set, 0, "crossover.over=chunk"); // looks at the other one meanwhile
  EXPECT_EQ(state()["measured"], 18);
  EXPECT_THAT(texts(), Contains(HasSubstr("Measuring file sizes: ")));
  comes({{some_file_crossover()}, {}});
  EXPECT_EQ(state()["measured"], 18);
  EXPECT_EQ(state()["mapping"], "private-buffer");
  perform(action::set, 0, "crossover.over=file-size");
  EXPECT_EQ(state()["measured"], 14);
  EXPECT_THAT(texts(), Contains("What does a MiB cost the CPU, by file size?"));
  perform(action::set, 0, "crossover.over=bytes"); // there is no such thing
  EXPECT_EQ(state()["over"], "file-size");
}

TEST_F(CrossoverTest, what_has_failed_is_said_of_the_one_that_was_asked_for) {
  perform(action::set, 0, "crossover.over=file-size");
  perform(action::measure_crossover);
  comes({{}, "no sink here"});
  EXPECT_EQ(state()["error"], "no sink here");
  perform(action::set, 0, "crossover.over=chunk");
  EXPECT_EQ(state()["error"], nullptr);
}

TEST_F(CrossoverTest, what_its_sizes_are_of_is_remembered) {
  perform(action::set, 0, "crossover.over=file-size");
  const Choices kept = choices_from_json(to_json(controller_->choices()));
  EXPECT_EQ(kept.crossover_over, analysis::Over::file_size);
  Services services = test_services(files_, &exporter_);
  services.crossover = &meter_;
  Controller again(services, kept, test_stamper(files_));
  EXPECT_EQ(again.crossover().over(), analysis::Over::file_size);
  EXPECT_EQ(choices_from_json(R"({"crossover_over": 3})").crossover_over, analysis::Over::chunk);
}

TEST_F(CrossoverTest, calibrating_predicts_all_that_was_measured) {
  for (const char* const over : {"chunk", "file-size"}) {
    perform(action::set, 0, std::string("crossover.over=") + over);
    perform(action::measure_crossover);
    comes({{some_crossover(controller_->crossover().over())}, {}});
  }
  perform(action::calibrate);
  EXPECT_THAT(meter_.script.to_predict,
              testing::ElementsAre(analysis::Over::chunk, analysis::Over::file_size));
  comes({{predicted(some_crossover()), predicted(some_file_crossover())}, {}});
  EXPECT_EQ(state()["predicted"], 14);
  perform(action::set, 0, "crossover.over=chunk");
  EXPECT_EQ(state()["predicted"], 18);
}

TEST_F(CrossoverTest, calibrating_asks_before_it_replaces_a_preset) {
  perform(action::measure_crossover);
  comes({{some_crossover()}, {}});
  meter_.script.preset = "/home/somebody/.config/copyscope/this-machine.toml";
  perform(action::calibrate);
  EXPECT_EQ(meter_.script.calibrations, 0);
  EXPECT_TRUE(controller_->confirm().is_open());
  EXPECT_EQ(controller_->confirm().key(), "replace_preset");
  EXPECT_THAT(texts(), Contains(HasSubstr("eplace the preset of this machine?")));
  perform(action::confirm, 0); // leave it as it was
  EXPECT_FALSE(controller_->confirm().is_open());
  EXPECT_EQ(meter_.script.calibrations, 0);
  perform(action::calibrate);
  perform(action::confirm, 1);
  EXPECT_FALSE(controller_->confirm().is_open());
  EXPECT_EQ(meter_.script.calibrations, 1);
}

TEST_F(CrossoverTest, calibrating_adds_the_prediction_and_says_why_it_could_not) {
  perform(action::calibrate); // nothing to predict yet
  EXPECT_EQ(meter_.script.calibrations, 0);
  perform(action::measure_crossover);
  comes({{some_crossover()}, {}});
  EXPECT_NE(picture().find({action::calibrate, 0, ""}), nullptr);
  perform(action::calibrate);
  comes({{}, "too noisy: try again"});
  EXPECT_THAT(texts(), Contains("too noisy: try again"));
  perform(action::calibrate);
  EXPECT_EQ(state()["calibrating"], true);
  comes({{predicted(some_crossover())}, {}});
  EXPECT_EQ(state()["predicted"], 18);
  EXPECT_THAT(texts(), Contains("1.0 %"));
  EXPECT_EQ(picture().find({action::calibrate, 0, ""}), nullptr);
}

TEST_F(CrossoverTest, points_and_crossings_tell_more_to_the_pointer) {
  perform(action::measure_crossover);
  comes({{predicted(some_crossover())}, {}});
  std::vector<std::string> hints;
  for (const figure::Picture drawn = picture(); const figure::Region& region : drawn.regions())
    hints.push_back(region.hint);
  EXPECT_THAT(hints, Contains("sendfile, 8 KiB: 2.76 µs (2.70 … 2.82); predicted: 2.79 µs"));
  EXPECT_THAT(hints, Contains(HasSubstr("it also pays at 512 B; tied at 1 KiB")));
}

TEST_F(CrossoverTest, the_part_of_the_view_is_remembered) {
  perform(action::view, 0, "real");
  perform(action::real_part, 0, "counts");
  EXPECT_EQ(state_of(*controller_)["real"]["part"], "counts");
  EXPECT_EQ(choices_from_json(to_json(controller_->choices())).real_part, RealPart::counts);
  perform(action::real_part, 0, "nothing");
  EXPECT_EQ(controller_->choices().real_part, RealPart::counts);
  EXPECT_EQ(choices_from_json(R"({"real_part": "all"})").real_part, RealPart::run);
}

TEST(CrossoverWithoutAMeter, is_not_available) {
  CrossoverWork work(nullptr);
  EXPECT_FALSE(work.is_available());
  EXPECT_FALSE(work.measure());
  EXPECT_FALSE(work.calibrate());
  EXPECT_FALSE(work.poll());
}

} // namespace
} // namespace copyscope::gui
