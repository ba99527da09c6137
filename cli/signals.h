// Ctrl-C and its like. The program ends at once with status 130 (128 + signal) and leaves no
// temporary file; or, while real work is under way that has to be undone, the work is asked to
// stop.
#pragma once

#include <atomic>
#include <string>

namespace copyscope::cli {

/// Handles SIGINT, SIGTERM and SIGHUP from now on, and ignores SIGPIPE and SIGXFSZ (writing
/// then says EPIPE, EFBIG).
void install_signal_handlers();

/// While one lives, a signal removes that file before the program ends. One at a time.
class RemovedOnSignal {
public:
  /// Blocks signals while `make` creates the file and returns its path.
  template <class Make> explicit RemovedOnSignal(Make make) {
    block();
    try {
      set(make());
    } catch (...) {
      unblock();
      throw;
    }
    unblock();
  }
  ~RemovedOnSignal() { forget(); }
  RemovedOnSignal(const RemovedOnSignal&) = delete;
  RemovedOnSignal& operator=(const RemovedOnSignal&) = delete;

  /// Runs `finish` (the rename) with signals blocked; afterwards there is nothing to remove.
  template <class Finish> void settle(Finish finish) {
    block();
    try {
      finish();
    } catch (...) {
      unblock();
      throw;
    }
    forget();
    unblock();
  }

private:
  static void block();
  static void unblock();
  static void set(const std::string& path);
  static void forget();
};

/// While one lives, the first SIGINT or SIGTERM sets `requested` and nothing else; a second one
/// ends the program all the same.
class StopRequest {
public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  const std::atomic<bool>& requested() const;
};

} // namespace copyscope::cli
