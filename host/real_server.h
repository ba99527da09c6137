// The process that makes the window's real runs: one thread, no window, forked before there is one.
//
// real::run forks too, which a process with a graphics driver's threads must not. So this server is
// forked early, waits for what is to be done, makes a process for each job (real_job.h), and passes
// on what that one says. It ends with the window's process, however that ends, and the run with it.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

namespace copyscope::host {

/// Serves until the other end of the socket is closed; never returns.
[[noreturn]] void serve_real_runs(int socket);

} // namespace copyscope::host
#endif
