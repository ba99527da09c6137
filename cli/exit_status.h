// How the program ends, and the exceptions that lead there. INTERFACE: 0 fine; 1 an expectation or
// a comparison failed; 2 bad usage or input; 3 this environment cannot; 130 interrupted,
// 143 terminated.
#pragma once

#include <stdexcept>

namespace copyscope::cli {

enum class Exit : int {
  fine = 0,
  failed = 1,
  bad_input = 2,
  cannot = 3,
  interrupted = 130, // 128 + SIGINT
  terminated = 143,  // 128 + SIGTERM
};

/// The command or what it was given makes no sense: exit status 2.
class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The request is fine, but not here: no permission, no room, no such device. Exit status 3.
class EnvironmentError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Whoever reads our output has gone (`copyscope … | head -1`): nothing to say, and no error.
class BrokenPipe : public std::runtime_error {
public:
  BrokenPipe() : std::runtime_error("nobody reads the output any more") {}
};

/// A signal came (Ctrl-C sends SIGINT) and the work has been given up: exit status 128 + signal.
class Interrupted : public std::runtime_error {
public:
  explicit Interrupted(int signal) : std::runtime_error("interrupted"), signal(signal) {}

  int signal;
};

} // namespace copyscope::cli
