// What `real` and `compare` share: their options, and the run with its progress bar and Ctrl-C.
#pragma once

#include "assets/assets.h"
#include "real/real.h"
#include "sim/scenario/scenario.h"

#include <CLI/App.hpp>
#include <string>
#include <vector>

namespace copyscope::cli {

struct RealOptions {
  std::string scenario;
  std::vector<std::string> cases, settings;
  real::Options run;
  std::string file; ///< empty: one that the run makes
  std::string trace;
  bool json = false;
  assets::Language language = assets::Language::en;
};

void add_real_options(CLI::App& command, RealOptions& options);

/// The scenario with its settings; with `--file`, of that file's size. Throws UsageError where the
/// trace would be written over something that is read.
scenario::Scenario load_for_real(const RealOptions& options);

/// Runs the cases, and says its warnings on standard error. Throws Interrupted, UsageError,
/// EnvironmentError.
real::Report run_real(const scenario::Scenario& scenario,
                      const std::vector<const scenario::Case*>& cases, const RealOptions& options);

/// Saves the trace of the one case that ran. Throws EnvironmentError where it did not run.
void save_real_trace(const real::Report& report, const std::string& path);

} // namespace copyscope::cli
