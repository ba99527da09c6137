#include "host/standard_files.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace copyscope::host {

void open_standard_files() {
  // open() gives the lowest number that is free, so they fill up in this order.
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(number, F_GETFD) != -1 || errno != EBADF) continue;
    // Standard input for writing only, the others for reading only: each use of them fails.
    if (::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY) != number) return;
  }
}

void write_to_standard_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void say(std::string_view message) {
  std::string line = "copyscope: ";
  line += message;
  if (!message.ends_with('\n')) line += '\n';
  write_to_standard_error(line);
}

} // namespace copyscope::host
