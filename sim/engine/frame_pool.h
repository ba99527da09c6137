// Memory for coroutine frames: blocks in sizes of whole cache lines, each kept for the next frame
// of its size once its first has ended. So a simulation that has warmed up allocates nothing.
//
// One pool per thread, of plain blocks: a frame may end on another thread than it began on. Under
// AddressSanitizer the pool steps aside, so that a frame used after its end is seen.
#pragma once

#include <cstddef>

namespace copyscope::engine {

void* allocate_frame(std::size_t bytes);
void free_frame(void* frame, std::size_t bytes) noexcept;

/// Whether freed frames are kept for reuse (not under AddressSanitizer).
bool frames_are_pooled();

} // namespace copyscope::engine
