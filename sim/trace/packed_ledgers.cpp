#include "sim/trace/packed_ledgers.h"

#include <bit>
#include <limits>
#include <type_traits>

namespace copyscope::trace {

static_assert(std::has_unique_object_representations_v<Ledger>);

namespace {

constexpr std::uint32_t low(std::uint64_t word) {
  return static_cast<std::uint32_t>(word);
}
constexpr std::uint32_t high(std::uint64_t word) {
  return static_cast<std::uint32_t>(word >> 32);
}

/// What was added, as unsigned numbers wrap: it comes out right whatever the fields hold.
std::int64_t minus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
std::int64_t plus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// The number in two words, of which the pointer goes on to the next.
std::uint64_t taken(const std::uint32_t*& words) {
  const std::uint64_t low_word = *words++;
  return low_word | std::uint64_t{*words++} << 32;
}

bool is_wide(std::int64_t number) {
  using Narrow = std::numeric_limits<std::int32_t>;
  return number < Narrow::min() || number > Narrow::max();
}

} // namespace

void PackedLedgers::push_back(const Ledger& ledger) {
  if (size() % group == 0) {
    begins_.push_back(words_.size());
    whole_.push_back(ledger);
    return;
  }
  const auto now = std::bit_cast<Fields>(ledger), then = std::bit_cast<Fields>(whole_.back());
  std::uint64_t differ = 0, wide = 0;
  for (std::size_t i = 0; i < fields; ++i) {
    const std::int64_t added = minus(now[i], then[i]);
    differ |= std::uint64_t{added != 0} << i;
    wide |= std::uint64_t{is_wide(added)} << i;
  }
  const int length = 4 + std::popcount(differ) + std::popcount(wide);
  constexpr std::uint32_t block = std::uint32_t{1} << word_block;
  while (words_.size() % block + static_cast<std::uint32_t>(length) > block)
    words_.push_back(0);
  begins_.push_back(words_.size());
  for (const std::uint64_t mask : {differ, wide}) {
    words_.push_back(low(mask));
    words_.push_back(high(mask));
  }
  for (std::uint64_t left = differ; left != 0; left &= left - 1) {
    const int i = std::countr_zero(left);
    const auto added = static_cast<std::uint64_t>(
        minus(now[static_cast<std::size_t>(i)], then[static_cast<std::size_t>(i)]));
    words_.push_back(low(added));
    if ((wide >> i & 1) != 0) words_.push_back(high(added));
  }
}

Ledger PackedLedgers::operator[](std::uint32_t i) const {
  const Ledger& whole = whole_[i / group];
  if (i % group == 0) return whole;
  auto sum = std::bit_cast<Fields>(whole);
  const std::uint32_t* words = &words_[begins_[i]];
  const std::uint64_t differ = taken(words);
  const std::uint64_t wide = taken(words);
  for (std::uint64_t left = differ; left != 0; left &= left - 1) {
    const int field = std::countr_zero(left);
    const bool is_wide = (wide >> field & 1) != 0;
    const std::int64_t added = is_wide ? static_cast<std::int64_t>(taken(words))
                                       : std::int64_t{static_cast<std::int32_t>(*words++)};
    sum[static_cast<std::size_t>(field)] = plus(sum[static_cast<std::size_t>(field)], added);
  }
  return std::bit_cast<Ledger>(sum);
}

void PackedLedgers::fetch(std::uint32_t i) const {
  constexpr std::size_t line = 64; // bytes
  const auto* const whole = reinterpret_cast<const char*>(&whole_[i / group]);
  for (std::size_t at = 0; at < sizeof(Ledger); at += line)
    __builtin_prefetch(whole + at);
  if (i % group == 0) return;
  const auto* const words = reinterpret_cast<const char*>(&words_[begins_[i]]);
  __builtin_prefetch(words);
  __builtin_prefetch(words + line);
}

} // namespace copyscope::trace
