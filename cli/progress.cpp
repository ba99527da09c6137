#include "cli/progress.h"

#include "cli/standard_files.h"
#include "cli/terminal.h"

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
  if (drawn_) write_to_standard_error("\r\033[K");
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
  write_to_standard_error(
      fmt::format("\r\033[K{} {} {:3.0f} %  {}", what_, bar, share * 100, detail));
}

} // namespace copyscope::cli
