// What the run and its processes say to one another. Each conversation has one order, written in
// pair.cpp, sender.cpp and receiver.cpp; a message therefore needs no tag.
#pragma once

#include "real/calls.h"
#include "real/channel.h"
#include "real/probes/disk.h"
#include "real/probes/nic.h"
#include "real/probes/packets.h"
#include "real/probes/tcp.h"
#include "real/probes/turns.h"
#include "real/probes/usage.h"
#include "real/real.h"

#include <array>
#include <cstdint>

namespace copyscope::real {

/// How a step went: empty, or what went wrong.
struct Outcome {
  ShortText problem;
};

struct Joined { ///< a process is in its network
  ShortText problem;
  bool own_user_namespace = false;
  bool pinned = false;
};

struct MakePair { ///< to the sender: veth only
  pid_t receiver;
};

struct Listening { ///< from the receiver
  ShortText problem;
  std::uint16_t port = 0;
};

struct Prepare { ///< to the sender, at the start of a round
  std::int32_t case_index;
  std::uint16_t port; ///< the receiver's
  pid_t receiver;
  bool watch; ///< the packets
};

struct Prepared {
  ShortText problem;      ///< the case cannot be run
  ShortText rejected;     ///< the page cache is not in the state that was asked for
  std::uint16_t port = 0; ///< the sender's, so that the receiver knows its connection
  ShortText congestion_control;
  std::int32_t congestion_refused = 0; ///< errno
};

struct Expect { ///< to the receiver
  std::int64_t bytes;
  Drain drain;
  std::uint16_t sender_port;
  pid_t sender;
  bool watch; ///< the copies to the receiver
};

struct Go {};     ///< to the sender: the receiver waits for the first byte
struct Finish {}; ///< to the sender: the receiver has all, or no more comes

struct Sent {
  ShortText problem;
  ShortText rejected;
  std::int64_t first_begin_ns = 0; ///< entry of the first counted call; 0 without any
  std::int64_t made = 0;
  std::array<std::int64_t, call_count> counts{};
  std::array<std::int64_t, call_count> bytes{};
  Completions completions;     ///< of sends that asked for zero-copy
  std::int64_t pipe_bytes = 0; ///< that the method's pipe holds; 0 without one
  Reading<Usage> usage;
  Reading<std::int64_t> cpu_begin_ns,
      receiver_cpu_begin_ns;                              ///< CPU time, read after the wall clock
  std::int64_t munmap_ns = -1;                            ///< −1: nothing was mapped
  std::int64_t resident_before = -1, resident_after = -1; ///< pages; −1: not known
  ShortText cache_evidence;
  Reading<std::int64_t> disk_read_bytes; ///< by this process
  DiskWork disk;                         ///< the disk's, for whomever
  ShortText interrupts_of;
  TcpFigures tcp;
  NicFeatures nic;
  Turns turns;
  Reading<CardFigures> card; ///< where it was watched
};

struct Received {
  ShortText problem;
  std::int64_t last_byte_ns = 0;
  std::int64_t bytes = 0;
  std::int64_t made = 0; ///< receive calls
  Reading<Usage> usage;
  Reading<std::int64_t> cpu_end_ns, sender_cpu_end_ns; ///< CPU time, read before the wall clock
  Reading<ReceiveFigures> copied;                      ///< where it was watched
  bool has_checksum = false;
  std::uint64_t checksum = 0;
  std::int64_t checksum_ns = 0; ///< CPU time spent on it before the last byte
  Turns turns;
};

} // namespace copyscope::real
