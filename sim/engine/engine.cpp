#include "sim/engine/engine.h"

#include <limits>

namespace copyscope::engine {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

} // namespace

Engine::~Engine() {
  closing_ = true;
  while (!roots_.empty())
    static_cast<Promise&>(static_cast<RootLink&>(*roots_.next)).destroy();
}

TimeLimit Engine::with_timeout(Task task, Time limit) {
  require(limit >= Time(), "a time limit is not negative");
  return {std::move(task), limit};
}

TaskHandle Engine::spawn(Task task) {
  require(!task.empty(), "a task to spawn");
  if (closing_) return {};
  Promise& root = *std::exchange(task.promise_, nullptr);
  root.engine_ = this;
  roots_.append(root.among_roots());
  ++tasks_;
  schedule_.insert(root, now_);
  return TaskHandle(root);
}

bool Engine::step(std::uint64_t max_events) {
  horizon_ = Time::max();
  grant(max_events);
  handle_events();
  return schedule_.size() == 0;
}

void Engine::run() {
  step(no_limit);
}

void Engine::run_until(Time time) {
  require(time >= now_, "the clock does not go back");
  horizon_ = time;
  grant(no_limit);
  handle_events();
  now_ = time;
}

// Modulo 2^64: only the difference counts.
void Engine::grant(std::uint64_t events) {
  granted_ += events - budget_;
  budget_ = events;
}

void Engine::handle_events() {
  require(!running_, "a task does not run the engine that runs it");
  while (budget_ > 0) {
    Entry* entry = schedule_.take(horizon_);
    if (!entry) break;
    --budget_;
    now_ = entry->time;
    running_ = static_cast<Promise*>(entry);
    running_->handle().resume();
    if (next_) [[unlikely]]
      follow_up();
  }
  running_ = nullptr;
}

// A loop instead of tasks that resume each other: however many children a task awaits one after
// the other, the stack stays as it is, also where the compiler or WebAssembly has no tail calls.
void Engine::follow_up() {
  while (Promise* promise = std::exchange(next_, nullptr)) {
    if (promise->handle().done()) return retire(*promise);
    running_ = promise;
    promise->handle().resume();
  }
}

void Engine::retire(Promise& root) {
  running_ = nullptr;
  root.destroy();
  rethrow_error();
}

} // namespace copyscope::engine
