// A resource of which there is a limited amount: clerks, disk heads, bytes of a buffer.
//
// Whoever asks first is served first, also when a later request would fit and an earlier does not.
//
//     Resource::Lease lease = co_await clerk.acquire();
//     co_await engine.delay(service);
//     lease.release(); // or let it go out of scope
#pragma once

#include "sim/engine/wait_list.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace copyscope::engine {

class Resource {
public:
  class Lease;
  class Acquire;
  class AcquireWithin;

  /// `capacity` ≥ 1
  Resource(Engine& engine, std::int64_t capacity);

  std::int64_t capacity() const { return capacity_; }
  std::int64_t in_use() const { return capacity_ - free_; }
  std::int64_t free() const { return free_; }
  std::size_t waiting() const { return line_.size(); } ///< O(n)

  /// `Lease lease = co_await resource.acquire();` 1 ≤ amount ≤ capacity, else BrokenInvariant.
  Acquire acquire(std::int64_t amount = 1);

  /// `std::optional<Lease> lease = co_await resource.acquire_within(limit);` without a value if it
  /// was not this request's turn within the limit.
  AcquireWithin acquire_within(Time limit, std::int64_t amount = 1);

  /// Now or not at all. Does not overtake those in line.
  std::optional<Lease> try_acquire(std::int64_t amount = 1);

private:
  class Request;

  Lease take(std::int64_t amount);
  void give_back(std::int64_t amount);
  void serve_line();

  std::int64_t capacity_;
  std::int64_t free_;
  WaitList line_;
};

/// The right to use an amount of a resource until it is released or goes out of scope.
class [[nodiscard]] Resource::Lease {
public:
  Lease() = default;
  Lease(Lease&& other) noexcept
      : resource_(std::exchange(other.resource_, nullptr)), engine_(other.engine_),
        amount_(std::exchange(other.amount_, 0)) {}
  Lease& operator=(Lease&& other) noexcept;
  ~Lease() { release(); }

  /// 0 once released.
  std::int64_t amount() const { return amount_; }

  /// Gives everything back; the next in line goes on at the present time.
  void release();

private:
  friend class Resource;
  Lease(Resource& resource, std::int64_t amount)
      : resource_(&resource), engine_(&resource.line_.engine()), amount_(amount) {}

  Resource* resource_ = nullptr;
  Engine* engine_ = nullptr; // outlives its tasks, as the resource need not
  std::int64_t amount_ = 0;
};

class Resource::Request : public Waiter {
public:
  Request(Resource& resource, std::int64_t amount, std::optional<Time> limit);
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;
  ~Request() { withdraw(); }

  bool await_ready();
  void await_suspend(Promise::Handle task) { resource_.line_.add(*this, task, limit_); }

protected:
  void withdraw();

  Lease lease_; ///< filled when this request is served

private:
  friend class Resource;
  Resource& resource_;
  std::int64_t amount_;
  std::optional<Time> limit_;
};

class [[nodiscard]] Resource::Acquire : public Request {
public:
  using Request::Request;
  Lease await_resume() { return std::move(lease_); }
};

class [[nodiscard]] Resource::AcquireWithin : public Request {
public:
  using Request::Request;
  std::optional<Lease> await_resume();
};

} // namespace copyscope::engine
