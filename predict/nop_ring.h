// An io_uring that submits requests which do nothing, for what a request costs by itself; and that
// registers buffers, which pins their pages.
//
// Written against the kernel's own header (io_uring_setup(2)); no library is needed.
#pragma once

#include "real/system.h"

#include <cstddef>
#include <span>

struct io_uring_sqe;

namespace copyscope::predict {

class NopRing {
public:
  /// Throws SystemError where the kernel refuses (EPERM, ENOSYS).
  NopRing();

  /// One call that submits so many linked requests, up to 8, and waits for them.
  void submit(unsigned requests);
  /// Pins the memory's pages and releases them. Throws SystemError (ENOMEM: RLIMIT_MEMLOCK).
  void register_and_release(std::span<std::byte> memory);

private:
  real::FileDescriptor ring_;
  real::Mapping submissions_, completions_, entries_;
  unsigned *tail_ = nullptr, *mask_ = nullptr, *order_ = nullptr;
  unsigned *done_head_ = nullptr, *done_tail_ = nullptr;
};

} // namespace copyscope::predict
