// The schedule against a plain ordered set, under loads that suit it and loads that do not.
#include "sim/engine/schedule.h"
#include "tests/engine/ps.h"
#include "tests/engine/random.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace copyscope::engine {
namespace {

// A schedule, and what it has to do as a set of (time, number of the insertion).
class Checked {
public:
  std::size_t size() const { return reference_.size(); }
  std::int64_t now() const { return now_; }

  void insert(std::int64_t after) {
    Item& item = fresh();
    item.number = ++inserted_;
    schedule_.insert(item, ps(now_ + after));
    reference_.insert({now_ + after, item.number, &item});
  }

  bool take(std::int64_t horizon = Time::max().ps()) {
    auto* item = static_cast<Item*>(schedule_.take(ps(horizon)));
    const bool none = reference_.empty() || std::get<0>(*reference_.begin()) > horizon;
    if (none) {
      EXPECT_EQ(item, nullptr);
      return false;
    }
    if (item != std::get<2>(*reference_.begin())) {
      ADD_FAILURE() << "not the first entry";
      return false;
    }
    now_ = item->time.ps();
    reference_.erase(reference_.begin());
    unused_.push_back(item);
    return true;
  }

  void remove_any(Random& random) {
    if (reference_.empty()) return;
    const std::int64_t latest = std::get<0>(*reference_.rbegin());
    auto place = reference_.lower_bound(
        {now_ + random.below(latest - now_ + 1), std::uint64_t(random.below(1000)), nullptr});
    if (place == reference_.end()) --place;
    Item* item = std::get<2>(*place);
    schedule_.remove(*item);
    EXPECT_FALSE(item->scheduled());
    reference_.erase(place);
    unused_.push_back(item);
  }

  // The promise of nothing_until() is one-sided: what it says is true, what it does not say may be.
  void check_nothing_until(std::int64_t after) {
    const bool nothing = reference_.empty() || std::get<0>(*reference_.begin()) > now_ + after;
    EXPECT_TRUE(nothing || !schedule_.nothing_until(ps(now_ + after)));
    EXPECT_EQ(schedule_.size(), reference_.size());
  }

private:
  struct Item : Entry {
    std::uint64_t number = 0;
  };

  Item& fresh() {
    if (unused_.empty()) return items_.emplace_back();
    Item* item = unused_.back();
    unused_.pop_back();
    return *item;
  }

  Schedule schedule_;
  std::set<std::tuple<std::int64_t, std::uint64_t, Item*>> reference_;
  std::deque<Item> items_;
  std::vector<Item*> unused_;
  std::int64_t now_ = 0;
  std::uint64_t inserted_ = 0;
};

using Delays = std::function<std::int64_t(Random&)>;

void hold(const Delays& delay, int pending, int events, std::uint64_t seed) {
  Random random(seed);
  Checked checked;
  for (int i = 0; i < pending; ++i)
    checked.insert(delay(random));
  for (int i = 0; i < events && !testing::Test::HasFailure(); ++i) {
    const std::int64_t after = delay(random);
    checked.check_nothing_until(after);
    if (!checked.take()) break;
    if (random.below(50) == 0) checked.remove_any(random);
    while (checked.size() < static_cast<std::size_t>(pending))
      checked.insert(delay(random));
  }
  while (!testing::Test::HasFailure() && checked.take())
    continue;
  EXPECT_EQ(checked.size(), 0u);
}

std::int64_t exponential(Random& random) {
  return random.exponential(1'000'000);
}
std::int64_t with_many_ties(Random& random) {
  return random.below(4) * 1000;
}
std::int64_t all_at_one_time(Random&) {
  return 1000;
}
std::int64_t bimodal(Random& random) {
  return random.below(10) ? random.below(1000) : 1'000'000'000 + random.below(1000);
}
std::int64_t far_future(Random& random) {
  return random.below(3) ? random.below(100) : std::int64_t{1} << (30 + random.below(20));
}
std::int64_t bursts(Random& random) {
  return random.below(300) ? random.below(3) : std::int64_t{1} << 40;
}
std::int64_t all_scales(Random& random) {
  return static_cast<std::int64_t>(random.bits() >> (20 + random.below(44)));
}

TEST(Schedule, keeps_the_order_for_every_kind_of_delay_and_number) {
  for (const Delays& delay :
       {Delays(exponential), Delays(with_many_ties), Delays(all_at_one_time), Delays(bimodal),
        Delays(far_future), Delays(bursts), Delays(all_scales)})
    for (const int pending : {1, 3, 64, 1000, 20'000})
      hold(delay, pending, 20'000 + pending, static_cast<std::uint64_t>(pending));
}

TEST(Schedule, keeps_the_order_while_the_kind_of_delay_changes) {
  Random random(7);
  Checked checked;
  const Delays delays[] = {exponential, all_scales, with_many_ties, bursts, bimodal};
  for (int phase = 0; phase < 40 && !HasFailure(); ++phase) {
    const Delays& delay = delays[random.below(5)];
    const auto pending = static_cast<std::size_t>(1) << random.below(13);
    for (int i = 0; i < 3000 && !HasFailure(); ++i) {
      while (checked.size() < pending)
        checked.insert(delay(random));
      checked.take();
    }
  }
}

RC_GTEST_PROP(Schedule, keeps_the_order_for_any_sequence_of_operations, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto scale = *rc::gen::inRange(0, 50);
  Random random(seed);
  Checked checked;
  std::int64_t inserted = 0;
  for (int i = 0; i < 2000; ++i) {
    switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      if (++inserted < 1000) checked.insert(random.below((std::int64_t{1} << scale) + 1));
      break;
    case 3:
      checked.remove_any(random);
      break;
    case 4:
      checked.take(checked.now() + random.below((std::int64_t{1} << scale) + 1));
      break;
    default:
      checked.take();
    }
  }
  RC_ASSERT(!testing::Test::HasFailure());
}

constexpr std::size_t million = 1'000'000;

// The following would take hours if any of it were quadratic.

TEST(Schedule, a_million_entries_at_one_time_come_out_in_order) {
  Schedule schedule;
  std::deque<Entry> entries(million);
  for (Entry& entry : entries)
    schedule.insert(entry, ps(1'000'000'000));
  for (Entry& entry : entries)
    ASSERT_EQ(schedule.take(Time::max()), &entry);
}

TEST(Schedule, a_million_entries_at_one_time_can_be_removed_in_any_order) {
  Random random(3);
  Schedule schedule;
  std::deque<Entry> entries(million);
  std::vector<Entry*> order;
  for (Entry& entry : entries) {
    schedule.insert(entry, ps(5'000'000));
    order.push_back(&entry);
  }
  for (std::size_t i = million - 1; i > 0; --i)
    std::swap(order[i], order[static_cast<std::size_t>(random.below(std::int64_t(i) + 1))]);
  for (Entry* entry : order)
    schedule.remove(*entry);
  EXPECT_EQ(schedule.size(), 0u);
}

TEST(Schedule, a_crowd_far_away_does_not_slow_down_short_bursts_before_it) {
  Schedule schedule;
  std::deque<Entry> crowd(200'000);
  for (Entry& entry : crowd)
    schedule.insert(entry, Time::max());
  std::deque<Entry> burst(40);
  std::int64_t now = 0;
  for (int round = 0; round < 20'000; ++round) {
    for (std::size_t i = 0; i < burst.size(); ++i)
      schedule.insert(burst[i], ps(now + 1 + static_cast<std::int64_t>(i * 37 % 40)));
    for (std::size_t i = 0; i < burst.size(); ++i)
      now = schedule.take(Time::max())->time.ps();
  }
  EXPECT_EQ(now, 20'000 * 40);
}

TEST(Schedule, a_sawtooth_of_growing_and_draining_comes_out_in_order) {
  Random random(11);
  Schedule schedule;
  std::deque<Entry> entries(200'000);
  std::int64_t now = 0;
  for (int tooth = 0; tooth < 4; ++tooth) {
    for (Entry& entry : entries)
      schedule.insert(entry, ps(now + random.exponential(std::int64_t{1} << (10 * tooth))));
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Entry* entry = schedule.take(Time::max());
      ASSERT_GE(entry->time.ps(), now);
      now = entry->time.ps();
    }
  }
}

TEST(Schedule, nothing_after_the_horizon_is_taken) {
  Schedule schedule;
  Entry entry;
  schedule.insert(entry, ps(100));
  EXPECT_EQ(schedule.take(ps(99)), nullptr);
  EXPECT_EQ(schedule.take(ps(100)), &entry);
}

} // namespace
} // namespace copyscope::engine
