// A connection's socket: what waits for the NIC. Bytes that the CPU copied, or descriptors that say
// where the bytes are.
//
// It holds what it is given (MODEL.md's textbook), or socket.send_buffer bytes
// (mechanism.send_buffer): then who sends more sleeps until a third of it is free
// (sk_stream_write_space, net/core/stream.c), or, on a non-blocking socket, is told how much was
// taken.
#pragma once

#include "sim/machine/cpu.h"
#include "sim/machine/nic.h"
#include "sim/machine/page_cache.h"

#include <deque>
#include <vector>

namespace copyscope::machine {

class Socket final : public Nic::Sender {
public:
  Socket(Recorder& recorder, Cpu& cpu, Nic& nic, PageCache& cache,
         const scenario::Machine& machine);

  /// What to do where the buffer is full: as the socket says, or wait in any case, as io_uring
  /// does.
  enum Full { as_set, waits };
  /// How the card gets what is in the buffer.
  enum Feed { by_dma, by_pio };

  /// The CPU copies the chunk into the buffer.
  Work copy(trace::Buffer source, Chunk chunk, Full full = as_set, Feed feed = by_dma);
  /// A descriptor where the NIC can gather from `source`, else a copy. On the sink, which is UDP,
  /// the reference is made all the same, and found useless when the packet is queued.
  Work append(trace::Buffer source, Chunk chunk, Full full = as_set);
  /// Whether it takes pages as they are, so that they have to be pinned. UDP does not where the
  /// card cannot gather; TCP learns that only when it transmits.
  bool takes_pages() const;
  /// Of what the call has copied or appended so far: all, but on a non-blocking socket that is
  /// full.
  Bytes taken() const { return taken_; }

  /// Set while at least a third of the buffer is free.
  Awaited& writable() { return writable_; }
  /// Set while the NIC has done with all that was sent.
  Awaited& drained() { return drained_; }

  // For the NIC.
  bool next(trace::Span& row) override;
  void sent(const trace::Span& row, trace::Ticket ticket) override;

  void stand(Standing& standing) const;

private:
  enum class Form { bytes, reference, reference_copied };
  struct How {
    Form form = Form::bytes;
    Feed feed = by_dma;
    Full full = as_set;
  };

  void note_call(const Chunk& chunk);
  bool is_plain() const;
  engine::Task take(trace::Buffer source, Chunk chunk, How how);
  Time packet(Form form, Bytes bytes) const;
  engine::Task hand_over(Thread& thread, Feed feed);
  engine::Task describe(trace::Buffer source, Chunk chunk);
  void queue(trace::Buffer from, Chunk chunk);

  Cpu& cpu_;
  Nic& nic_;
  PageCache& cache_;
  const scenario::Machine& machine_;
  std::vector<trace::Span> pending_; ///< for the NIC to fetch
  std::size_t handed_ = 0;           ///< of these, to the NIC
  std::deque<bool> holds_;           ///< of what is outstanding, whether its pages are held
  trace::CallId call_ = 0;           ///< that `taken_` and `refuses_` are about
  Bytes taken_, room_, outstanding_;
  bool refuses_ = false; ///< it was full in this call
  Awaited writable_, drained_;
};

} // namespace copyscope::machine
