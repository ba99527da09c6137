#include "sim/machine/memory_bus.h"

#include <algorithm>
#include <limits>

namespace copyscope::machine {

namespace {

constexpr Int128 ps_a_second = 1'000'000'000'000;
constexpr Int128 most_of_64_bits = std::numeric_limits<std::int64_t>::max();

// Mostly both fit 64 bits, and dividing these is ten times as quick.
Int128 rounded_up(Int128 a, Int128 b) {
  if (a <= most_of_64_bits && b <= most_of_64_bits) {
    const auto divisor = static_cast<std::uint64_t>(b);
    return (static_cast<std::uint64_t>(a) + divisor - 1) / divisor;
  }
  return (a + b - 1) / b;
}

Time checked(Int128 ps) {
  if (ps > most_of_64_bits) throw OverflowError("a time beyond 106 days");
  return Time::from_ps(static_cast<std::int64_t>(ps));
}

} // namespace

MemoryBus::MemoryBus(engine::Engine& engine, const scenario::Machine& machine)
    : engine_(engine),
      scale_(std::max({machine.cpu.copy_bandwidth.divisor(), // powers of ten
                       machine.cpu.cold_copy_bandwidth.divisor(), machine.dma.bandwidth.divisor(),
                       machine.disk.bandwidth.divisor(), machine.memory.bandwidth.divisor()})),
      capacity_(per_second(machine.memory.bandwidth)), is_shared_(machine.mechanism.bus) {}

void MemoryBus::load(User& user, Bytes bytes, Bandwidth rate, int times, Time beside) const {
  user.left_ = Int128{bytes.count()} * 8 * ps_a_second * scale_;
  user.most_ = per_second(rate);
  user.times_ = times;
  if (beside > Time())
    user.most_ = rounded_up(user.left_, (transfer_time(bytes, rate) + beside).ps());
}

Int128 MemoryBus::alone(const User& user) const {
  if (!is_shared_ || user.most_ * user.times_ <= capacity_) return user.most_;
  return std::max<Int128>(1, capacity_ / user.times_);
}

Time MemoryBus::alone(Bytes bytes, Bandwidth rate, int times, Time beside) const {
  if (!is_shared_ && beside == Time()) return transfer_time(bytes, rate);
  struct Nobody final : User {
    void ends_at(Time) override {}
  } user;
  load(user, bytes, rate, times, beside);
  return checked(rounded_up(user.left_, alone(user)));
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

void MemoryBus::share() {
  if (users_.size() == 1 || !is_shared_)
    for (User* user : users_)
      user->rate_ = alone(*user);
  else
    share_among_many();
  for (User* user : users_)
    tell(*user);
}

// Water-filling: whoever asks for the least first. Equal requests keep the order of arrival.
void MemoryBus::share_among_many() {
  asking_ = users_;
  for (std::size_t i = 1; i < asking_.size(); ++i) // few: in place, one after the other
    for (std::size_t j = i; j > 0 && asking_[j]->most_ * asking_[j]->times_ <
                                         asking_[j - 1]->most_ * asking_[j - 1]->times_;
         --j)
      std::swap(asking_[j], asking_[j - 1]);
  Int128 room = capacity_;
  auto others = static_cast<std::int64_t>(asking_.size());
  for (User* user : asking_) {
    const Int128 asked = user->most_ * user->times_;
    const Int128 given = std::min(asked, room / others);
    room -= given;
    --others;
    user->rate_ = given == asked ? user->most_ : std::max<Int128>(1, given / user->times_);
  }
}

void MemoryBus::tell(User& user) const {
  user.ends_at(since_ + checked(rounded_up(user.left_, user.rate_)));
}

void MemoryBus::stand(Standing& standing) const {
  standing.time(since_);
  for (const User* user : users_) {
    standing.wide(user->left_);
    standing.wide(user->most_);
    standing.wide(user->rate_);
  }
}

} // namespace copyscope::machine
