// Hot or cold: at most cpu.hot_set bytes were touched on the core since.
#include "sim/machine/warmth.h"

#include <gtest/gtest.h>

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

} // namespace
} // namespace copyscope::machine
