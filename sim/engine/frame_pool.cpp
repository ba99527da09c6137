#include "sim/engine/frame_pool.h"

#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define COPYSCOPE_POOL_FRAMES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COPYSCOPE_POOL_FRAMES 0
#endif
#endif
#ifndef COPYSCOPE_POOL_FRAMES
#define COPYSCOPE_POOL_FRAMES 1
#endif

namespace copyscope::engine {
namespace {

constexpr std::size_t line = 64;    // bytes in a cache line; what a frame is aligned to
constexpr std::size_t classes = 65; // frames of up to 64 lines are pooled

struct FreeBlock {
  FreeBlock* next;
};

// Trivially destructible, so that frames that end after the thread's clean-up still find it.
constinit thread_local FreeBlock* free_blocks[classes] = {};
constinit thread_local bool closed = false;

void give_back(void* block) noexcept {
  ::operator delete (block, std::align_val_t{line});
}

struct CleanUp {
  ~CleanUp() {
    closed = true;
    for (std::size_t lines = 0; lines < classes; ++lines) {
      while (FreeBlock* block = free_blocks[lines]) {
        free_blocks[lines] = block->next;
        give_back(block);
      }
    }
  }
};

void* fresh_block(std::size_t lines) {
  thread_local CleanUp clean_up;
  static_cast<void>(clean_up);
  const std::size_t bytes = lines * line;
  return ::operator new (bytes, std::align_val_t{line});
}

std::size_t lines_of(std::size_t bytes) {
  return (bytes + line - 1) / line;
}

} // namespace

bool frames_are_pooled() {
  return COPYSCOPE_POOL_FRAMES != 0;
}

void* allocate_frame(std::size_t bytes) {
  const std::size_t lines = lines_of(bytes);
  if (lines >= classes) return fresh_block(lines);
  FreeBlock* block = free_blocks[lines];
  if (!block) return fresh_block(lines);
  free_blocks[lines] = block->next;
  return block;
}

void free_frame(void* frame, std::size_t bytes) noexcept {
  const std::size_t lines = lines_of(bytes);
  if (!frames_are_pooled() || closed || lines >= classes) return give_back(frame);
  free_blocks[lines] = new (frame) FreeBlock{free_blocks[lines]};
}

} // namespace copyscope::engine
