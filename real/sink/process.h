// The process that sends to the sink: it is forked, enters namespaces of its own, makes the card,
// and does one pass after another as it is told. It ends with the run.
#pragma once

#include "real/channel.h"
#include "real/completions.h"
#include "real/methods/registry.h"
#include "real/probes/nic.h"
#include "real/sent_file.h"
#include "real/sink/sink.h"

#include <algorithm>
#include <span>
#include <vector>

namespace copyscope::real {

/// What is going to be done, settled before the process is forked, which inherits it.
struct SinkPlan {
  std::vector<SinkSetting> settings;
  std::vector<const Method*> methods; ///< of the settings
  std::vector<SentFile> files;        ///< of sink_file_bytes each; passes take turns with them
  std::int64_t user_buffer = 0;       ///< bytes
  int cpu = -1;                       ///< −1: not pinned
};

/// As a large file is held that was read through: read-ahead has long come to its largest folios,
/// which it reaches after the first 8 MiB, and more than the CPU's caches hold for one process, so
/// that what is sent comes from memory. Small files are held in small folios, of which a read of
/// 60 KiB costs a third more.
inline constexpr std::int64_t sink_file_bytes = 32 << 20;
/// Several, since luck decides where in memory the page cache holds one.
inline constexpr std::int64_t sink_files = 3;

/// Whole chunks, so that all sends of a pass are alike, and no more than a median needs: the last
/// of the file.
constexpr std::int64_t sends_a_pass(std::int64_t chunk) {
  constexpr std::int64_t most = 1024;
  return std::min(most, sink_file_bytes / chunk);
}

struct SinkReady { ///< from the process, once
  ShortText problem;
  ShortText device;
  bool own_user_namespace = false;
  bool pinned = false;
};

struct SinkOrder { ///< to the process: one pass
  std::int32_t setting;
  std::int32_t file;
  bool lends; ///< the method is lent what it would map: mapped before, and touched
};

struct SinkPass {
  ShortText problem;  ///< the setting cannot be measured
  ShortText rejected; ///< the pass does not count
  std::int64_t cpu_ns = 0;
  std::int64_t sends = 0;
  Completions completions; ///< of a method that asks for zero-copy
  NicFeatures card;
};

/// "by SIGKILL (Killed)", of a process that has closed its channel, which it does some moments
/// before it can be waited for.
std::string how_it_ended(ChildProcess& process);

/// Talks with measure_on_sink() until that ends.
void run_sink_process(const Channel& run, const SinkPlan& plan);

} // namespace copyscope::real
