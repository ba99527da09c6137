#include "host/huge_pages.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <unordered_map>
#include <vector>

namespace copyscope::host {

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20; // bytes; x86-64 and arm64 with 4 KiB pages

/// Blocks of huge pages: those in use, and those that were given back and wait to be used again.
class Blocks {
public:
  /// `bytes`: whole huge pages.
  void* take(std::size_t bytes) {
    const std::scoped_lock lock(mutex_);
    std::vector<void*>& kept = kept_[bytes];
    kept.reserve(most_kept_bytes / bytes); // to give back needs no memory
    void* block = nullptr;
    if (kept.empty()) {
      block = allocate(bytes);
    } else {
      block = kept.back();
      kept.pop_back();
      kept_bytes_ -= bytes;
    }
    in_use_.emplace(block, bytes);
    return block;
  }

  /// Whether it was one of them.
  bool give_back(void* block) {
    const std::scoped_lock lock(mutex_);
    const auto found = in_use_.find(block);
    if (found == in_use_.end()) return false;
    const std::size_t bytes = found->second;
    in_use_.erase(found);
    if (kept_bytes_ + bytes > most_kept_bytes) {
      ::munmap(block, bytes);
      return true;
    }
    // The kernel may take the memory while nobody uses it, and only then makes new pages of zeros.
    ::madvise(block, bytes, MADV_FREE);
    kept_[bytes].push_back(block);
    kept_bytes_ += bytes;
    return true;
  }

private:
  /// Mapped for itself, so that it goes where it is not kept; and with it what alignment costs.
  static void* allocate(std::size_t bytes) {
    void* const mapped = ::mmap(nullptr, bytes + huge_page, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    const std::size_t past = reinterpret_cast<std::uintptr_t>(mapped) % huge_page;
    const std::size_t before = past == 0 ? 0 : huge_page - past;
    char* const block = static_cast<char*>(mapped) + before;
    if (before > 0) ::munmap(mapped, before);
    ::munmap(block + bytes, huge_page - before);
    ::madvise(block, bytes, MADV_HUGEPAGE); // a hint: nothing is lost where it fails
    return block;
  }

  std::mutex mutex_;
  std::unordered_map<void*, std::size_t> in_use_;
  std::unordered_map<std::size_t, std::vector<void*>> kept_; ///< by size
  std::size_t kept_bytes_ = 0;
};

/// There as long as the program: traces may be dropped when it ends.
Blocks& blocks() {
  static Blocks& all = *new Blocks;
  return all;
}

void* take(std::size_t bytes) {
  if (bytes >= huge_page) return blocks().take((bytes + huge_page - 1) / huge_page * huge_page);
  if (void* const block = std::malloc(bytes)) return block;
  throw std::bad_alloc();
}

void give_back(void* block) {
  if (!blocks().give_back(block)) std::free(block);
}

/// An index is in small blocks and vectors on the heap. Where that grows a little at a time, the
/// kernel finds no room for huge pages.
bool let_heap_grow_far() {
#ifdef M_TOP_PAD
  constexpr int at_once = 64 << 20, in_it = 32 << 20; // bytes; what is not used is not there
  return ::mallopt(M_TOP_PAD, at_once) != 0 && ::mallopt(M_MMAP_THRESHOLD, in_it) != 0;
#else
  return false;
#endif
}

} // namespace

trace::BlockMemory huge_pages() {
  [[maybe_unused]] static const bool grows_far = let_heap_grow_far();
  return {take, give_back};
}

} // namespace copyscope::host
