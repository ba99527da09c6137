#include "predict/nop_ring.h"

#include <cstring>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace copyscope::predict {

namespace {

constexpr unsigned ring_entries = 8;

real::Mapping mapped(int ring, std::size_t bytes, off_t what) {
  void* const address =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring, what);
  if (address == MAP_FAILED) throw real::SystemError("mmap of a ring", errno);
  return {address, bytes};
}

unsigned* at(const real::Mapping& ring, unsigned offset) {
  return reinterpret_cast<unsigned*>(static_cast<std::byte*>(ring.address()) + offset);
}

} // namespace

NopRing::NopRing() {
  io_uring_params parameters = {};
  // cppcheck-suppress useInitializationList ; the parameters are set before
  ring_ = real::FileDescriptor(static_cast<int>(
      real::checked("io_uring_setup", ::syscall(__NR_io_uring_setup, ring_entries, &parameters))));
  submissions_ =
      mapped(ring_.get(), parameters.sq_off.array + parameters.sq_entries * sizeof(unsigned),
             IORING_OFF_SQ_RING);
  completions_ =
      mapped(ring_.get(), parameters.cq_off.cqes + parameters.cq_entries * sizeof(io_uring_cqe),
             IORING_OFF_CQ_RING);
  entries_ = mapped(ring_.get(), parameters.sq_entries * sizeof(io_uring_sqe), IORING_OFF_SQES);
  tail_ = at(submissions_, parameters.sq_off.tail);
  mask_ = at(submissions_, parameters.sq_off.ring_mask);
  order_ = at(submissions_, parameters.sq_off.array);
  done_head_ = at(completions_, parameters.cq_off.head);
  done_tail_ = at(completions_, parameters.cq_off.tail);
}

void NopRing::submit(unsigned requests) {
  auto* const entries = static_cast<io_uring_sqe*>(entries_.address());
  unsigned tail = *tail_;
  for (unsigned i = 0; i < requests; ++i, ++tail) {
    const unsigned index = tail & *mask_;
    std::memset(&entries[index], 0, sizeof(io_uring_sqe));
    entries[index].opcode = IORING_OP_NOP;
    if (i + 1 < requests) entries[index].flags = IOSQE_IO_LINK;
    order_[index] = index;
  }
  __atomic_store_n(tail_, tail, __ATOMIC_RELEASE);
  real::checked("io_uring_enter", ::syscall(__NR_io_uring_enter, ring_.get(), requests, requests,
                                            IORING_ENTER_GETEVENTS, nullptr, 0));
  __atomic_store_n(done_head_, __atomic_load_n(done_tail_, __ATOMIC_ACQUIRE), __ATOMIC_RELEASE);
}

void NopRing::register_and_release(std::span<std::byte> memory) {
  const iovec whole{memory.data(), memory.size()};
  real::checked("registering a buffer",
                ::syscall(__NR_io_uring_register, ring_.get(), IORING_REGISTER_BUFFERS, &whole, 1));
  real::checked("releasing a buffer", ::syscall(__NR_io_uring_register, ring_.get(),
                                                IORING_UNREGISTER_BUFFERS, nullptr, 0));
}

} // namespace copyscope::predict
