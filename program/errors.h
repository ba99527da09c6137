// What may go wrong that is nobody's mistake in here: what was asked for, or where it was asked.
#pragma once

#include <stdexcept>

namespace copyscope::program {

/// The command or what it was given makes no sense.
class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The request is fine, but not here: no permission, no room, no such device.
class EnvironmentError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Whoever reads our output has gone (`copyscope … | head -1`): nothing to say, and no error.
class BrokenPipe : public std::runtime_error {
public:
  BrokenPipe() : std::runtime_error("nobody reads the output any more") {}
};

/// A signal came (Ctrl-C sends SIGINT) and the work has been given up.
class Interrupted : public std::runtime_error {
public:
  explicit Interrupted(int signal) : std::runtime_error("interrupted"), signal(signal) {}

  int signal;
};

} // namespace copyscope::program
