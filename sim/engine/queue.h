// A queue of items between tasks: who pops waits for an item, who pushes waits for room.
//
//     co_await packets.push(std::move(packet));
//     Packet packet = co_await packets.pop();
//
// Items come out in the order in which they went in; tasks that wait are served in order, too.
#pragma once

#include "sim/engine/wait_list.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace copyscope::engine {

template <typename T> class Queue {
  class PopRequest;
  class PushRequest;

public:
  class Pop;
  class PopWithin;
  class Push;
  class PushWithin;

  static constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

  /// At most `capacity` ≥ 1 items at a time.
  explicit Queue(Engine& engine, std::size_t capacity = unbounded)
      : capacity_(capacity), poppers_(engine), pushers_(engine) {
    require(capacity >= 1, "a queue has room");
  }

  std::size_t capacity() const { return capacity_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  bool full() const { return count_ >= capacity_; }

  /// `T item = co_await queue.pop();`
  Pop pop() { return Pop(*this, std::nullopt); }
  /// `std::optional<T> item = co_await queue.pop_within(limit);` without a value if none came.
  PopWithin pop_within(Time limit) { return PopWithin(*this, limit); }
  /// `co_await queue.push(item);`
  Push push(T item) { return Push(*this, std::move(item), std::nullopt); }
  /// `bool pushed = co_await queue.push_within(item, limit);` false if no room came in time.
  PushWithin push_within(T item, Time limit) { return PushWithin(*this, std::move(item), limit); }

  /// Now or not at all; neither overtakes those who wait.
  std::optional<T> try_pop() {
    if (unclaimed() == 0) return std::nullopt;
    return take();
  }
  bool try_push(T item) {
    if (full()) return false;
    put(std::move(item));
    return true;
  }

private:
  // An item that a waiting task has been woken for stays here, claimed, until the task takes it: if
  // the task is cancelled before it runs, the item is there for the next.
  std::size_t unclaimed() const { return count_ - claimed_; }

  void put(T item) {
    if (count_ == ring_.size()) grow();
    ring_[(first_ + count_) % ring_.size()] = std::move(item);
    ++count_;
    serve_poppers();
  }

  T take() {
    T item = std::move(*ring_[first_]);
    ring_[first_].reset();
    first_ = (first_ + 1) % ring_.size();
    --count_;
    serve_pushers();
    return item;
  }

  void serve_poppers() {
    while (unclaimed() > 0 && !poppers_.empty()) {
      auto& request = static_cast<PopRequest&>(poppers_.first());
      request.claims_ = true;
      ++claimed_;
      poppers_.wake(request);
    }
  }

  void serve_pushers() {
    while (!full() && !pushers_.empty()) {
      auto& request = static_cast<PushRequest&>(pushers_.first());
      pushers_.wake(request);
      put(std::move(request.item_));
    }
  }

  void grow() {
    std::vector<std::optional<T>> larger(ring_.empty() ? 8 : ring_.size() * 2);
    for (std::size_t i = 0; i < count_; ++i)
      larger[i] = std::move(ring_[(first_ + i) % ring_.size()]);
    ring_ = std::move(larger);
    first_ = 0;
  }

  std::size_t capacity_;
  std::vector<std::optional<T>> ring_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::size_t claimed_ = 0; ///< the first of the items, as many as tasks have been woken for
  WaitList poppers_;
  WaitList pushers_;
};

template <typename T> class Queue<T>::PopRequest : public Waiter {
public:
  PopRequest(Queue& queue, std::optional<Time> limit) : queue_(queue), limit_(limit) {}
  PopRequest(const PopRequest&) = delete;
  PopRequest& operator=(const PopRequest&) = delete;
  ~PopRequest() {
    if (!claims_ || engine_.closing()) return;
    --queue_.claimed_;
    queue_.serve_poppers();
  }

  bool await_ready() {
    if (queue_.unclaimed() == 0) return false;
    ++queue_.claimed_;
    return claims_ = true;
  }
  void await_suspend(Promise::Handle task) { queue_.poppers_.add(*this, task, limit_); }

protected:
  std::optional<T> take_claimed() {
    if (linked()) unlink();
    if (!claims_) return std::nullopt;
    claims_ = false;
    --queue_.claimed_;
    return queue_.take();
  }

private:
  friend class Queue;
  Queue& queue_;
  Engine& engine_ = queue_.poppers_.engine(); // outlives its tasks, as the queue need not
  std::optional<Time> limit_;
  bool claims_ = false;
};

template <typename T> class [[nodiscard]] Queue<T>::Pop : public PopRequest {
public:
  using PopRequest::PopRequest;
  T await_resume() { return *this->take_claimed(); }
};

template <typename T> class [[nodiscard]] Queue<T>::PopWithin : public PopRequest {
public:
  using PopRequest::PopRequest;
  std::optional<T> await_resume() { return this->take_claimed(); }
};

template <typename T> class Queue<T>::PushRequest : public Waiter {
public:
  PushRequest(Queue& queue, T item, std::optional<Time> limit)
      : queue_(queue), item_(std::move(item)), limit_(limit) {}
  PushRequest(const PushRequest&) = delete;
  PushRequest& operator=(const PushRequest&) = delete;

  bool await_ready() {
    if (queue_.full()) return false;
    queue_.put(std::move(item_));
    return true;
  }
  void await_suspend(Promise::Handle task) { queue_.pushers_.add(*this, task, limit_); }

protected:
  bool pushed() {
    if (!this->linked()) return true;
    this->unlink();
    return false;
  }

private:
  friend class Queue;
  Queue& queue_;
  T item_;
  std::optional<Time> limit_;
};

template <typename T> class [[nodiscard]] Queue<T>::Push : public PushRequest {
public:
  using PushRequest::PushRequest;
  void await_resume() {}
};

template <typename T> class [[nodiscard]] Queue<T>::PushWithin : public PushRequest {
public:
  using PushRequest::PushRequest;
  bool await_resume() { return this->pushed(); }
};

} // namespace copyscope::engine
