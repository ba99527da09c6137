#include "sim/machine/nic.h"

namespace copyscope::machine {

engine::Task Nic::transmit_by_pio(Chunk chunk) {
  co_await cpu_.pio(trace::Buffer::socket_buffer, trace::Buffer::nic, chunk.range, *chunk.process);
  co_await cpu_.interrupt("nic", socket_.queued());
}

} // namespace copyscope::machine
