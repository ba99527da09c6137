#include "sim/engine/resource.h"

namespace copyscope::engine {

Resource::Resource(Engine& engine, std::int64_t capacity)
    : capacity_(capacity), free_(capacity), line_(engine) {
  require(capacity >= 1, "a resource has a capacity");
}

Resource::Acquire Resource::acquire(std::int64_t amount) {
  return Acquire(*this, amount, std::nullopt);
}

Resource::AcquireWithin Resource::acquire_within(Time limit, std::int64_t amount) {
  return AcquireWithin(*this, amount, limit);
}

std::optional<Resource::Lease> Resource::try_acquire(std::int64_t amount) {
  require(amount >= 1 && amount <= capacity_, "an amount that the resource has");
  if (!line_.empty() || amount > free_) return std::nullopt;
  return take(amount);
}

Resource::Lease Resource::take(std::int64_t amount) {
  free_ -= amount;
  return Lease(*this, amount);
}

void Resource::give_back(std::int64_t amount) {
  free_ += amount;
  serve_line();
}

void Resource::serve_line() {
  while (!line_.empty()) {
    auto& request = static_cast<Request&>(line_.first());
    if (request.amount_ > free_) return;
    request.lease_ = take(request.amount_);
    line_.wake(request);
  }
}

Resource::Lease& Resource::Lease::operator=(Lease&& other) noexcept {
  if (this != &other) {
    release();
    resource_ = std::exchange(other.resource_, nullptr);
    engine_ = other.engine_;
    amount_ = std::exchange(other.amount_, 0);
  }
  return *this;
}

void Resource::Lease::release() {
  Resource* resource = std::exchange(resource_, nullptr);
  const std::int64_t amount = std::exchange(amount_, 0);
  if (resource && !engine_->closing()) resource->give_back(amount);
}

Resource::Request::Request(Resource& resource, std::int64_t amount, std::optional<Time> limit)
    : resource_(resource), amount_(amount), limit_(limit) {
  require(amount >= 1 && amount <= resource.capacity_, "an amount that the resource has");
}

bool Resource::Request::await_ready() {
  if (!resource_.line_.empty() || amount_ > resource_.free_) return false;
  lease_ = resource_.take(amount_);
  return true;
}

// A large request that leaves the line may have kept smaller ones behind it waiting.
void Resource::Request::withdraw() {
  if (!linked()) return;
  unlink();
  if (!resource_.line_.engine().closing()) resource_.serve_line();
}

std::optional<Resource::Lease> Resource::AcquireWithin::await_resume() {
  withdraw();
  if (lease_.amount() == 0) return std::nullopt;
  return std::move(lease_);
}

} // namespace copyscope::engine
