// How much CPU time a send costs by each method, where nothing copies behind its back: on a card
// that takes every packet and frees it (real/sink/card.h).
//
//   for (const SinkFigure& figure : measure_on_sink(settings, limits, progress, cancelled))
//     figure.ps_per_send;
//
// Each chunk is a UDP datagram. The settings take turns, so that what changes in the machine
// meanwhile meets all of them; each turn, a pass, sends up to 32 MiB that are in the page cache and
// not in the CPU's, and the CPU time of its process is read before the first send and after the
// last one and its completions. A pass in which the card took other packets than those sent, or in
// which a packet socket was open, is rejected.
//
// A kernel developer would object: no DMA mapping, no doorbell, no queueing discipline, no
// completion interrupt, no pages in flight. It is a lower bound of what sending costs the CPU. And
// it shows neither a receiver nor TCP nor a checksum at the far end: that is what the other paths
// are for.
#pragma once

#include "real/probes/calm_cpu.h"
#include "real/real.h"
#include "sim/analysis/send_verdict.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::real {

/// What one datagram holds: a chunk above it is EMSGSIZE for every method.
inline constexpr std::int64_t most_in_datagram = 65'507;
/// The chunk at which cases are timed on the sink beside a run over another path: 15 pages, the
/// most that divides neither a page nor a datagram. sendfile and splice hand over 16 pages at once;
/// of what spans more the CPU computes a checksum (MSG_MORE).
inline constexpr std::int64_t sink_chunk = 60 << 10;

/// Why a chunk of so many bytes cannot be sent to the sink, and what to do; empty where it can.
std::string why_no_datagram(std::int64_t bytes);

struct SinkSetting {
  std::string method; ///< its id
  std::int64_t chunk = sink_chunk;
  bool scatter_gather = true;
  bool checksums = true;     ///< computed by the card (tx-checksumming)
  std::int64_t mtu = 65'535; ///< of the card, at least 68
  /// Methods that map the file send from memory of the process's own instead; nothing is mapped.
  bool private_buffer = false;
  /// 0, or a file's bytes, whole pages, 32 MiB at the most: sent are files of that size, in chunks
  /// of which the last may be short, and what is paid once a file is paid for each.
  std::int64_t file = 0;

  friend bool operator==(const SinkSetting&, const SinkSetting&) = default;
};

/// Sends that the setting's file takes; 0 without one.
constexpr std::int64_t sends_a_file(const SinkSetting& setting) {
  return (setting.file + setting.chunk - 1) / setting.chunk;
}

/// Of one setting. CPU time as a sum of both modes, per send, in picoseconds: the median over the
/// passes, and the interval that holds it at least 95 % sure.
struct SinkFigure {
  std::string unavailable; ///< why there is none, else empty; then nothing below holds
  std::int64_t passes = 0; ///< that counted (real/sink/passes.h)
  std::int64_t sends = 0;  ///< of all these together
  std::int64_t ps_per_send = 0, low_ps = 0, high_ps = 0; ///< of the sends alone
  /// Mapping the file, its page faults and taking the mapping away, beside that: by as much more a
  /// send costs where each pass, or each file of the setting's size, is mapped anew. 0 without
  /// mapping.
  std::int64_t mapping_ps = 0;
  std::int64_t mapping_low_ps = 0, mapping_high_ps = 0; ///< its interval, likewise
  analysis::SendVerdict verdict;                        ///< on all sends that counted
  std::int64_t rejected = 0;                            ///< passes
  std::string last_rejection;                           ///< why, of the last one
};

struct SinkLimits {
  std::chrono::milliseconds time{10'000}; ///< of all settings together; then it is over
  double within = 0.03; ///< over before, once each interval's ends are that near to its median
  std::optional<std::string> directory{}; ///< for the files; else as Options::directory says
};

/// Tries to make one, in a process of its own. Why there can be none here, and what to do; empty
/// where there can. Throws Interrupted, SystemError.
std::string why_no_sink(const std::atomic<bool>& cancelled);

/// What the figures were measured on.
struct SinkGround {
  std::string device; ///< "bridge", "dummy"
  bool own_user_namespace = false;
  bool pinned = false; ///< to one CPU at a time
  PaceWindow pace;     ///< of the passes that count (real/sink/passes.h)
  double counted = 1;  ///< their share, of those that were not rejected
};

/// Forks; throws as run() does, Interrupted also where something was measured by then. Where there
/// can be no sink here, every figure says why. Files are made in the usual folder, and are gone.
/// `ground`, where given, is filled in.
std::vector<SinkFigure> measure_on_sink(const std::vector<SinkSetting>& settings,
                                        const SinkLimits& limits, const Progress& progress,
                                        const std::atomic<bool>& cancelled,
                                        SinkGround* ground = nullptr);

} // namespace copyscope::real
