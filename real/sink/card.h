// A network card that takes every packet and frees it: a bridge without ports (or a dummy device,
// where the kernel has no bridge), in the private namespace of this process (real/network.h).
//
// Nothing is received, so nothing is copied behind the sender's back, as it is over veth and
// loopback, where a packet that reaches a socket takes a deferred copy (skb_orphan_frags_rx). Its
// scatter-gather can be switched. What is left to measure is all of a sender's software, up to the
// driver (net/bridge/br_device.c, br_dev_xmit; br_forward.c, br_flood).
#pragma once

#include "real/system.h"

#include <cstdint>
#include <string>

namespace copyscope::real {

inline constexpr const char* sink_interface = "copyscope2";
inline constexpr const char* sink_address = "198.18.0.5"; ///< of RFC 2544's range
inline constexpr const char* sink_peer = "198.18.0.6";    ///< at which nobody is

class SinkCard {
public:
  /// Makes it and brings it up; enter_private_network() comes first. Throws std::runtime_error.
  SinkCard();

  const std::string& kind() const { return kind_; } ///< "bridge", "dummy"
  /// Scatter-gather, checksums and the largest packet. Throws std::runtime_error.
  void set(bool gathers, bool computes_checksums, unsigned mtu);
  /// Packets that it has taken since it was made. Throws std::runtime_error.
  std::int64_t packets() const;

private:
  std::string kind_;
  unsigned mtu_;
};

/// A UDP socket whose datagrams go to the card: blocking, connected. Throws SystemError.
FileDescriptor socket_to_sink();

/// Why a round does not count in which the card took other packets than `expected` of so many
/// sends; empty where it took just these.
std::string other_packets(std::int64_t taken, std::int64_t expected, std::int64_t sends);
inline constexpr const char* packets_watched =
    "a packet socket is open in the sink's network namespace (a tcpdump), for which the kernel "
    "copies each packet";

/// Whether a packet socket is open in this process's network namespace, through which a tcpdump
/// would see, and make the kernel copy, each packet (packet(7)). Throws SystemError.
bool packets_are_watched();

} // namespace copyscope::real
