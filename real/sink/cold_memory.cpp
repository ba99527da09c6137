#include "real/sink/cold_memory.h"

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
#ifdef __x86_64__
  flushes_side_by_side() ? flush_side_by_side(bytes) : flush_one_by_one(bytes);
  _mm_mfence();
#else
  (void)bytes;
#endif
}

} // namespace copyscope::real
