#include "real/sink/cold_memory.h"
#include "real/system.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <vector>

namespace copyscope::real {
namespace {

TEST(ColdMemory, holds_what_it_held) {
  std::vector<std::byte> bytes(100'000);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::byte>(i * 7);
  const std::vector<std::byte> before = bytes;
  // Begins and ends within lines of the cache.
  take_out_of_cpu_caches(std::span(bytes).subspan(13, 77'777));
  EXPECT_EQ(bytes, before);
}

TEST(ColdMemory, may_be_readable_only_or_nothing) {
  constexpr std::size_t size = 1 << 16;
  void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(address, MAP_FAILED);
  const Mapping memory(address, size);
  take_out_of_cpu_caches(memory.bytes());
  take_out_of_cpu_caches({});
  EXPECT_EQ(memory.bytes()[size - 1], std::byte{});
}

} // namespace
} // namespace copyscope::real
