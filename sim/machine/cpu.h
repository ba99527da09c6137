// The CPU: what it does for a transfer, each as a row on the lane of the core that does it.
//
// Durations are MODEL.md's; every function returns what to co_await for the time to pass.
#pragma once

#include "sim/machine/awaited.h"
#include "sim/machine/recorder.h"
#include "sim/machine/warmth.h"
#include "sim/machine/work.h"
#include "sim/scenario/machine_parameters.h"

#include <deque>
#include <functional>

namespace copyscope::machine {

class Cpu {
public:
  Cpu(Recorder& recorder, const scenario::Machine& machine, MemoryBus& bus);

  /// Copies the chunk: bytes / cpu.copy_bandwidth, or at cpu.cold_copy_bandwidth where the source
  /// is cold: mmap.copy_bandwidth where it is reached through a mapping, and mmap.access;
  /// socket.copy_bandwidth where the kernel copies from the page cache straight into the socket.
  /// Out of a registered buffer it copies page by page, each as if it were hot.
  Work copy(trace::Buffer source, trace::Buffer target, Chunk chunk);
  /// Programmed I/O, word by word through a device's port: ceil(bytes / cpu.pio_word) × pio_time.
  Work pio(trace::Buffer source, trace::Buffer target, Chunk chunk);
  /// Places a descriptor (address, length) in the socket buffer: cpu.descriptor.
  Work describe(trace::Buffer source, Chunk chunk);
  /// Puts a reference to the pages into a pipe; pages of the process are pinned for that
  /// (vmsplice). No time at the textbook level.
  Work reference(trace::Buffer source, Chunk chunk);
  /// Maps the page cache's pages into the process: cpu.map.
  Work map(Chunk whole);
  /// Takes a mapping away.
  Work unmap(Chunk whole, Time time);
  /// Pins the process's pages for the NIC: no time at the textbook level.
  Work pin(Chunk chunk);
  /// Crosses between user and kernel mode: cpu.mode_switch.
  Work cross(Thread& thread, const trace::Span& row);
  /// The thread's program begins to run, and has ended.
  engine::Task begin(Thread& thread) { return core_of(thread).start(thread); }
  engine::Task end(Thread& thread) { return core_of(thread).retire(thread); }
  /// Any other work of the kernel for the thread.
  Work kernel_work(Thread& thread, std::string_view name, Time time);
  /// A page fault of the thread about these bytes: mmap.fault. `waits`: they are not there yet.
  Work fault(Chunk chunk, bool major, bool waits);
  /// Serves a device's interrupt: cpu.interrupt. `cause` is "disk" or "nic", `transfer` the row
  /// that it is about, which was written under the ticket.
  Work interrupt(std::string_view cause, const trace::Span& transfer, trace::Ticket ticket);
  /// What an interrupt left for later: cpu.softirq.
  Work softirq(std::string_view cause, const trace::Span& transfer, trace::Ticket ticket);

  Core& core_of(const Thread& thread) { return cores_[thread.core()]; }
  std::size_t cores() const { return cores_.size(); }

  /// The thread waits for that. It sleeps (mechanism.blocking): it lets go of its core, which runs
  /// others meanwhile; or it keeps it, and the core does nothing.
  engine::Task wait_for(Thread& thread, Awaited& awaited, std::string_view name);

  void stand(Standing& standing) const {
    for (const Warmth& warmth : warmth_)
      warmth.stand(standing);
  }

private:
  Work work(Thread& thread, const trace::Span& row, const Effort& effort);
  Time for_pages(const Chunk& chunk) const;
  Time for_access(const Chunk& chunk) const;
  Time for_pins(const Chunk& chunk) const;
  Bandwidth cold_rate(trace::Buffer source, trace::Buffer target, bool mapped) const;
  Core& core_of_flow(trace::FlowId flow) { return cores_[flow % cores_.size()]; }

  Recorder& recorder_;
  const scenario::Machine& machine_;
  std::deque<Core> cores_;
  std::deque<Warmth> warmth_; ///< of each core
};

} // namespace copyscope::machine
