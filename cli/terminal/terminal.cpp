#include "cli/terminal/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace copyscope::cli {

namespace {

/// The SGR parameters of a look; terminals' own sixteen colours, so that they suit its ground.
std::string_view code_of(Look look) {
  switch (look) {
  case Look::plain:
    return "";
  case Look::heading:
  case Look::strong:
    return "1";
  case Look::faint:
    return "2";
  case Look::cpu_copy:
    return "33";
  case Look::dma_copy:
    return "36";
  case Look::pio_copy:
    return "35";
  case Look::good:
    return "32";
  case Look::bad:
    return "31";
  }
  return "";
}

/// A terminal that can move its cursor and change its colours.
bool is_capable() {
  const char* const kind = std::getenv("TERM");
  return kind && *kind && std::string_view(kind) != "dumb";
}

bool wants_colour() {
  const char* const no_colour = std::getenv("NO_COLOR");
  return is_capable() && !(no_colour && *no_colour);
}

} // namespace

Look look_of(trace::Kind kind) {
  switch (kind) {
  case trace::Kind::cpu_copy:
    return Look::cpu_copy;
  case trace::Kind::dma_copy:
    return Look::dma_copy;
  case trace::Kind::pio_copy:
    return Look::pio_copy;
  default:
    return Look::plain;
  }
}

std::string Terminal::styled(std::string_view text, Look look) const {
  const std::string_view code = code_of(look);
  if (!colour || code.empty() || text.empty()) return std::string(text);
  std::string result = "\033[";
  result.append(code).append("m").append(text).append("\033[0m");
  return result;
}

Terminal standard_output() {
  if (!::isatty(STDOUT_FILENO)) return {};
  Terminal terminal;
  terminal.colour = wants_colour();
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    terminal.width = std::clamp<int>(size.ws_col, 40, 120);
  return terminal;
}

bool errors_are_seen() {
  return ::isatty(STDERR_FILENO) && is_capable();
}

} // namespace copyscope::cli
