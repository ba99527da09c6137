// The network card: fetches what the socket buffer holds or describes.
#pragma once

#include "sim/machine/dma.h"
#include "sim/machine/socket.h"

namespace copyscope::machine {

class Nic {
public:
  Nic(Cpu& cpu, Dma& dma, Socket& socket) : cpu_(cpu), dma_(dma), socket_(socket) {}

  /// The card's DMA engine fetches what the socket has queued, then interrupts. It starts once the
  /// call has returned; at the textbook level the next call waits for it.
  engine::Task transmit() { return dma_.transfer(socket_.queued()); }

  /// Without DMA: the CPU feeds the card word by word, then is interrupted.
  engine::Task transmit_by_pio(Chunk chunk);

private:
  Cpu& cpu_;
  Dma& dma_;
  Socket& socket_;
};

} // namespace copyscope::machine
