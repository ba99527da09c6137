// Was it really zero-copy? The verdict on sends to the sink, where a chunk is a datagram of UDP.
#pragma once

#include "real/completions.h"
#include "real/methods/registry.h"
#include "real/probes/nic.h"
#include "sim/analysis/send_verdict.h"

#include <cstdint>

namespace copyscope::real {

/// Chunks sent one behind the other, from the beginning of a file or of memory, to that card; and
/// that so often.
struct SentToSink {
  std::int64_t sends = 0;
  std::int64_t chunk = 0; ///< bytes, of all but the last
  std::int64_t bytes = 0; ///< of all of them
  std::int64_t passes = 1;
  std::int64_t mtu = 0;
  NicFeatures card;
};

/// What the kernel says where it says something (`told`), else what follows from its source.
analysis::SendVerdict verdict_on_sink(const Method& method, const SentToSink& sent,
                                      const Completions& told);

} // namespace copyscope::real
