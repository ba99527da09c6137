// The memory of traces: what one gives back the next one has, and no two have the same.
#include "host/huge_pages.h"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace copyscope::host {
namespace {

constexpr std::size_t large = std::size_t{6} << 20, small = 4096;

TEST(HugePages, what_was_given_back_is_taken_again) {
  const trace::BlockMemory memory = huge_pages();
  void* const first = memory.take(large);
  std::memset(first, 1, large);
  memory.give_back(first);
  void* const second = memory.take(large);
  EXPECT_EQ(second, first);
  void* const third = memory.take(large);
  EXPECT_NE(third, second);
  memory.give_back(second);
  memory.give_back(third);
}

TEST(HugePages, blocks_of_another_size_are_not_mixed_up) {
  const trace::BlockMemory memory = huge_pages();
  void* const block = memory.take(large);
  memory.give_back(block);
  void* const twice = memory.take(2 * large);
  EXPECT_NE(twice, block);
  std::memset(twice, 2, 2 * large);
  void* const little = memory.take(small);
  std::memset(little, 3, small);
  memory.give_back(little);
  memory.give_back(twice);
}

TEST(HugePages, more_than_is_kept_is_given_back_too) {
  const trace::BlockMemory memory = huge_pages();
  std::vector<void*> blocks(most_kept_bytes / large + 8);
  for (int round = 0; round < 2; ++round) {
    for (void*& block : blocks)
      block = memory.take(large);
    std::ranges::sort(blocks);
    EXPECT_EQ(std::ranges::adjacent_find(blocks), blocks.end());
    for (void* const block : blocks)
      memory.give_back(block);
  }
}

TEST(HugePages, threads_never_have_the_same_block) {
  const trace::BlockMemory memory = huge_pages();
  std::vector<std::thread> threads;
  std::vector<int> disturbed(4);
  for (std::size_t mine = 0; mine < disturbed.size(); ++mine)
    threads.emplace_back([&, mine] {
      for (int i = 0; i < 200; ++i) {
        auto* const word = static_cast<std::size_t*>(memory.take(large));
        *word = mine;
        std::this_thread::yield();
        disturbed[mine] += *word != mine;
        memory.give_back(word);
      }
    });
  for (std::thread& each : threads)
    each.join();
  EXPECT_EQ(disturbed, std::vector<int>(4));
}

} // namespace
} // namespace copyscope::host
