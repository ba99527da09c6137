// The copies that the CPU has made of a round's bytes, one kind beside the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace copyscope::real {

/// Copies of one kind: how many, of how many bytes together, and how that is known.
struct Copied {
  std::optional<std::int64_t> times; ///< calls; for the card and the receiver packets
  std::optional<std::int64_t> bytes;
  std::string evidence;
};

/// The way of the bytes, copy by copy.
struct Copies {
  Copied read;    ///< page cache → user buffer
  Copied sent;    ///< user buffer or mapping → socket
  Copied card;    ///< put together, packet by packet, for a card that cannot gather
  Copied local;   ///< of what was pinned and not copied, on its way to a socket of this machine
  Copied receive; ///< socket → the receiver's memory: beyond what the textbook counts

  /// On the sender's side.
  std::optional<std::int64_t> times() const;
  std::int64_t bytes() const;
  std::string evidence() const; ///< of bytes(): "measured" where no part of it is inferred
};

} // namespace copyscope::real
