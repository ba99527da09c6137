#include "real/sink/cold_memory.h"

#include <cstdint>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace copyscope::real {

namespace {

#ifdef __x86_64__

constexpr std::size_t cache_line = 64; // of all processors of this architecture

__attribute__((target("clflushopt"))) void flush_side_by_side(std::span<const std::byte> bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += cache_line)
    _mm_clflushopt(const_cast<std::byte*>(&bytes[at]));
}

bool flushes_side_by_side() {
  constexpr unsigned features = 7, clflushopt = 1U << 23; // of EBX
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  return __get_cpuid_count(features, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & clflushopt) != 0;
}

void flush_one_by_one(std::span<const std::byte> bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += cache_line)
    _mm_clflush(&bytes[at]);
}

#endif

} // namespace

void take_out_of_cpu_caches(std::span<const std::byte> bytes) {
#if defined(__x86_64__)
  flushes_side_by_side() ? flush_side_by_side(bytes) : flush_one_by_one(bytes);
  _mm_mfence();
#elif defined(__aarch64__)
  std::uint64_t type = 0; // CTR_EL0: log2 of the words of the smallest line, bits 16 to 19
  asm("mrs %0, ctr_el0" : "=r"(type));
  const std::size_t line = std::size_t{4} << (type >> 16 & 15);
  for (std::size_t at = 0; at < bytes.size(); at += line)
    asm volatile("dc civac, %0" : : "r"(&bytes[at]) : "memory");
  asm volatile("dsb ish" : : : "memory");
#else
  (void)bytes;
#endif
}

} // namespace copyscope::real
