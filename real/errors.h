// What real mode throws. A case that cannot run is no exception: its result says `unavailable`.
#pragma once

#include <stdexcept>
#include <string>

namespace copyscope::real {

/// What was asked for makes no sense: a directory as the file, a chunk that no call can move, no
/// round at all. The text names the file or the case.
class BadInput : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The run was cancelled; everything that it made is gone.
class Interrupted : public std::runtime_error {
public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// "EPERM (Operation not permitted)"
std::string describe_error(int error);
/// "SIGKILL (Killed)"
std::string describe_signal(int signal);

/// A system call failed: "unshare: EPERM (Operation not permitted)".
class SystemError : public std::runtime_error {
public:
  SystemError(const std::string& what, int error)
      : std::runtime_error(what + ": " + describe_error(error)), error(error) {}

  int error;
};

} // namespace copyscope::real
