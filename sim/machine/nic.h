// The network card: fetches what sockets hold or describe.
//
// At the textbook level one chunk at a time, which the next call waits for. Where waiting sleeps
// (mechanism.blocking) it has a queue, and works through it while the CPU goes on. As a sink
// (machine.path) it takes everything at once, within the call that sends.
#pragma once

#include "sim/engine/queue.h"
#include "sim/machine/cpu.h"
#include "sim/machine/dma.h"

namespace copyscope::machine {

class Nic {
public:
  /// Who has something to send: a socket.
  class Sender {
  public:
    virtual ~Sender() = default;
    /// Takes what is to be fetched next: a row that says from where and which bytes, for which
    /// call. False where there is nothing.
    virtual bool next(trace::Span& row) = 0;
    /// The card has done with it, by the row that was written under the ticket.
    virtual void sent(const trace::Span& row, trace::Ticket ticket) = 0;
  };

  Nic(Recorder& recorder, const scenario::Machine& machine, Cpu& cpu, Dma& dma);

  /// The card's DMA engine fetches what the sender has queued, then interrupts. At the
  /// textbook level once the call has returned, and the next call waits for it; where the card has
  /// a queue, within the call, and nobody waits.
  engine::Task transmit(Sender& sender);
  /// Without DMA: the CPU feeds the card word by word, then is interrupted.
  engine::Task transmit_by_pio(Thread& thread, Sender& sender);
  /// The sink: the card has it at once.
  void take(trace::Span row, Sender& sender);

  void stand(Standing& standing) const {
    standing.number(static_cast<std::int64_t>(queue_.size()));
  }

private:
  struct Packet {
    trace::Span row;
    Sender* sender = nullptr;
  };

  engine::Task serve();
  engine::Task complete(trace::Span row, trace::Ticket ticket, Sender& sender);

  Recorder& recorder_;
  Cpu& cpu_;
  Dma& dma_;
  trace::LaneId lane_ = 0; ///< of a sink
  bool has_queue_;
  engine::Queue<Packet> queue_;
};

} // namespace copyscope::machine
