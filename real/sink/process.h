// The process that sends to the sink: it is forked, enters namespaces of its own, makes the card,
// and does one pass after another as it is told. It ends with the run.
#pragma once

#include "real/channel.h"
#include "real/completions.h"
#include "real/methods/registry.h"
#include "real/probes/nic.h"
#include "real/sent_file.h"
#include "real/sink/sink.h"

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

inline constexpr std::int64_t sink_file_bytes = 4 << 20;
/// Several, since luck decides in how large pieces the page cache holds one; and a prime number, so
/// that a setting comes to all files however many settings there are.
inline constexpr std::int64_t sink_files = 5;

/// Whole chunks of a file, so that all sends of a pass are alike.
constexpr std::int64_t sends_a_pass(std::int64_t chunk) {
  return sink_file_bytes / chunk;
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
