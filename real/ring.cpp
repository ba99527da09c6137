#include "real/ring.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

constexpr unsigned entries = 8;
// What headers older than Linux 6.2 do not have yet: the numbers never change.
constexpr std::uint8_t op_send_zc = 47;       // IORING_OP_SEND_ZC
constexpr unsigned fixed_buffer = 1U << 2;    // IORING_RECVSEND_FIXED_BUF
constexpr unsigned report_usage = 1U << 3;    // IORING_SEND_ZC_REPORT_USAGE
constexpr unsigned is_notification = 1U << 3; // IORING_CQE_F_NOTIF
constexpr unsigned usage_copied = 1U << 31;   // IORING_NOTIF_USAGE_ZC_COPIED
enum Tag : std::uint64_t { tag_read = 1, tag_send = 2 };

int setup(unsigned count, io_uring_params& params) {
  return static_cast<int>(syscall(SYS_io_uring_setup, count, &params));
}
int register_with(int ring, unsigned what, const void* argument, unsigned count) {
  return static_cast<int>(syscall(SYS_io_uring_register, ring, what, argument, count));
}

Mapping map_of(int ring, std::size_t bytes, std::uint64_t which) {
  void* const address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE,
                               ring, static_cast<off_t>(which));
  if (address == MAP_FAILED) throw SystemError("io_uring's queues", errno);
  return {address, bytes};
}

unsigned* at(const Mapping& memory, unsigned offset) {
  return reinterpret_cast<unsigned*>(static_cast<char*>(memory.address()) + offset);
}

} // namespace

Ring::Ring(Zerocopy zerocopy) : zerocopy_(zerocopy) {
  io_uring_params params{};
  // cppcheck-suppress useInitializationList ; the parameters are set before
  ring_ = FileDescriptor(static_cast<int>(checked("io_uring_setup", setup(entries, params))));
  if ((params.features & IORING_FEAT_SINGLE_MMAP) == 0)
    throw NotHere("this kernel's io_uring is older than Linux 5.4");
  if (!knows_operation(IORING_OP_SEND) || !knows_operation(IORING_OP_READ))
    throw NotHere("this kernel's io_uring has no read and send, which came with Linux 5.6");
  if (is_zerocopy() && !knows_operation(op_send_zc))
    throw NotHere("this kernel's io_uring has no SEND_ZC, which came with Linux 6.0");
  waits_for_a_while_ = (params.features & IORING_FEAT_EXT_ARG) != 0;

  const std::size_t submissions = params.sq_off.array + params.sq_entries * sizeof(unsigned);
  const std::size_t completions = params.cq_off.cqes + params.cq_entries * sizeof(io_uring_cqe);
  queues_ = map_of(ring_.get(), std::max(submissions, completions), IORING_OFF_SQ_RING);
  entries_ = map_of(ring_.get(), params.sq_entries * sizeof(io_uring_sqe), IORING_OFF_SQES);
  tail_ = at(queues_, params.sq_off.tail);
  mask_ = *at(queues_, params.sq_off.ring_mask);
  array_ = at(queues_, params.sq_off.array);
  completed_head_ = at(queues_, params.cq_off.head);
  completed_tail_ = at(queues_, params.cq_off.tail);
  completed_mask_ = *at(queues_, params.cq_off.ring_mask);
  completed_ = reinterpret_cast<io_uring_cqe*>(at(queues_, params.cq_off.cqes));
}

bool Ring::knows_operation(unsigned operation) const {
  constexpr unsigned most = 256;
  std::vector<std::byte> memory(sizeof(io_uring_probe) + most * sizeof(io_uring_probe_op));
  if (register_with(ring_.get(), IORING_REGISTER_PROBE, memory.data(), most) != 0) {
    if (errno == EINVAL) return false; // before Linux 5.6
    throw SystemError("io_uring_register", errno);
  }
  const auto& probe = *reinterpret_cast<const io_uring_probe*>(memory.data());
  return operation <= probe.last_op && (probe.ops[operation].flags & IO_URING_OP_SUPPORTED) != 0;
}

void Ring::register_buffer(std::span<std::byte> buffer) {
  if (buffer.empty()) return;
  const iovec whole{buffer.data(), buffer.size()};
  checked("registering a buffer of " + std::to_string(buffer.size()) + " B with io_uring",
          register_with(ring_.get(), IORING_REGISTER_BUFFERS, &whole, 1));
}

io_uring_sqe& Ring::next_entry() {
  const unsigned tail = *tail_ & mask_; // nobody else writes it
  io_uring_sqe& entry = static_cast<io_uring_sqe*>(entries_.address())[tail];
  std::memset(&entry, 0, sizeof entry);
  array_[tail] = tail;
  std::atomic_ref(*tail_).store(*tail_ + 1, std::memory_order_release);
  ++prepared_;
  return entry;
}

void Ring::prepare(int file, std::int64_t offset, std::span<std::byte> buffer, int socket) {
  const auto address = reinterpret_cast<std::uint64_t>(buffer.data());
  const auto bytes = static_cast<std::uint32_t>(buffer.size());
  io_uring_sqe& read = next_entry();
  read.opcode = is_zerocopy() ? IORING_OP_READ_FIXED : IORING_OP_READ;
  read.flags = IOSQE_IO_LINK;
  read.fd = file;
  read.off = static_cast<std::uint64_t>(offset);
  read.addr = address;
  read.len = bytes;
  read.user_data = tag_read;

  io_uring_sqe& send = next_entry();
  send.opcode = is_zerocopy() ? op_send_zc : std::uint8_t{IORING_OP_SEND};
  send.fd = socket;
  send.addr = address;
  send.len = bytes;
  send.msg_flags = MSG_WAITALL; // all of it, as write() does on a socket that blocks
  if (is_zerocopy())
    send.ioprio = static_cast<std::uint16_t>(fixed_buffer | (reports_usage_ ? report_usage : 0));
  send.user_data = tag_send;
}

int Ring::enter(unsigned wanted) {
  constexpr __kernel_timespec second{1, 0};
  io_uring_getevents_arg limit{};
  limit.ts = reinterpret_cast<std::uint64_t>(&second);
  const unsigned flags = IORING_ENTER_GETEVENTS | (waits_for_a_while_ ? IORING_ENTER_EXT_ARG : 0);
  const long submitted =
      syscall(SYS_io_uring_enter, ring_.get(), prepared_, wanted, flags,
              waits_for_a_while_ ? &limit : nullptr, waits_for_a_while_ ? sizeof limit : 0);
  if (submitted < 0) return -1;
  prepared_ -= static_cast<unsigned>(submitted);
  return 0;
}

void Ring::collect(Completed& completed) {
  unsigned head = *completed_head_; // nobody else writes it
  for (; head != std::atomic_ref(*completed_tail_).load(std::memory_order_acquire); ++head) {
    const io_uring_cqe& each = completed_[head & completed_mask_];
    if ((each.flags & is_notification) != 0) {
      completed.notified = true;
      completed.copied = (static_cast<unsigned>(each.res) & usage_copied) != 0;
    } else if (each.user_data == tag_read) {
      completed.read = each.res;
    } else {
      completed.sent = each.res;
      completed.notification_to_come = (each.flags & IORING_CQE_F_MORE) != 0;
    }
  }
  std::atomic_ref(*completed_head_).store(head, std::memory_order_release);
}

} // namespace copyscope::real
