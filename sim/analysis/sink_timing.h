// What a send of a case costs on a card that takes every packet and frees it, where nothing copies
// behind its back: the sends alone, apart from the run that has proved the bytes of the case.
#pragma once

#include "sim/analysis/send_verdict.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

namespace copyscope::analysis {

/// CPU time is a sum of both modes, in picoseconds a send.
struct SinkTiming {
  std::int64_t chunk = 0; ///< bytes a send: not always those of the case
  std::int64_t sends = 0; ///< that counted
  std::int64_t cpu_ps = 0;
  std::int64_t low_ps = 0, high_ps = 0; ///< the interval that holds the median, 95 % sure
  /// By how much more a send costs where the file is mapped anew for every 4 MiB: mapping, page
  /// faults, and taking the mapping away. 0 of methods that do not map.
  std::int64_t mapping_ps = 0;
  SendVerdict verdict;

  std::int64_t with_mapping_ps() const { return cpu_ps + mapping_ps; }

  friend bool operator==(const SinkTiming&, const SinkTiming&) = default;
};

/// A case's "sink" (INTERFACE.md).
nlohmann::ordered_json sink_json(const SinkTiming& timing);
/// The reverse. Throws nlohmann::json's exceptions for what is none.
SinkTiming sink_timing_in(const nlohmann::ordered_json& json);

} // namespace copyscope::analysis
