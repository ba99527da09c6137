// copyscope crossover: from which size on each method pays, on this machine.
#ifdef COPYSCOPE_HAS_REAL
#include "cli/commands.h"
#include "cli/crossover_chart.h"
#include "cli/export_options.h"
#include "cli/options.h"
#include "cli/own_files.h"
#include "cli/terminal/crossover_text.h"
#include "cli/terminal/progress.h"
#include "figure/words/real_words.h"
#include "host/output.h"
#include "host/signals.h"
#include "host/standard_files.h"
#include "predict/crossover.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "real/methods/registry.h"
#include "sim/methods/registry.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

struct CrossoverOptions {
  std::string scenario, against, over = "chunk", path = "sink", chart, width, theme;
  std::vector<std::string> methods;
  int seconds = 40;
  bool json = false;
  assets::Language language = assets::Language::en;
};

void require_method(const std::string& id) {
  if (methods::all_methods().find(id) != nullptr) return;
  std::vector<std::string> known;
  for (const methods::Method& each : methods::all_methods().all())
    known.emplace_back(each.id);
  throw UsageError(fmt::format("no method `{}`{}\n(`copyscope list` shows those that there are)",
                               id, program::suggestion(id, known)));
}

void require_real(const std::string& id) {
  if (const std::string_view why = real::why_missing(id); !why.empty())
    throw EnvironmentError(fmt::format("{} cannot be timed: {}", id, why));
}

// MSG_ZEROCOPY and SEND_ZC copy wherever a packet reaches a socket of the same machine.
void require_answerable(const std::string& path, assets::Language language) {
  if (path == "sink" || path == "auto") return;
  const bool is_here = path == "veth" || path == "loopback";
  const std::string why =
      path == "unix"
          ? "AF_UNIX refuses MSG_ZEROCOPY and SEND_ZC (EOPNOTSUPP), and what is measured "
            "is both ends"
      : is_here ? "packets to a local socket take a deferred copy (skb_orphan_frags_rx), so "
                  "MSG_ZEROCOPY and SEND_ZC copy there, and what is measured is both ends"
                : "only the sender's cost on a card that takes everything is measured";
  throw UsageError(figure::translated(
      fmt::format("the crossover cannot be answered over {}: {}. The path that can is the sink: "
                  "--path sink",
                  path, why),
      language));
}

predict::CrossoverQuestion question_of(const CrossoverOptions& options) {
  const bool over_files = options.over == name_of(analysis::Over::file_size);
  predict::CrossoverQuestion question =
      predict::question_over(over_files ? analysis::Over::file_size : analysis::Over::chunk);
  if (!options.methods.empty()) question.methods = options.methods;
  if (!options.against.empty()) question.against = options.against;
  question.time = std::chrono::seconds(options.seconds);
  if (!options.scenario.empty()) {
    const scenario::Scenario scenario = program::load_scenario(options.scenario, {});
    if (options.methods.empty()) question.methods.clear();
    for (const scenario::Case& each : scenario.cases)
      if (options.methods.empty()) question.methods.push_back(each.method);
    if (options.against.empty()) question.against = scenario.cases.front().method;
  }
  for (const std::string& each : question.methods)
    require_method(each);
  require_method(question.against);
  if (!options.methods.empty())
    for (const std::string& each : question.methods)
      require_real(each);
  require_real(question.against);
  if (std::ranges::all_of(question.methods,
                          [&](const std::string& each) { return each == question.against; }))
    throw UsageError(
        fmt::format("{} is compared with itself: --method or --against another", question.against));
  return question;
}

analysis::Crossover measured(const predict::CrossoverQuestion& question,
                             assets::Language language) {
  Progress progress("measuring");
  const host::StopRequest stop;
  try {
    return predict::measure_crossover(
        question, [&](double done, std::string_view what) { progress.show(done, what); },
        stop.requested());
  } catch (const real::Interrupted&) {
    throw Interrupted(stop.signal());
  } catch (const real::SystemError& error) {
    throw EnvironmentError(figure::translated(error.what(), language));
  }
}

void require_any(const analysis::Crossover& crossover, assets::Language language) {
  const auto was_measured = [](const analysis::SendCurve& each) { return !each.measured.empty(); };
  if (std::ranges::any_of(crossover.curves, was_measured)) return;
  throw EnvironmentError(figure::translated(fmt::format("nothing can be timed on the sink here: {}",
                                                        crossover.curves.front().unavailable),
                                            language));
}

/// Without it nothing can be told of the others.
void require_reference(const analysis::Crossover& crossover, const std::string& against,
                       assets::Language language) {
  for (const analysis::SendCurve& each : crossover.curves)
    if (each.method == against && !each.measured.empty()) return;
  for (const analysis::SendCurve& each : crossover.curves)
    if (each.method == against)
      throw EnvironmentError(figure::translated(
          fmt::format("there is nothing to compare with, since {} cannot be timed: {}", against,
                      each.unavailable),
          language));
}

exports::Options crossover_chart_options(const CrossoverOptions& options) {
  if (options.chart.empty() && !(options.width.empty() && options.theme.empty()))
    throw UsageError("--width and --theme are about a drawing: they need --chart FILE");
  exports::Options drawn;
  drawn.language = options.language;
  drawn.theme = options.theme;
  if (!options.width.empty()) drawn.width = length_option(options.width);
  return drawn;
}

Exit run_crossover(const CrossoverOptions& options) {
  require_answerable(options.path, options.language);
  check_outputs({}, {{"--chart", options.chart}, printed("--json", options.json)});
  const exports::Options chart = crossover_chart_options(options);
  const predict::CrossoverQuestion question = question_of(options);
  if (!options.chart.empty()) host::require_writable(options.chart);
  const auto machine = predict::calibrated_machine(); // bad input is told before it takes long
  analysis::Crossover crossover = measured(question, options.language);
  require_any(crossover, options.language);
  require_reference(crossover, question.against, options.language);
  if (machine)
    predict::add_predictions(crossover, *machine, question.against);
  else
    host::say(figure::translated(fmt::format("no prediction: {}", crossover.no_prediction),
                                 options.language));
  if (!options.chart.empty()) save_crossover_chart(crossover, options.chart, chart);
  if (options.json)
    host::print(to_json(crossover).dump(2) + "\n");
  else if (options.chart != "-")
    host::print(crossover_text(crossover, options.language, standard_output()));
  return Exit::fine;
}

} // namespace

void add_crossover(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<CrossoverOptions>();
  Command command = program.add_command(
      "crossover", "From which chunk or file size on each method pays here",
      "  copyscope crossover\n"
      "      mmap, sendfile, MSG_ZEROCOPY and SEND_ZC against read + send, with\n"
      "      scatter-gather on and off, over a card that takes everything.\n"
      "  copyscope crossover --method msg-zerocopy --against mmap-write\n"
      "      The same bytes mapped, copied or lent.\n"
      "  copyscope crossover --over file-size\n"
      "      By the size of the file, with what mapping each file costs.\n"
      "  copyscope crossover --chart crossover.svg --lang zh\n"
      "      As a chart. `copyscope calibrate` first adds what the simulator predicts.\n");
  command.add("SCENARIO", options->scenario, "Its methods, against that of its first case");
  command.add_each("--method", options->methods, "A method to compare; may be given several times")
      .takes("ID");
  command.add("--against", options->against, "The method to compare with; read-write by default")
      .takes("ID");
  command
      .add("--over", options->over,
           "Sizes of what: of chunks, or of files sent in chunks of 60 KiB; chunk by default")
      .one_of({"chunk", "file-size"})
      .takes("chunk|file-size");
  command.add("--path", options->path, "Only the sink can tell; others are refused with the reason")
      .takes("sink");
  command.add("--seconds", options->seconds, "For how long to measure; 40 by default")
      .in_range(1, 600)
      .takes("S");
  command.add_flag("--json", options->json, "As JSON");
  add_file(command, "--chart", options->chart, "Save the chart").takes("FILE.svg");
  command.add("--width", options->width, "How wide the chart is: 16cm, 960px").takes("LENGTH");
  command.add("--theme", options->theme, "Its colours; print by default")
      .one_of({"print", "light", "dark"})
      .takes("print|light|dark");
  add_language(command, options->language);
  command.when_given(
      [options, &chosen] { chosen = [options] { return run_crossover(*options); }; });
}

} // namespace copyscope::cli
#endif
