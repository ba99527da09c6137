#include "real/sink/verdict.h"

#include <algorithm>

namespace copyscope::real {

namespace {

using analysis::SendVerdict;
using KnownBy = SendVerdict::Evidence;

// Each is a text of assets/texts/sink.toml, too, word for word.
constexpr const char* udp_copies =
    "what the sending call is given it copies into the datagram, whatever the card can do";
constexpr const char* udp_gathers =
    "the datagram got references to pages of the page cache, and the card gathers them from there";
constexpr const char* udp_pinned =
    "the datagram got references to the pinned pages, and the card gathers them from there";
constexpr const char* udp_linear =
    "the card does not gather: the CPU copies the bytes into one piece when the datagram is queued "
    "(__ip_append_data)";
constexpr const char* udp_fragments =
    "the chunk is larger than a packet (MTU): the CPU copies it into fragments (__ip_append_data)";
constexpr const char* udp_unchecked =
    "the card computes no checksums: the CPU has to read each byte for one, and what is sent with "
    "MSG_ZEROCOPY it copies meanwhile (__ip_append_data)";
constexpr const char* udp_corked =
    "the chunk lies in more than 16 pages, which are handed over in two parts (MSG_MORE): of such "
    "a datagram the CPU computes the checksum";
constexpr const char* udp_partly =
    "the kernel has copied some datagrams, others not; nobody says why";

constexpr std::int64_t page_bytes = 4096;
constexpr std::int64_t most_pages_at_once = 16; // PIPE_DEF_BUFFERS, and splice_to_socket()
constexpr std::int64_t udp_headers = 28;        // of IPv4 and UDP

bool gathers(const NicFeatures& card) {
  return card.scatter_gather() != NicFeatures::off;
}
bool computes_checksums(const NicFeatures& card) {
  return card.checksums() != NicFeatures::off;
}

/// Of those chunks, which begin one behind the other: how many lie in more pages.
std::int64_t spanning_more(const SentToSink& sent) {
  std::int64_t count = 0;
  for (std::int64_t i = 0; i < sent.sends; ++i) {
    const std::int64_t begin = i * sent.chunk;
    const std::int64_t last = std::min(begin + sent.chunk, sent.bytes) - 1;
    if (last / page_bytes - begin / page_bytes + 1 > most_pages_at_once) ++count;
  }
  return count;
}

/// Why the card cannot take what is handed over or pinned from where it lies; else nullptr.
const char* why_copied(const SentToSink& sent) {
  if (!gathers(sent.card)) return udp_linear;
  return sent.chunk + udp_headers > sent.mtu ? udp_fragments : nullptr;
}

SendVerdict of_handed_over(const SentToSink& sent) {
  const std::int64_t sends = sent.sends * sent.passes;
  if (const char* const why = why_copied(sent)) return {sends, 0, 0, KnownBy::inferred, why};
  if (!computes_checksums(sent.card)) return {0, 0, sends, KnownBy::inferred, udp_unchecked};
  const std::int64_t read = spanning_more(sent) * sent.passes;
  return {0, sends - read, read, KnownBy::inferred, read == 0 ? udp_gathers : udp_corked};
}

SendVerdict of_zerocopy(const SentToSink& sent, const Completions& told) {
  const char* const card = why_copied(sent);
  const char* const why = card ? card : computes_checksums(sent.card) ? nullptr : udp_unchecked;
  if (!told.says_whether) {
    const bool copied = why != nullptr;
    return {copied ? told.asked : 0, copied ? 0 : told.asked, 0, KnownBy::inferred,
            copied ? why : udp_pinned};
  }
  const std::int64_t spared = told.told - told.copied;
  const char* const reason = told.copied == 0 ? udp_pinned : spared == 0 && why ? why : udp_partly;
  return {told.copied, spared, 0, KnownBy::said_by_the_kernel, reason};
}

} // namespace

analysis::SendVerdict verdict_on_sink(const Method& method, const SentToSink& sent,
                                      const Completions& told) {
  if (method.asks_for_zerocopy()) return of_zerocopy(sent, told);
  if (method.sends_references) return of_handed_over(sent);
  return {sent.sends * sent.passes, 0, 0, KnownBy::inferred, udp_copies};
}

} // namespace copyscope::real
