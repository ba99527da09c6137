#include "predict/calibrate.h"
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "sim/scenario/presets.h"

#include <gmock/gmock.h>

namespace copyscope::predict {
namespace {

using testing::HasSubstr;

/// A calibration as it would come of the preset `sink`, with every primitive at half a microsecond.
Calibration made_up() {
  Calibration calibration;
  for (std::size_t i = 0; i < primitive_count; ++i) {
    PrimitiveFigure figure;
    figure.primitive = static_cast<Primitive>(i);
    figure.ps = 500'000;
    figure.low_ps = 495'000;
    figure.high_ps = 505'000;
    calibration.primitives.push_back(figure);
  }
  std::vector<SendSample> samples;
  const scenario::Machine sink =
      scenario::load_preset(program::find_preset("sink").value(), "sink.toml");
  for (const real::SinkSetting& setting : fitted_settings()) {
    const std::int64_t ps = send_cost(sink, setting).sends.ps();
    samples.push_back({setting, ps, ps * 98 / 100, ps * 102 / 100});
  }
  calibration.fit = fit_to(sink, samples);
  calibration.fit.machine.preset = this_machine;
  calibration.kernel = "Linux 6.18 \"x\"\nevil";
  calibration.processor = "A CPU";
  calibration.processors = 2;
  calibration.ground.device = "bridge";
  return calibration;
}

std::string why_unsound(const Calibration& calibration) {
  try {
    require_sound(calibration, {});
    return "";
  } catch (const CannotCalibrate& error) {
    return error.what();
  }
}

TEST(PresetText, is_a_preset_with_every_value_as_it_was_fitted) {
  const Calibration calibration = made_up();
  const std::string text = preset_text(calibration, "2026-11-30 12:00 UTC");
  const scenario::Machine machine = scenario::load_preset(text, "this-machine.toml");
  EXPECT_EQ(machine.preset, "this-machine");
  for (const scenario::Parameter& parameter : scenario::parameters())
    EXPECT_EQ(scenario::value_of(machine, parameter),
              scenario::value_of(calibration.fit.machine, parameter))
        << parameter.path;
}

TEST(PresetText, says_of_each_value_where_it_is_from) {
  const std::string text = preset_text(made_up(), "2026-11-30 12:00 UTC");
  for (const scenario::Parameter& parameter : scenario::parameters()) {
    const std::size_t at = text.find("\n" + std::string(parameter.path) + " = ");
    ASSERT_NE(at, std::string::npos) << parameter.path;
    const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    EXPECT_THAT(line, testing::AnyOf(HasSubstr("# source: "), HasSubstr("# assumed"))) << line;
  }
  EXPECT_THAT(text, HasSubstr("2026-11-30 12:00 UTC"));
  EXPECT_THAT(text, HasSubstr("Mean error of the fit"));
}

TEST(Calibration, that_is_sound_is_not_refused) {
  EXPECT_EQ(why_unsound(made_up()), "");
}

TEST(Calibration, refuses_what_is_too_noisy_and_names_it) {
  Calibration calibration = made_up();
  SendSample& sample = calibration.fit.residuals[2].measured;
  sample.high_ps = sample.ps * 14 / 10;
  EXPECT_THAT(why_unsound(calibration), HasSubstr("too noisy: a send by sendfile at 2 KiB"));
}

TEST(Calibration, refuses_a_cpu_that_is_throttled) {
  Calibration calibration = made_up();
  calibration.primitives[static_cast<std::size_t>(Primitive::pace)].high_ps = 700'000;
  EXPECT_THAT(why_unsound(calibration), HasSubstr("does not keep its pace"));
}

TEST(Calibration, refuses_what_the_model_cannot_say) {
  Calibration calibration = made_up();
  for (Residual& each : calibration.fit.residuals)
    each.predicted_ps = each.measured.ps * 12 / 10;
  EXPECT_THAT(why_unsound(calibration), HasSubstr("does not fit the model"));
}

} // namespace
} // namespace copyscope::predict
