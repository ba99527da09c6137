// copyscope calibrate: measures this machine, and writes the preset `this-machine`.
#ifdef COPYSCOPE_HAS_REAL
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/display.h"
#include "cli/terminal/progress.h"
#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "figure/words/real_words.h"
#include "figure/words/time_words.h"
#include "host/output.h"
#include "host/own_preset.h"
#include "host/signals.h"
#include "predict/calibrate.h"
#include "sim/units/quantity.h"

#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace copyscope::cli {

namespace {

struct CalibrateOptions {
  std::string output;
  assets::Language language = assets::Language::en;
};

std::string time_of(double ps) {
  return figure::time_text(Time::from_ps(std::llround(ps)));
}

Table primitive_table(const predict::Calibration& calibration, Language language) {
  Table table({{heading("calibrate.operation", language)},
               {heading("calibrate.time", language), Align::right},
               {heading("calibrate.interval", language), Align::right}});
  for (const predict::PrimitiveFigure& each : calibration.primitives) {
    const auto ps = [](std::int64_t value) { return time_of(static_cast<double>(value)); };
    const bool known = each.unavailable.empty();
    table.add({{word(fmt::format("primitive.{}", name_of(each.primitive)), language)},
               {known ? ps(each.ps) : "–"},
               {known ? fmt::format("{} … {}", ps(each.low_ps), ps(each.high_ps))
                      : figure::translated(each.unavailable, language),
                Look::faint}});
  }
  return table;
}

Table cost_table(const predict::Calibration& calibration, Language language) {
  Table table({{heading("calibrate.cost", language)},
               {heading("calibrate.time", language), Align::right},
               {heading("calibrate.parameter", language)}});
  for (const predict::FittedCost& each : calibration.fit.costs) {
    const bool by_page = each.parameter.ends_with("bandwidth");
    table.add({{word(fmt::format("parameter.{}", each.parameter), language)},
               {by_page ? filled("calibrate.a_page", language, {{"time", time_of(each.ps)}})
                        : time_of(each.ps)},
               {std::string(each.parameter), Look::faint}});
  }
  return table;
}

std::string setting_name(const real::SinkSetting& setting, Language language) {
  if (!setting.scatter_gather)
    return filled("calibrate.no_gathering", language, {{"method", setting.method}});
  return setting.private_buffer
             ? filled("calibrate.own_memory", language, {{"method", setting.method}})
             : setting.method;
}

Table residual_table(const predict::Calibration& calibration, Language language) {
  Table table({{heading("calibrate.method", language)},
               {heading("calibrate.chunk", language), Align::right},
               {heading("calibrate.measured", language), Align::right},
               {heading("calibrate.fitted", language), Align::right},
               {heading("calibrate.error", language), Align::right}});
  for (const predict::Residual& each : calibration.fit.residuals)
    table.add({{setting_name(each.measured.setting, language)},
               {brief(Bytes(each.measured.setting.chunk))},
               {time_of(static_cast<double>(each.measured.ps))},
               {time_of(static_cast<double>(each.predicted_ps))},
               {fmt::format("{:+.1f} %", 100 * each.relative())}});
  return table;
}

std::string calibration_text(const predict::Calibration& calibration, const std::string& path,
                             Language language) {
  const Terminal terminal = standard_output();
  const auto section = [&](const char* key, const Table& table) {
    return terminal.styled(word(key, language), Look::heading) + "\n" + table.text(terminal) + "\n";
  };
  return section("calibrate.alone", primitive_table(calibration, language)) +
         section("calibrate.in_path", cost_table(calibration, language)) +
         section("calibrate.sends", residual_table(calibration, language)) +
         indented(filled("calibrate.mean_error", language,
                         {{"error", fmt::format("{:.1f}", 100 * calibration.fit.mean_error())}}),
                  0, terminal.width) +
         indented(filled("calibrate.environment", language,
                         {{"kernel", calibration.kernel},
                          {"processor", calibration.processor},
                          {"device", calibration.ground.device}}),
                  0, terminal.width) +
         (path == "-" ? ""
                      : indented(filled("calibrate.written", language, {{"file", path}}), 0,
                                 terminal.width));
}

predict::Calibration calibrated(Language language) {
  Progress progress("calibrating");
  const host::StopRequest stop;
  try {
    return predict::calibrate(
        [&progress](double done, std::string_view what) { progress.show(done, what); },
        stop.requested());
  } catch (const real::Interrupted&) {
    throw Interrupted(stop.signal());
  } catch (const predict::CannotCalibrate& error) {
    throw EnvironmentError(
        figure::translated(fmt::format("no preset was written: {}", error.what()), language));
  } catch (const real::SystemError& error) {
    throw EnvironmentError(figure::translated(error.what(), language));
  }
}

Exit run_calibrate(const CalibrateOptions& options) {
  const std::string path = options.output.empty() ? host::own_preset_path() : options.output;
  host::require_writable(path);
  const predict::Calibration calibration = calibrated(options.language);
  host::Output file(path);
  file.write(host::preset_text_now(calibration));
  file.commit();
  if (path != "-") host::print(calibration_text(calibration, path, options.language));
  return Exit::fine;
}

} // namespace

void add_calibrate(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<CalibrateOptions>();
  Command command = program.add_command(
      "calibrate", "Measure this machine, and write the preset `this-machine`",
      "  copyscope calibrate\n"
      "      Less than half a minute, and a report. `compare` and `crossover` then\n"
      "      show what the simulator predicts for this machine.\n"
      "  copyscope run four-ways --set fidelity=linux --set preset=this-machine\n"
      "      Any scenario on this machine, simulated.\n"
      "  copyscope calibrate -o - | less\n"
      "      The preset itself, with the evidence in its comments.\n");
  add_file(command, "-o,--output", options->output,
           "Write here instead of $XDG_CONFIG_HOME/copyscope/this-machine.toml; - is standard "
           "output")
      .takes("FILE");
  add_language(command, options->language);
  command.when_given(
      [options, &chosen] { chosen = [options] { return run_calibrate(*options); }; });
}

} // namespace copyscope::cli
#endif
