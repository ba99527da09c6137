// Ctrl-C and its like. The program ends at once with status 128 + signal (130, 143), says which
// signal it was, unless the user has pressed Ctrl-C, and leaves no temporary file; or, while real
// work is under way that has to be undone, the work is asked to stop.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

namespace copyscope::host {

/// Handles SIGINT, SIGTERM and SIGHUP from now on, and ignores SIGPIPE and SIGXFSZ (writing
/// then says EPIPE, EFBIG).
void install_signal_handlers();

/// The last line of a program that this signal ends; empty for SIGINT.
std::string_view message_of_end(int signal);

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

/// While one lives, the first of the handled signals sets `requested` and nothing else; a second
/// one ends the program all the same.
class StopRequest {
public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  const std::atomic<bool>& requested() const;
  int signal() const; ///< which it was, once it is requested
};

} // namespace copyscope::host
