// The parts of the view of real runs can be read, whatever the crossover has come to.
#include "tests/window/legible_fixture.h"

namespace copyscope::gui {
namespace {

class LegibleCrossover : public Legible {
protected:
  void perform(const char* name, std::int64_t number = 0, const std::string& text = "") {
    controller.perform({name, number, text});
    while (controller.work(1'000'000)) {
    }
  }
  void comes(CrossoverOutcome outcome) {
    meter.script.outcome = std::move(outcome);
    controller.tick(0.01);
  }
};

TEST_F(LegibleCrossover, before_while_and_after_it_is_measured) {
  perform(action::open, 0, "four-ways");
  perform(action::view, 0, "real");
  for (const char* const part : {"run", "spans", "counts", "crossover"}) {
    perform(action::real_part, 0, part);
    look(std::string("nothing has run, ") + part);
  }
  perform(action::measure_crossover);
  meter.script.progress = 0.37;
  controller.tick(0.01);
  look("being measured for the first time");
  perform(action::cancel);
  look("being cancelled");
  comes({{}, "cancelled"});
  look("cancelled");
  perform(action::measure_crossover);
  comes({{}, "no sink here: " + std::string(90, 'w') + ": EPERM (Operation not permitted)"});
  look("there is no sink");
  perform(action::measure_crossover);
  comes({{some_crossover()}, {}});
  for (const char* const gathers : {"on", "off"})
    for (const char* const mapping : {"once", "each-time"}) {
      perform(action::set, 0, std::string("crossover.scatter_gather=") + gathers);
      perform(action::set, 0, std::string("crossover.mapping=mapped-") + mapping);
      look(std::string("measured, ") + gathers + ", " + mapping);
    }
  perform(action::measure_crossover);
  meter.script.progress = 0.99;
  controller.tick(0.01);
  look("being measured again");
  comes({{}, "no sink here: user namespaces are forbidden"});
  look("failed, and the one before stays");
}

TEST_F(LegibleCrossover, over_file_sizes) {
  perform(action::open, 0, "four-ways");
  perform(action::set, 0, "crossover.over=file-size");
  perform(action::view, 0, "real");
  perform(action::real_part, 0, "crossover");
  look("files, not measured yet");
  perform(action::measure_crossover);
  look("files, being measured");
  comes({{some_file_crossover()}, {}});
  for (const char* const mapping : {"once", "each-time"}) {
    perform(action::set, 0, std::string("crossover.mapping=mapped-") + mapping);
    look(std::string("files, measured, ") + mapping);
  }
  perform(action::calibrate);
  comes({{predicted(some_file_crossover())}, {}});
  look("files, predicted");
  meter.script.preset = "/home/somebody-with-a-long-name/.config/copyscope/this-machine.toml";
  perform(action::calibrate);
  look("a preset is there");
}

TEST_F(LegibleCrossover, predicted_or_why_not) {
  perform(action::open, 0, "every-way");
  perform(action::measure_crossover);
  comes({{some_crossover()}, {}});
  perform(action::calibrate);
  look("being calibrated");
  comes({{},
         "too noisy: a send by read-write, 512 B is known to ±14 % only, and ±10 % would do. "
         "Let nothing else run on this machine, and try again"});
  look("not calibrated");
  perform(action::calibrate);
  comes({{predicted(some_crossover())}, {}});
  look("predicted");
  perform(action::set, 0, "crossover.mapping=private-buffer");
  look("predicted, of memory of its own");
}

TEST_F(LegibleCrossover, parts_of_a_run_that_was_made) {
  perform(action::open, 0, "four-ways");
  perform(action::run_real);
  runner.script.report = real_report(controller.session().scenario(), controller.trace()->header());
  controller.tick(0.01);
  for (const char* const part : {"run", "spans", "counts"})
    for (const std::int64_t which : {0, 3}) {
      perform(action::real_part, 0, part);
      perform(action::show_case, which);
      look(std::string(part) + ", case " + std::to_string(which));
    }
}

} // namespace
} // namespace copyscope::gui
