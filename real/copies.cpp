#include "real/copies.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace copyscope::real {

namespace {

constexpr std::array card_rules{
    CardRule{Path::veth, Protocol::tcp, true, 0, 0, 1},
    CardRule{Path::veth, Protocol::tcp, false, 1, 1, 0},
    CardRule{Path::loopback, Protocol::tcp, true, 0, 0, 1},
    CardRule{Path::loopback, Protocol::tcp, false, 1, 1, 0},
    CardRule{Path::remote, Protocol::tcp, true, 0, 0, 0},
    CardRule{Path::remote, Protocol::tcp, false, 1, 1, 0},
    CardRule{Path::unix_stream, Protocol::local, true, 0, 0, 0}, // there is no card
    CardRule{Path::sink, Protocol::udp, true, 0, 0, 0},
    CardRule{Path::sink, Protocol::udp, false, 0, 1, 0},
};

constexpr const char* inferred = "inferred";
constexpr const char* measured = "measured";

Copied by_call(const Sent& sent, Call call) {
  const auto i = static_cast<std::size_t>(call);
  return {sent.counts[i], sent.bytes[i], inferred};
}

/// O_DIRECT has the disk put them there.
Copied into_the_buffer(const Method& method, const Sent& sent) {
  if (!method.needs_buffer || method.is_direct()) return {0, 0, inferred};
  return by_call(sent, method.reads_with());
}

bool copies_into_the_socket(const Method& method) {
  return !method.sends_references && !method.asks_for_zerocopy();
}

Copied into_the_socket(const Method& method, const Sent& sent) {
  if (!copies_into_the_socket(method)) return {0, 0, inferred};
  return by_call(sent, method.sends_with);
}

/// The kernel says of each send whether it was so in the end, where the path does not tell as well:
/// a given address may be this machine's. Of a card that cannot gather the rule has counted them.
Copied to_a_local_socket(const Method& method, const Sent& sent, const CardRule& rule) {
  const Completions& told = sent.completions;
  if (!method.asks_for_zerocopy() || rule.handed != 0) return {0, 0, inferred};
  if (told.says_whether) return {told.copied, told.copied_bytes, measured};
  if (rule.local == 0) return {0, 0, inferred};
  return {told.asked, told.asked_bytes, inferred};
}

/// What is sent again is put together again.
std::int64_t bytes_for_the_card(const Method& method, const Sent& sent, const CardRule& rule) {
  const std::int64_t bytes = sent.bytes[static_cast<std::size_t>(method.sends_with)];
  const std::int64_t once = (copies_into_the_socket(method) ? rule.written : rule.handed) * bytes;
  return once == 0 ? 0 : once + sent.tcp.retransmitted_bytes;
}

/// Where the watched round shows what its rule says, the rule is as good as measured for the round
/// that is told; else what was seen is told. Bytes that were seen to be linear are copies only
/// where the path makes them: before 4.17 write() filled linear packets at once.
Copied for_the_card(const Method& method, const Sent& sent, const CardRule& rule,
                    const Exchange* watched) {
  Copied copied{0, bytes_for_the_card(method, sent, rule), inferred};
  const Reading<CardFigures> seen = watched ? watched->sent.card : Reading<CardFigures>{};
  if (seen.known()) {
    constexpr std::int64_t headers = 66; // of one packet: the end of the stream counts as a byte
    const std::int64_t expected = bytes_for_the_card(method, watched->sent, rule);
    if (std::abs(seen.value.linear_bytes - expected) > headers)
      copied.bytes = seen.value.linear_bytes;
    copied.evidence = measured;
  }
  if (copied.bytes == 0) return copied;
  if (rule.protocol == Protocol::udp)
    copied.times = sent.counts[static_cast<std::size_t>(method.sends_with)];
  else if (sent.tcp.known)
    copied.times = sent.tcp.data_segments_out;
  else
    copied.times = seen.known() ? std::optional(seen.value.linear_packets) : std::nullopt;
  return copied;
}

Copied at_the_receiver(const Received& received, Drain drain, const Exchange* watched) {
  if (drain == Drain::trunc) return {0, 0, inferred}; // MSG_TRUNC: discarded, tcp(7)
  if (watched && watched->received.copied.known())
    return {watched->received.copied.value.copies, watched->received.copied.value.bytes, measured};
  return {received.made, received.bytes, inferred};
}

Protocol protocol_of(Path path) {
  switch (path) {
  case Path::sink:
    return Protocol::udp;
  case Path::unix_stream:
    return Protocol::local;
  default:
    return Protocol::tcp;
  }
}

} // namespace

const CardRule& card_rule(Path path, Protocol protocol, bool gathers) {
  const auto found = std::ranges::find_if(card_rules, [&](const CardRule& each) {
    return each.path == path && each.protocol == protocol && each.gathers == gathers;
  });
  if (found == card_rules.end()) throw std::logic_error("a path without a rule");
  return *found;
}

std::optional<std::int64_t> Copies::times() const {
  if (!card.times) return std::nullopt;
  return *read.times + *sent.times + *card.times + *local.times;
}

std::int64_t Copies::bytes() const {
  return *read.bytes + *sent.bytes + *card.bytes + *local.bytes;
}

std::string Copies::evidence() const {
  if (*read.bytes != 0 || *sent.bytes != 0) return inferred;
  return *local.bytes == 0 ? card.evidence : card.evidence == measured ? local.evidence : inferred;
}

Copies copies_of(const Method& method, const Exchange& counted, Drain drain, Path path,
                 const Exchange* watched) {
  const Sent& sent = counted.sent;
  const bool gathers = sent.nic.scatter_gather() != NicFeatures::off;
  const Protocol protocol = protocol_of(path);
  const CardRule& rule = card_rule(path, protocol, protocol == Protocol::local || gathers);
  return {into_the_buffer(method, sent), into_the_socket(method, sent),
          for_the_card(method, sent, rule, watched), to_a_local_socket(method, sent, rule),
          path == Path::sink ? Copied{0, 0, inferred} // there is none
                             : at_the_receiver(counted.received, drain, watched)};
}

} // namespace copyscope::real
