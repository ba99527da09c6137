// The socket buffer: what waits for the NIC. Bytes that the CPU copied, or descriptors that say
// where the bytes are.
#pragma once

#include "sim/machine/cpu.h"

namespace copyscope::machine {

class Socket {
public:
  Socket(Cpu& cpu, const scenario::Machine& machine)
      : cpu_(cpu), gathers_(machine.nic.scatter_gather) {}

  /// The CPU copies the chunk into the buffer.
  Cpu::Delay copy(trace::Buffer source, Chunk chunk);

  /// A descriptor where the NIC can gather from `source`, else a copy.
  Cpu::Delay append(trace::Buffer source, Chunk chunk);

  /// What the NIC is to fetch next: from where, which bytes, for which call.
  const trace::Span& queued() const { return queued_; }

private:
  Cpu& cpu_;
  bool gathers_;
  trace::Span queued_; // one chunk waits at the most at the textbook level
};

} // namespace copyscope::machine
