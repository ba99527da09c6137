#include "sim/engine/engine.h"
#include "sim/engine/frame_pool.h"

namespace copyscope::engine {

void* Promise::operator new(std::size_t bytes) {
  return allocate_frame(bytes);
}
void Promise::operator delete(void* frame, std::size_t bytes) noexcept {
  free_frame(frame, bytes);
}

Promise::~Promise() {
  if (scheduled()) engine_->schedule_.remove(*this);
  if (among_roots().linked()) {
    among_roots().unlink();
    --engine_->tasks_;
  }
  if (!parent_ && handle_) handle_->promise_ = nullptr;
}

void Promise::unhandled_exception() noexcept {
  engine_->error_ = std::current_exception();
}

void Promise::start_below(Promise& parent, Task& owner) {
  engine_ = parent.engine_;
  parent_ = &parent;
  owner_ = &owner;
  parent.awaited_ = this;
  engine_->next_ = this;
}

// Services over to the parent, which may have a time limit running. A spawned task is for the
// engine to take down: it cannot free the frame that it still stands in.
void Promise::ended() noexcept {
  if (!parent_) {
    engine_->next_ = this;
    return;
  }
  if (parent_->scheduled()) engine_->schedule_.remove(*parent_);
  engine_->next_ = parent_;
}

Promise& Promise::root() {
  Promise* promise = this;
  while (promise->parent_)
    promise = promise->parent_;
  return *promise;
}

// From the innermost task outwards and without recursion, so that depth costs no stack.
void Promise::destroy() {
  Promise* innermost = this;
  while (innermost->awaited_)
    innermost = innermost->awaited_;
  while (innermost != this) {
    Promise* parent = innermost->parent_;
    innermost->owner_->promise_ = nullptr;
    innermost->part_from_parent();
    innermost->handle().destroy();
    innermost = parent;
  }
  handle().destroy();
}

void Promise::part_from_parent() {
  if (!parent_) return;
  parent_->awaited_ = nullptr;
  parent_ = nullptr;
  handle_ = nullptr;
}

void Task::clear() {
  if (Promise* promise = std::exchange(promise_, nullptr)) {
    promise->part_from_parent();
    promise->destroy();
  }
}

void Task::Run::await_suspend(Promise::Handle parent) {
  require(!task_.empty(), "a task to await");
  require(!task_.promise_->parent_ && !task_.promise_->handle().done(), "a task is awaited once");
  task_.promise_->start_below(parent.promise(), task_);
}

void Task::Run::await_resume() const {
  Engine& engine = *task_.promise_->engine_;
  task_.promise_->part_from_parent();
  engine.rethrow_error();
}

void TimeLimit::await_suspend(Promise::Handle parent) {
  require(!task_.empty(), "a task to await");
  Engine& engine = *parent.promise().engine_;
  engine.schedule_.insert(parent.promise(), engine.now() + limit_);
  task_.promise_->start_below(parent.promise(), task_);
}

bool TimeLimit::await_resume() {
  Engine& engine = *task_.promise_->engine_;
  const bool in_time = task_.promise_->handle().done();
  task_.clear();
  engine.rethrow_error();
  return in_time;
}

TaskHandle::TaskHandle(Promise& promise) : promise_(&promise) {
  promise.handle_ = this;
}

TaskHandle& TaskHandle::operator=(TaskHandle&& other) noexcept {
  if (this != &other) {
    let_go();
    take_from(other);
  }
  return *this;
}

void TaskHandle::take_from(TaskHandle& other) noexcept {
  promise_ = std::exchange(other.promise_, nullptr);
  if (promise_) promise_->handle_ = this;
}

void TaskHandle::let_go() noexcept {
  if (promise_) promise_->handle_ = nullptr;
  promise_ = nullptr;
}

void TaskHandle::cancel() {
  if (!promise_) return;
  const Promise* running = promise_->engine_->running_;
  require(!running || &promise_->engine_->running_->root() != promise_,
          "a task does not cancel itself");
  promise_->destroy();
}

} // namespace copyscope::engine
