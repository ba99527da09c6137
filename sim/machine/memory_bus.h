// The memory bus: what copies and DMA share (mechanism.bus).
//
// A copy by the CPU reads and writes memory, so it takes the bus twice for each byte; DMA takes it
// once. Each moves at its own rate where there is room for all, else the bus is shared max-min:
// whoever asks for less than an equal share gets it, the others share the rest. Times are worked
// out anew at each arrival and departure, in integers: a transfer alone takes exactly bytes / its
// own rate.
#pragma once

#include "sim/engine/engine.h"
#include "sim/machine/standing.h"
#include "sim/scenario/machine_parameters.h"
#include "sim/units/wide.h"

#include <vector>

namespace copyscope::machine {

class MemoryBus {
public:
  /// Something that moves bytes over the bus. It is told when it will end, as things stand.
  class User {
  public:
    virtual void ends_at(Time end) = 0;

  protected:
    ~User() = default;

  private:
    friend class MemoryBus;
    Int128 left_ = 0; ///< in picoseconds at a rate of 1
    Int128 most_ = 0; ///< its own rate, in the bus's unit
    Int128 rate_ = 0; ///< its share now
    int times_ = 1;   ///< that each byte takes the bus
  };

  /// Shared where mechanism.bus is on; else nobody slows anybody.
  MemoryBus(engine::Engine& engine, const scenario::Machine& machine);

  bool is_shared() const { return is_shared_; }
  bool is_idle() const { return users_.empty(); }

  /// What a user is about to move: so many bytes, at most at that rate, each `times` over the bus;
  /// time `beside` them makes it that much slower.
  void load(User& user, Bytes bytes, Bandwidth rate, int times, Time beside = {}) const;
  bool has_left(const User& user) const { return user.left_ > 0; }
  /// How long that takes which has the bus for itself.
  Time alone(Bytes bytes, Bandwidth rate, int times, Time beside = {}) const;
  /// From now on, until leave(); all are told their new ends.
  void join(User& user);
  void leave(User& user);

  void stand(Standing& standing) const;

private:
  Int128 per_second(Bandwidth rate) const { return Int128{rate.bits()} * scale_ / rate.divisor(); }
  Int128 alone(const User& user) const;
  void move_on();
  void share();
  void share_among_many();
  void tell(User& user) const;

  engine::Engine& engine_;
  std::int64_t scale_; ///< rates are whole numbers in 1 / scale_ bits a second
  Int128 capacity_;
  bool is_shared_;
  std::vector<User*> users_;  ///< in order of arrival
  std::vector<User*> asking_; ///< share()'s own
  Time since_;                ///< the time up to which `left_` holds
};

} // namespace copyscope::machine
