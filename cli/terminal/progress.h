// A progress bar on standard error: only on a terminal, and only for work longer than a second.
#pragma once

#include "sim/trace/file/load.h"
#include "sim/trace/sink.h"

#include <chrono>
#include <string>
#include <string_view>

namespace copyscope::cli {

class Progress {
public:
  explicit Progress(std::string what); ///< "simulating read-write"
  ~Progress();                         ///< wipes the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// How much is done, 0 to 1, and with what it goes on. Cheap: draws ten times a second at most.
  void show(double done, std::string_view detail = {});

private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  bool seen_;
  bool drawn_ = false;
  Clock::time_point next_;
};

/// program::simulate_trace() with a bar.
trace::Trace simulate_with_bar(const scenario::Scenario& scenario, const scenario::Case& which);

/// program::simulate_into() with a bar.
void simulate_with_bar(trace::TraceSink& sink, const scenario::Scenario& scenario,
                       const scenario::Case& which);

/// trace::load_any() with a bar.
trace::Loaded load_with_bar(std::string_view bytes, const std::string& name);

} // namespace copyscope::cli
