// copyscope real: the scenario with actual system calls.
#ifdef COPYSCOPE_HAS_REAL
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/real_run.h"
#include "cli/terminal/real_text.h"
#include "host/output.h"
#include "program/loading.h"

#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

Exit run(const RealOptions& options) {
  const scenario::Scenario scenario = load_for_real(options);
  const auto cases = program::cases_of(scenario, options.cases);
  const RealRun made = run_real(scenario, cases, options);
  const analysis::Report& report = made.report;
  if (!options.trace.empty()) save_real_trace(report, options.trace);
  if (options.json)
    host::print(to_json(report).dump(2) + "\n");
  else if (options.trace != "-")
    host::print(real_text(scenario, report, options.language, standard_output()));
  return made.exit();
}

} // namespace

void add_real(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<RealOptions>();
  Command command = program.add_command(
      "real", "Run a scenario with actual system calls",
      "  copyscope real four-ways\n"
      "      Its cases on this machine, over a private pair of network devices or\n"
      "      loopback; then the sends alone, on a card that takes everything.\n"
      "  copyscope real four-ways --path sink --set chunk=60KiB\n"
      "      On that card only: CPU time of each send, and whether it was zero-copy.\n"
      "  copyscope real four-ways --set file_size=64MiB --drain trunc --rounds 15\n"
      "      A larger file, no copy at the receiver, more rounds.\n"
      "  copyscope real four-ways --case sendfile --file video.mp4 --json\n"
      "      Send your own file (it is only read); figures with their evidence.\n");
  add_real_options(command, *options);
  command.when_given([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace copyscope::cli
#endif
