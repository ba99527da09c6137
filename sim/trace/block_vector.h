// BlockVector: a sequence that grows in blocks and never moves what it holds.
//
// A std::vector that doubles needs old and new memory at once: for a trace of millions of rows that
// is what breaks the peak. Elements are trivially copyable; memory that is not used yet is not
// touched, so a short sequence costs little of a block. Where blocks come from can be chosen: the
// first touch of each small page costs more than filling it, which larger pages avoid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace copyscope::trace {

/// Where the blocks of a BlockVector come from. `take` returns memory aligned for any type or
/// throws std::bad_alloc; `give_back` gets what it returned.
struct BlockMemory {
  void* (*take)(std::size_t bytes) = [](std::size_t bytes) { return ::operator new(bytes); };
  void (*give_back)(void* block) = [](void* block) { ::operator delete(block); };
};

template <class T, std::size_t block_bits = 16> class BlockVector {
  static_assert(std::is_trivially_copyable_v<T>);
  static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

public:
  explicit BlockVector(BlockMemory memory = {}) : memory_(memory) {}

  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  const T& operator[](std::size_t i) const { return blocks_[i >> block_bits].get()[i & mask]; }
  T& operator[](std::size_t i) { return blocks_[i >> block_bits].get()[i & mask]; }
  const T& back() const { return (*this)[size_ - 1]; }
  T& back() { return (*this)[size_ - 1]; }

  void push_back(const T& value) {
    if ((size_ & mask) == 0) add_block();
    new (blocks_.back().get() + (size_ & mask)) T(value);
    ++size_;
  }

private:
  static constexpr std::size_t block_size = std::size_t{1} << block_bits;
  static constexpr std::size_t mask = block_size - 1;

  struct Free {
    void (*give_back)(void*);
    void operator()(T* block) const { give_back(block); }
  };

  void add_block() {
    void* const block = memory_.take(block_size * sizeof(T));
    blocks_.emplace_back(static_cast<T*>(block), Free{memory_.give_back});
  }

  BlockMemory memory_;
  std::vector<std::unique_ptr<T, Free>> blocks_;
  std::uint32_t size_ = 0;
};

/// Equal elements in the same order.
template <class T, std::size_t bits>
bool operator==(const BlockVector<T, bits>& a, const BlockVector<T, bits>& b) {
  if (a.size() != b.size()) return false;
  for (std::uint32_t i = 0; i < a.size(); ++i)
    if (!(a[i] == b[i])) return false;
  return true;
}

} // namespace copyscope::trace
