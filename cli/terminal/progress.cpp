#include "cli/terminal/progress.h"

#include "cli/terminal/display.h"
#include "cli/terminal/terminal.h"
#include "host/loading.h"
#include "host/standard_files.h"
#include "program/running.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::cli {

namespace {

constexpr int bar_width = 30;

} // namespace

Progress::Progress(std::string what)
    : what_(std::move(what)), seen_(errors_are_seen()),
      next_(Clock::now() + std::chrono::seconds(1)) {}

Progress::~Progress() {
  if (drawn_) host::write_to_standard_error("\r\033[K");
}

void Progress::show(double done, std::string_view detail) {
  if (!seen_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  drawn_ = true;
  const double share = std::clamp(done, 0.0, 1.0);
  const int filled = static_cast<int>(share * bar_width);
  std::string bar;
  for (int i = 0; i < bar_width; ++i)
    bar += i < filled ? "█" : "░";
  host::write_to_standard_error(
      fmt::format("\r\033[K{} {} {:3.0f} %  {}", what_, bar, share * 100, detail));
}

trace::Trace simulate_with_bar(const scenario::Scenario& scenario, const scenario::Case& which) {
  Progress progress("simulating " + which.id);
  return program::simulate_trace(scenario, which, [&](double done) { progress.show(done); });
}

void simulate_with_bar(trace::TraceSink& sink, const scenario::Scenario& scenario,
                       const scenario::Case& which) {
  Progress progress("simulating " + which.id);
  program::simulate_into(sink, scenario, which, [&](double done) { progress.show(done); });
}

trace::Loaded load_with_bar(std::string_view bytes, const std::string& name) {
  Progress progress("reading " + printable(name.substr(name.rfind('/') + 1)));
  trace::Loading how = host::loading();
  how.progress = [&](double done) { progress.show(done); };
  return trace::load_any(bytes, name, how);
}

} // namespace copyscope::cli
