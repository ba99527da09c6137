#include "host/signals.h"

#include "host/standard_files.h"

#include <climits>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <unistd.h>

namespace copyscope::host {

namespace {

// A signal handler can reach nothing but globals. These are all that there are.
char file_to_remove[PATH_MAX];
volatile std::sig_atomic_t has_file_to_remove = 0;
volatile std::sig_atomic_t stop_is_awaited = 0;
std::atomic<bool> stop_was_requested{false};
volatile std::sig_atomic_t stopping_signal = SIGINT;
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr int handled[] = {SIGINT, SIGTERM, SIGHUP};

extern "C" void on_signal(int signal) {
  if (stop_is_awaited && !stop_was_requested) {
    stopping_signal = signal; // before it is requested: whoever sees that asks which it was
    stop_was_requested = true;
    return;
  }
  if (has_file_to_remove) ::unlink(file_to_remove);
  write_to_standard_error(message_of_end(signal));
  ::_exit(128 + signal);
}

sigset_t handled_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : handled)
    sigaddset(&set, signal);
  return set;
}

} // namespace

std::string_view message_of_end(int signal) {
  switch (signal) {
  case SIGTERM:
    return "copyscope: terminated (SIGTERM)\n";
  case SIGHUP:
    return "copyscope: the terminal has gone (SIGHUP)\n";
  default:
    return ""; // whoever presses Ctrl-C knows
  }
}

void install_signal_handlers() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_mask = handled_signals();
  for (const int signal : handled) {
    struct sigaction before = {};
    // nohup has SIGHUP ignored; that is to stay so.
    if (signal == SIGHUP && sigaction(signal, nullptr, &before) == 0 &&
        before.sa_handler == SIG_IGN)
      continue;
    sigaction(signal, &action, nullptr);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void RemovedOnSignal::block() {
  const sigset_t set = handled_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void RemovedOnSignal::unblock() {
  const sigset_t set = handled_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void RemovedOnSignal::set(const std::string& path) {
  if (has_file_to_remove) throw std::logic_error("two temporary files at a time");
  if (path.size() >= sizeof file_to_remove) throw std::length_error("a path too long");
  std::memcpy(file_to_remove, path.c_str(), path.size() + 1);
  has_file_to_remove = 1;
}

void RemovedOnSignal::forget() {
  has_file_to_remove = 0;
}

StopRequest::StopRequest() {
  stop_was_requested = false;
  stop_is_awaited = 1;
}

StopRequest::~StopRequest() {
  stop_is_awaited = 0;
}

int StopRequest::signal() const {
  return stopping_signal;
}

const std::atomic<bool>& StopRequest::requested() const {
  return stop_was_requested;
}

} // namespace copyscope::host
