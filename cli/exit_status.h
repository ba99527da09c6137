// How the program ends; program/errors.h has the exceptions that lead there. INTERFACE: 0 fine; 1
// an expectation or a comparison failed; 2 bad usage or input; 3 this environment cannot; 130
// interrupted, 143 terminated.
#pragma once

#include "program/errors.h"

namespace copyscope::cli {

enum class Exit : int {
  fine = 0,
  failed = 1,
  bad_input = 2,
  cannot = 3,
  interrupted = 130, // 128 + SIGINT
  terminated = 143,  // 128 + SIGTERM
};

using program::BrokenPipe;
using program::EnvironmentError;
using program::Interrupted;
using program::UsageError;

} // namespace copyscope::cli
