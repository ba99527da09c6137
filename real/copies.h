// How often the kernel has the CPU copy what a method sends: inferred from the documented path, as
// a table by path, protocol and card; measured where the tracepoints were watched.
#pragma once

#include "real/copied.h"
#include "real/pair.h"

namespace copyscope::real {

enum class Protocol { tcp, udp };

/// What a path makes the CPU copy of every byte that the socket holds, once: of bytes that a call
/// has copied into it, of pages that were handed to it by reference, for a card that cannot gather;
/// and of pages that were pinned, where they come to a socket of this machine: it may keep them for
/// as long as it likes, so the copy is made after all (net/core/dev.c, skb_orphan_frags_rx).
struct CardRule {
  Path path;
  Protocol protocol;
  bool gathers;
  int written, handed, local;
};

/// The rule for a path that has one. TCP lays what it sends in fragments whatever the card can do,
/// and the packet is made linear on its way to a card that cannot gather. UDP asks the card when it
/// queues, and write() then has nothing left to be copied: 0, 1.
const CardRule& card_rule(Path path, Protocol protocol, bool gathers);

/// `counted` is the round that is told, `watched` the one whose packets were watched, or nullptr.
Copies copies_of(const Method& method, const Exchange& counted, Drain drain, Path path,
                 const Exchange* watched);

} // namespace copyscope::real
