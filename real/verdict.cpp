#include "real/verdict.h"

namespace copyscope::real {

namespace {

using analysis::SendVerdict;
using SaidBy = SendVerdict::Evidence;

// Each is a text of assets/texts/verdict.toml, too, word for word.
constexpr const char* no_bytes = "the file has no bytes";
constexpr const char* call_copies =
    "what the sending call is given it copies into the socket's memory, whatever the card can do";
constexpr const char* card_gathers =
    "the socket got references to pages of the page cache, and the card gathers them from there";
constexpr const char* no_card =
    "the socket got references to pages of the page cache, and no card is on the way: the receiver "
    "reads from them";
constexpr const char* card_cannot_gather =
    "the card does not gather: the CPU copies each packet into one piece as it leaves "
    "(validate_xmit_skb)";
constexpr const char* no_checksums =
    "the card computes no checksums: the CPU has to, and first copies pages that others may change "
    "(skb_checksum_help)";
constexpr const char* local_socket =
    "packets to a local socket take a deferred copy (skb_orphan_frags_rx)";
constexpr const char* card_took_them = "the card took the pinned pages from where they lie";
constexpr const char* some_local =
    "some packets were copied on their way (skb_orphan_frags_rx), others were not";

NicFeatures::State checksums(const NicFeatures& nic) {
  return nic.states[1];
}

/// The card may be off for pages that are handed over or pinned; nullptr where it takes them.
const char* why_the_card_cannot(const NicFeatures& nic) {
  if (nic.scatter_gather() == NicFeatures::off) return card_cannot_gather;
  return checksums(nic) == NicFeatures::off ? no_checksums : nullptr;
}

std::int64_t sends_of(const Method& method, const Sent& sent) {
  return sent.counts[static_cast<std::size_t>(method.sends_with)];
}

/// Nobody says; what is handed over by reference is copied where the card cannot take it.
SendVerdict of_references(std::int64_t sends, const NicFeatures& nic) {
  const char* const why = why_the_card_cannot(nic);
  if (!why) return {0, sends, 0, SaidBy::inferred, card_gathers};
  return {sends, 0, 0, SaidBy::inferred, why};
}

SendVerdict of_pinned(const Completions& told, const NicFeatures& nic) {
  const char* const why = why_the_card_cannot(nic);
  const char* const copied_why = why ? why : local_socket;
  if (!told.says_whether) return {told.asked, 0, 0, SaidBy::inferred, copied_why};
  const std::int64_t spared = told.told - told.copied;
  const char* const reason = told.copied == 0 ? card_took_them
                             : spared == 0    ? copied_why
                                              : some_local;
  return {told.copied, spared, 0, SaidBy::said_by_the_kernel, reason};
}

} // namespace

SendVerdict verdict_on(const Method& method, const Sent& sent, Path path) {
  if (sends_of(method, sent) == 0 && sent.completions.asked == 0)
    return {0, 0, 0, SaidBy::inferred, no_bytes};
  if (method.asks_for_zerocopy()) return of_pinned(sent.completions, sent.nic);
  const std::int64_t sends = sends_of(method, sent);
  if (method.sends_references && path == Path::unix_stream)
    return {0, sends, 0, SaidBy::inferred, no_card};
  if (method.sends_references) return of_references(sends, sent.nic);
  return {sends, 0, 0, SaidBy::inferred, call_copies};
}

} // namespace copyscope::real
