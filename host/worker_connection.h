// The window's end of the socket to the process that makes its real runs (real_server.h). It never
// blocks. One run at a time: a new one ends the one before.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "host/frames.h"

#include <optional>
#include <string>
#include <sys/types.h>

namespace copyscope::host {

class Connection {
public:
  /// Forks the server at once. Throws std::system_error.
  Connection();
  ~Connection(); ///< the server kills its run, and ends
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The number of a run that is to be asked for: no other has it.
  std::uint32_t new_run() { return ++runs_; }
  void send(const Frame& frame);
  void pump(); ///< sends and receives what can be without waiting
  std::optional<Frame> next() { return reader_.next(); }
  bool is_dead() const { return is_dead_; }

private:
  void flush();

  int socket_ = -1;
  pid_t server_ = -1;
  std::uint32_t runs_ = 0;
  std::string unsent_;
  FrameReader reader_;
  bool is_dead_ = false;
};

} // namespace copyscope::host
#endif
