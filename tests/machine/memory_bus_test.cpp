// The memory bus: max-min shares, worked out anew at each arrival and departure, to the picosecond.
#include "sim/machine/memory_bus.h"

#include "sim/engine/alarm.h"
#include "tests/engine/random.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace copyscope::machine {
namespace {

constexpr Bandwidth gb(std::int64_t bytes_per_ns) {
  return Bandwidth::from_bytes(bytes_per_ns * 1'000'000'000);
}
constexpr Time nanoseconds(std::int64_t count) {
  return Time::from_ps(count * 1000);
}

struct Move {
  Time begin;
  Bytes bytes;
  Bandwidth rate;
  int times = 1;
};

class Mover final : public MemoryBus::User {
public:
  explicit Mover(engine::Engine& engine) : alarm_(engine) {}
  engine::Alarm::Until end() { return alarm_.until(end_); }
  void ends_at(Time end) override {
    end_ = end;
    if (alarm_.is_set()) alarm_.move(end);
  }

private:
  engine::Alarm alarm_;
  Time end_;
};

engine::Task run(engine::Engine& engine, MemoryBus& bus, Move move, Time& ended) {
  co_await engine.delay(move.begin);
  Mover mover(engine);
  bus.load(mover, move.bytes, move.rate, move.times);
  while (bus.has_left(mover)) {
    bus.join(mover);
    co_await mover.end();
    bus.leave(mover);
  }
  ended = engine.now();
}

scenario::Machine with_bus(Bandwidth capacity, bool shared) {
  scenario::Machine machine;
  machine.memory.bandwidth = capacity;
  machine.mechanism.bus = shared;
  return machine;
}

std::vector<Time> ends_of(Bandwidth capacity, const std::vector<Move>& moves, bool shared = true) {
  engine::Engine engine;
  MemoryBus bus(engine, with_bus(capacity, shared));
  std::vector<Time> ends(moves.size());
  for (std::size_t i = 0; i < moves.size(); ++i)
    engine.spawn(run(engine, bus, moves[i], ends[i]));
  engine.run();
  EXPECT_TRUE(bus.is_idle());
  return ends;
}

using Ends = std::vector<Time>;

TEST(MemoryBus, alone_a_transfer_takes_exactly_its_bytes_over_its_own_rate) {
  engine::Engine engine;
  const MemoryBus bus(engine, with_bus(gb(20), true));
  for (const std::int64_t bytes : {1, 3, 4096, 65'536, 1'000'003}) {
    const Bandwidth odd = Bandwidth::from_bytes(6'999'999'937);
    EXPECT_EQ(bus.alone(Bytes(bytes), odd, 2), transfer_time(Bytes(bytes), odd));
    EXPECT_EQ(ends_of(gb(20), {{Time(), Bytes(bytes), odd, 2}}),
              Ends{transfer_time(Bytes(bytes), odd)});
  }
}

TEST(MemoryBus, a_copy_takes_it_twice_so_it_is_as_fast_as_half_of_it) {
  EXPECT_EQ(ends_of(gb(10), {{Time(), Bytes(60'000), gb(10), 2}}), Ends{nanoseconds(12'000)});
  EXPECT_EQ(ends_of(gb(10), {{Time(), Bytes(60'000), gb(10), 1}}), Ends{nanoseconds(6'000)});
  engine::Engine engine;
  EXPECT_EQ(MemoryBus(engine, with_bus(gb(10), true)).alone(Bytes(60'000), gb(10), 2),
            nanoseconds(12'000));
}

TEST(MemoryBus, two_that_ask_for_more_than_half_each_get_half_and_the_last_one_all_it_can_take) {
  // 5 GB/s each until 40,000 B are over, after 8 us; then 40,000 B at 8 GB/s.
  EXPECT_EQ(ends_of(gb(10), {{Time(), Bytes(80'000), gb(8)}, {Time(), Bytes(40'000), gb(8)}}),
            (Ends{nanoseconds(13'000), nanoseconds(8'000)}));
}

TEST(MemoryBus, who_asks_for_less_than_an_equal_share_gets_it_and_the_others_share_the_rest) {
  // 2, 5 and 5 GB/s.
  EXPECT_EQ(ends_of(gb(12), {{Time(), Bytes(50'000), gb(8)},
                             {Time(), Bytes(20'000), gb(2)},
                             {Time(), Bytes(50'000), gb(8)}}),
            (Ends{nanoseconds(10'000), nanoseconds(10'000), nanoseconds(10'000)}));
  // 2, 4 and 6: nobody is slowed where there is room for all.
  EXPECT_EQ(ends_of(gb(12), {{Time(), Bytes(60'000), gb(6)},
                             {Time(), Bytes(20'000), gb(2)},
                             {Time(), Bytes(40'000), gb(4)}}),
            (Ends{nanoseconds(10'000), nanoseconds(10'000), nanoseconds(10'000)}));
}

TEST(MemoryBus, a_copy_and_dma_share_it_by_what_they_take_of_it_not_by_what_they_move) {
  // Both ask for 8 GB/s of the bus and get 6: the copy moves 3 GB/s, DMA 6 GB/s.
  EXPECT_EQ(ends_of(gb(12), {{Time(), Bytes(30'000), gb(4), 2}, {Time(), Bytes(60'000), gb(8), 1}}),
            (Ends{nanoseconds(10'000), nanoseconds(10'000)}));
}

TEST(MemoryBus, who_comes_later_slows_what_is_under_way_from_then_on) {
  // 16,000 B alone at 8 GB/s in 2 us; 5 GB/s for 4 us, 20,000 B; the rest, 24,000 B, alone in 3 us.
  EXPECT_EQ(
      ends_of(gb(10), {{Time(), Bytes(60'000), gb(8)}, {nanoseconds(2'000), Bytes(20'000), gb(8)}}),
      (Ends{nanoseconds(9'000), nanoseconds(6'000)}));
}

TEST(MemoryBus, where_it_is_not_shared_nobody_slows_anybody) {
  EXPECT_EQ(
      ends_of(gb(1), {{Time(), Bytes(80'000), gb(8), 2}, {Time(), Bytes(40'000), gb(8), 2}}, false),
      (Ends{nanoseconds(10'000), nanoseconds(5'000)}));
}

// Max-min by itself, in floating point: all rates rise together until a transfer has its own, or
// the bus is full.
std::vector<double> shares(double capacity, const std::vector<Move>& moves,
                           const std::vector<double>& left) {
  const auto asked = [&](std::size_t i) {
    return static_cast<double>(moves[i].rate.bits()) / 8e12 * moves[i].times; // B/ps
  };
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < moves.size(); ++i)
    if (left[i] > 0) open.push_back(i);
  std::vector<double> rate(moves.size());
  double level = 0;
  while (!open.empty()) {
    const double room = capacity / static_cast<double>(open.size());
    double next = room + level;
    for (const std::size_t i : open)
      next = std::min(next, asked(i));
    for (const std::size_t i : open)
      rate[i] = next / moves[i].times;
    capacity -= (next - level) * static_cast<double>(open.size());
    level = next;
    std::erase_if(open, [&](std::size_t i) { return asked(i) <= level; });
    if (capacity < 1e-12) break;
  }
  return rate;
}

std::vector<double> fluid_ends(double capacity, const std::vector<Move>& moves) {
  std::vector<double> left(moves.size()), ends(moves.size());
  double now = 0;
  const auto begins = [&](std::size_t i) { return static_cast<double>(moves[i].begin.ps()); };
  const auto bytes = [&](std::size_t i) { return static_cast<double>(moves[i].bytes.count()); };
  for (std::size_t done = 0; done < moves.size();) {
    for (std::size_t i = 0; i < moves.size(); ++i)
      if (begins(i) <= now && ends[i] == 0 && left[i] == 0) left[i] = bytes(i);
    const std::vector<double> rate = shares(capacity, moves, left);
    double next = 1e300;
    for (std::size_t i = 0; i < moves.size(); ++i) {
      if (left[i] > 0) next = std::min(next, now + left[i] / rate[i]);
      if (begins(i) > now) next = std::min(next, begins(i));
    }
    for (std::size_t i = 0; i < moves.size(); ++i) {
      if (left[i] == 0) continue;
      left[i] -= rate[i] * (next - now);
      if (left[i] > 1e-6) continue;
      left[i] = 0;
      ends[i] = next;
      ++done;
    }
    now = next;
  }
  return ends;
}

TEST(MemoryBus, comes_out_as_a_fluid_does_whoever_comes_and_goes) {
  engine::Random random(7);
  double worst = 0;
  for (int i = 0; i < 500; ++i) {
    std::vector<Move> moves(static_cast<std::size_t>(2 + random.below(5)));
    for (Move& move : moves)
      move = {Time::from_ps(random.below(20'000'000)), Bytes(1 + random.below(200'000)),
              Bandwidth::from_bytes(100'000'000 + random.below(20'000'000'000)),
              static_cast<int>(1 + random.below(2))};
    const std::int64_t capacity = 1'000'000'000 + random.below(40'000'000'000);
    const std::vector<Time> ends = ends_of(Bandwidth::from_bytes(capacity), moves);
    const std::vector<double> fluid = fluid_ends(static_cast<double>(capacity) / 1e12, moves);
    for (std::size_t k = 0; k < moves.size(); ++k)
      worst = std::max(worst, std::abs(static_cast<double>(ends[k].ps()) - fluid[k]));
  }
  EXPECT_LT(worst, 10) << "ps: each arrival and departure rounds up by less than one";
}

} // namespace
} // namespace copyscope::machine
