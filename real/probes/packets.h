// What becomes of the bytes between the two sockets, packet by packet, seen by tracepoints: what
// the driver of the sender's card is given (net:net_dev_start_xmit), and what is copied to the
// receiver (skb:skb_copy_datagram_iovec). For root only, and not free: a run watches its warm-up,
// which is not counted, and leaves the rounds that are alone.
//
// A packet whose data_len is 0 is linear: it lies in one piece. What TCP sends lies in fragments
// (since Linux 4.17, 0a6b2a1dc2a2), so the CPU has then copied its bytes together for a card that
// cannot gather (net/core/dev.c, validate_xmit_skb; net/core/skbuff.c, __pskb_pull_tail).
#pragma once

#include "real/probes/reading.h"
#include "real/probes/tcp.h"

#include <cstdint>
#include <memory>
#include <string>

namespace copyscope::real {

/// Packets that carry some of the file's bytes, as they are given to the card's driver.
struct CardFigures {
  std::int64_t packets = 0;
  std::int64_t bytes = 0;          ///< of the file, retransmitted ones twice
  std::int64_t linear_packets = 0; ///< that lie in one piece
  std::int64_t linear_bytes = 0;   ///< of the file in the linear part of any packet
};

/// Watches an interface of this process's network namespace.
class CardWatch {
public:
  /// `cpu`: the one on which both ends run, −1 for all. `bytes`: how much will be sent. Where it
  /// may not, the figures say why.
  CardWatch(std::string interface, int cpu, std::int64_t bytes);
  ~CardWatch();
  CardWatch(const CardWatch&) = delete;
  CardWatch& operator=(const CardWatch&) = delete;

  /// What was sent since the constructor on the connection, whose headers `tcp` knows. Unavailable
  /// with ENOBUFS where events were lost, EBUSY where the card's own counters disagree: then
  /// another interface of the same name, in another namespace, was seen too.
  Reading<CardFigures> figures(const TcpFigures& tcp);

private:
  struct Rings;
  std::unique_ptr<Rings> rings_;
  int error_ = 0;
};

/// Copies from a socket's packets to this process.
struct ReceiveFigures {
  std::int64_t copies = 0; ///< one or more a packet and receive call
  std::int64_t bytes = 0;
};

class ReceiveWatch {
public:
  explicit ReceiveWatch(std::int64_t bytes);
  ~ReceiveWatch();
  ReceiveWatch(const ReceiveWatch&) = delete;
  ReceiveWatch& operator=(const ReceiveWatch&) = delete;

  Reading<ReceiveFigures> figures(); ///< since the constructor

private:
  struct Ring;
  std::unique_ptr<Ring> ring_;
  int error_ = 0;
};

} // namespace copyscope::real
