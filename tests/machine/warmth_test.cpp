// Hot or cold: at most cpu.hot_set bytes were touched on the core since.
#include "sim/machine/warmth.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <tuple>

namespace copyscope::machine {
namespace {

using trace::Buffer;
using trace::Range;

constexpr Range bytes(std::int64_t offset, std::int64_t count) {
  return {Bytes(offset), Bytes(count)};
}

TEST(Warmth, what_was_never_touched_is_cold) {
  const Warmth core(Bytes(1 << 20));
  EXPECT_FALSE(core.is_hot(0, Buffer::page_cache, bytes(0, 1)));
}

TEST(Warmth, is_hot_up_to_the_last_byte_of_the_hot_set_and_cold_one_further) {
  Warmth core(Bytes(1000));
  core.touch(0, Buffer::user_buffer, bytes(0, 400));
  core.touch(0, Buffer::socket_buffer, bytes(0, 600)); // 1,000 since the first of the 400
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(0, 400)));
  core.touch(0, Buffer::socket_buffer, bytes(600, 1));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(0, 400)));
}

TEST(Warmth, counts_from_the_first_byte_that_is_asked_for) {
  Warmth core(Bytes(1000));
  core.touch(0, Buffer::user_buffer, bytes(0, 400));
  core.touch(0, Buffer::socket_buffer, bytes(0, 700));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(99, 301)));
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(100, 300)));
}

TEST(Warmth, what_is_larger_than_the_hot_set_leaves_its_own_end_hot_and_not_its_begin) {
  Warmth core(Bytes(1000));
  core.touch(0, Buffer::user_buffer, bytes(0, 1500));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(0, 1500)));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(499, 10)));
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(500, 1000)));
}

TEST(Warmth, touching_again_makes_hot_again) {
  Warmth core(Bytes(1000));
  core.touch(0, Buffer::user_buffer, bytes(0, 400));
  core.touch(0, Buffer::socket_buffer, bytes(0, 900));
  core.touch(0, Buffer::user_buffer, bytes(0, 400));
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(0, 400)));
}

TEST(Warmth, of_a_range_all_must_have_been_touched) {
  Warmth core(Bytes(1000));
  core.touch(0, Buffer::user_buffer, bytes(0, 100));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(0, 101)));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(100, 1)));
}

TEST(Warmth, what_was_touched_in_pieces_is_hot_where_each_of_them_is) {
  Warmth core(Bytes(1000));
  for (const std::int64_t offset : {0, 100, 200})
    core.touch(0, Buffer::user_buffer, bytes(offset, 100));
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(0, 300)));
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(50, 200)));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(50, 251)));
  core.touch(0, Buffer::socket_buffer, bytes(0, 750)); // 50 of the first piece are cold
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(49, 251)));
  EXPECT_TRUE(core.is_hot(0, Buffer::user_buffer, bytes(50, 250)));
}

TEST(Warmth, pages_of_the_file_are_everybodys_and_other_buffers_are_a_flows_own) {
  Warmth core(Bytes(1000));
  core.touch(0, Buffer::page_cache, bytes(0, 100));
  core.touch(0, Buffer::user_buffer, bytes(0, 100));
  EXPECT_TRUE(core.is_hot(1, Buffer::page_cache, bytes(0, 100)));
  EXPECT_FALSE(core.is_hot(1, Buffer::user_buffer, bytes(0, 100)));
  EXPECT_FALSE(core.is_hot(0, Buffer::socket_buffer, bytes(0, 100)));
}

TEST(Warmth, without_a_hot_set_nothing_is_hot) {
  Warmth core(Bytes(0));
  core.touch(0, Buffer::user_buffer, bytes(0, 100));
  EXPECT_FALSE(core.is_hot(0, Buffer::user_buffer, bytes(0, 100)));
}

// The rule as it is said, byte by byte.
class PlainWarmth {
public:
  explicit PlainWarmth(std::int64_t hot_set) : hot_set_(hot_set) {}

  bool is_hot(trace::FlowId flow, Buffer buffer, Range range) const {
    for (std::int64_t byte = range.offset.count(); byte < end_of(range); ++byte) {
      const auto touched = when_.find(key(flow, buffer, byte));
      if (touched == when_.end() || touched_ - touched->second > hot_set_) return false;
    }
    return true;
  }
  void touch(trace::FlowId flow, Buffer buffer, Range range) {
    for (std::int64_t byte = range.offset.count(); byte < end_of(range); ++byte)
      when_[key(flow, buffer, byte)] = touched_++;
  }

private:
  using Key = std::tuple<Buffer, trace::FlowId, std::int64_t>;
  static Key key(trace::FlowId flow, Buffer buffer, std::int64_t byte) {
    return {buffer, buffer == Buffer::page_cache ? 0 : flow, byte};
  }
  static std::int64_t end_of(const Range& range) { return (range.offset + range.bytes).count(); }

  std::int64_t hot_set_, touched_ = 0;
  std::map<Key, std::int64_t> when_;
};

// Ranges as chance has them, and as files are gone through: in chunks, from buffer to buffer.
TEST(Warmth, is_what_the_rule_says_byte_by_byte) {
  std::mt19937 random(12);
  const auto below = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
  };
  const Buffer buffers[] = {Buffer::page_cache, Buffer::user_buffer, Buffer::socket_buffer};
  for (int round = 0; round < 120; ++round) {
    const std::int64_t hot_set = below(3) * below(200);
    const std::int64_t chunk = 1 + below(20), file = 1 + below(300);
    Warmth core{Bytes(hot_set)};
    PlainWarmth plain(hot_set);
    std::int64_t hot = 0, at = 0;
    for (int step = 0; step < 200; ++step) {
      const auto flow = static_cast<trace::FlowId>(below(2));
      const auto ask = [&](Buffer buffer, Range range) {
        const bool is_hot = plain.is_hot(flow, buffer, range);
        ASSERT_EQ(core.is_hot(flow, buffer, range), is_hot)
            << round << ' ' << step << ": " << range.offset.count() << ", " << range.bytes.count();
        hot += is_hot;
      };
      const auto touch = [&](Buffer buffer, Range range) {
        core.touch(flow, buffer, range);
        plain.touch(flow, buffer, range);
      };
      if (below(4) == 0) {
        const std::int64_t offset = below(file);
        const Range some = bytes(offset, below(file - offset + 1));
        touch(buffers[below(3)], some);
        ask(buffers[below(3)], some);
      } else {
        const Range next = bytes(at, std::min(chunk, file - at));
        for (int buffer = 0; buffer < 2; ++buffer) {
          ask(buffers[buffer], next);
          touch(buffers[buffer], next);
          touch(buffers[buffer + 1], next);
        }
        at = at + chunk >= file ? 0 : at + chunk;
      }
      const std::int64_t offset = below(file);
      ask(buffers[below(3)], bytes(offset, below(file - offset + 1)));
    }
    if (hot_set > 100) EXPECT_GT(hot, 0);
  }
}

// A hot set of 1 MiB takes what 262,144 chunks of a byte touch in read + write.
TEST(Warmth, remembers_a_file_that_is_gone_through_in_small_chunks_in_few_entries) {
  Warmth core(Bytes(1 << 20));
  std::size_t most = 0;
  for (std::int64_t at = 0; at < 300'000; ++at) {
    core.touch(0, Buffer::page_cache, bytes(at, 1));
    core.touch(0, Buffer::user_buffer, bytes(at, 1));
    core.touch(0, Buffer::user_buffer, bytes(at, 1));
    core.touch(0, Buffer::socket_buffer, bytes(at, 1));
    most = std::max(most, core.entries());
  }
  EXPECT_LE(most, 4U);
  EXPECT_TRUE(core.is_hot(0, Buffer::socket_buffer, bytes(200'000, 100'000)));
  EXPECT_FALSE(core.is_hot(0, Buffer::socket_buffer, bytes(30'000, 1)));
}

TEST(Warmth, forgets_what_has_become_cold) {
  Warmth core(Bytes(1000));
  for (std::int64_t i = 0; i < 100'000; ++i) // nothing follows anything
    core.touch(0, Buffer::user_buffer, bytes(2'000'000 - 20 * i, 10));
  EXPECT_LE(core.entries(), 300U);
}

// What goes on alike tells so of itself at each round: the entries cold in part are not told.
TEST(Warmth, stands_alike_as_soon_as_the_hot_set_is_full) {
  Warmth core(Bytes(1000));
  const auto round = [&](std::int64_t at) {
    core.touch(0, Buffer::page_cache, bytes(at, 7));
    core.touch(0, Buffer::user_buffer, bytes(at, 7));
    Standing standing(Time(), Bytes(at + 7));
    core.stand(standing);
    return standing;
  };
  Standing before = round(0);
  for (std::int64_t at = 7; at < 7 * 300; at += 7) {
    Standing now = round(at);
    EXPECT_EQ(now == before, at >= 7 * 72) << at; // 14 bytes a round: full after 72
    before = std::move(now);
  }
}

} // namespace
} // namespace copyscope::machine
