#include "sim/machine/memory_bus.h"

#include <algorithm>
#include <limits>

namespace copyscope::machine {

namespace {

constexpr Int128 nano = 1'000'000'000;
constexpr Int128 pico_nano = nano * 1'000'000'000'000; // a bit, in left_'s unit

Int128 per_second(Bandwidth rate) {
  return Int128{rate.bits()} * (nano / rate.divisor());
}

Int128 rounded_up(Int128 a, Int128 b) {
  return (a + b - 1) / b;
}

} // namespace

MemoryBus::MemoryBus(engine::Engine& engine, Bandwidth bandwidth, bool is_shared)
    : engine_(engine), capacity_(per_second(bandwidth)), is_shared_(is_shared) {}

Time MemoryBus::alone(Bytes bytes, Bandwidth rate, int times) const {
  if (!is_shared_ || per_second(rate) * times <= capacity_) return transfer_time(bytes, rate);
  const Int128 ps =
      rounded_up(Int128{bytes.count()} * 8 * pico_nano, std::max<Int128>(1, capacity_ / times));
  if (ps > std::numeric_limits<std::int64_t>::max()) throw OverflowError("a time beyond 106 days");
  return Time::from_ps(static_cast<std::int64_t>(ps));
}

void MemoryBus::load(User& user, Bytes bytes, Bandwidth rate, int times) const {
  user.left_ = Int128{bytes.count()} * 8 * pico_nano;
  user.most_ = per_second(rate);
  user.times_ = times;
}

void MemoryBus::join(User& user) {
  move_on();
  users_.push_back(&user);
  share();
}

void MemoryBus::leave(User& user) {
  move_on();
  std::erase(users_, &user);
  share();
}

void MemoryBus::move_on() {
  const Time elapsed = engine_.now() - since_;
  since_ = engine_.now();
  if (elapsed == Time()) return;
  for (User* user : users_)
    user->left_ = std::max<Int128>(0, user->left_ - user->rate_ * elapsed.ps());
}

// Water-filling: whoever asks for the least first. Equal requests keep the order of arrival.
void MemoryBus::share() {
  asking_ = users_;
  if (is_shared_)
    std::stable_sort(asking_.begin(), asking_.end(), [](const User* a, const User* b) {
      return a->most_ * a->times_ < b->most_ * b->times_;
    });
  Int128 room = capacity_;
  auto others = static_cast<Int128>(asking_.size());
  for (User* user : asking_) {
    const Int128 asked = user->most_ * user->times_;
    const Int128 given = is_shared_ ? std::min(asked, room / others) : asked;
    room -= given;
    --others;
    user->rate_ = std::max<Int128>(1, given / user->times_);
  }
  for (User* user : users_) {
    const Int128 ps = rounded_up(user->left_, user->rate_);
    const Int128 most = Int128{std::numeric_limits<std::int64_t>::max()} - since_.ps();
    if (ps > most) throw OverflowError("a time beyond 106 days");
    user->ends_at(since_ + Time::from_ps(static_cast<std::int64_t>(ps)));
  }
}

} // namespace copyscope::machine
