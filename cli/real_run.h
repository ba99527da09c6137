// What `real` and `compare` share: their options, and the run with its progress bar and Ctrl-C.
#pragma once

#include "assets/assets.h"
#include "cli/command_line.h"
#include "cli/exit_status.h"
#include "real/real.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::cli {

struct RealOptions {
  std::string scenario;
  std::vector<std::string> cases, settings;
  real::Options run;
  std::optional<std::int64_t> rounds;
  std::optional<float> seconds;
  std::string file; ///< empty: one that the run makes
  std::string path; ///< empty: auto
  std::string trace;
  bool json = false;
  assets::Language language = assets::Language::en;
};

void add_real_options(Command& command, RealOptions& options);

/// The scenario with its settings; with `--file`, of that file's size. Throws UsageError where the
/// trace would be written over something that is read.
scenario::Scenario load_for_real(const RealOptions& options);

struct RealRun {
  analysis::Report report;
  int signal = 0; ///< that came while it ran: the report is about the rounds that were made by then

  Exit exit() const {
    return static_cast<Exit>(signal != 0 ? 128 + signal : real::exit_status(report));
  }
};

/// Runs the cases, and says its warnings on standard error. Throws Interrupted where nothing had
/// been measured when the signal came; UsageError, EnvironmentError.
RealRun run_real(const scenario::Scenario& scenario,
                 const std::vector<const scenario::Case*>& cases, const RealOptions& options);

/// Saves the trace of the one case that ran. Throws EnvironmentError where it did not run.
void save_real_trace(const analysis::Report& report, const std::string& path);

} // namespace copyscope::cli
