#include "host/huge_pages.h"

#include <cstdlib>
#include <new>
#include <sys/mman.h>

namespace copyscope::host {

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20; // bytes; x86-64 and arm64 with 4 KiB pages

void* take(std::size_t bytes) {
  if (bytes < huge_page) {
    if (void* const block = std::malloc(bytes)) return block;
    throw std::bad_alloc();
  }
  const std::size_t whole_pages = (bytes + huge_page - 1) / huge_page * huge_page;
  void* const block = std::aligned_alloc(huge_page, whole_pages);
  if (block == nullptr) throw std::bad_alloc();
  ::madvise(block, whole_pages, MADV_HUGEPAGE); // a hint: nothing is lost where it fails
  return block;
}

void give_back(void* block) {
  std::free(block);
}

} // namespace

trace::BlockMemory huge_pages() {
  return {take, give_back};
}

} // namespace copyscope::host
