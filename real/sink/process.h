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
};

/// As a large file is held that was read through: read-ahead makes folios larger as it goes on,
/// from one page to 1 MiB over the first 15 MiB here. Files of 4 MiB are held in small folios, of
/// which read + send costs a quarter more.
inline constexpr std::int64_t sink_file_bytes = 32 << 20;
/// Of memory: what is mapped begins at multiples of it.
inline constexpr std::int64_t sink_page = 4096;
/// Several, since luck decides where in memory the page cache holds one.
inline constexpr std::int64_t sink_files = 3;

/// What one pass sends: pieces of a file, one behind the other up to its end. Each is sent as a
/// file of its own.
struct SinkPieces {
  std::int64_t count = 1;
  std::int64_t bytes = 0; ///< of each
  std::int64_t sends = 0; ///< that each takes

  std::int64_t all_sends() const { return count * sends; }
};

/// No more sends than a median needs. Without a file's size one piece of whole chunks, so that all
/// sends are alike; with one, as many as lie in the file side by side: the same piece over and over
/// would come from the CPU's caches.
inline SinkPieces pieces_of(const SinkSetting& setting) {
  constexpr std::int64_t most = 1024;
  if (setting.file == 0) {
    const std::int64_t sends = std::min(most, sink_file_bytes / setting.chunk);
    return {1, sends * setting.chunk, sends};
  }
  const std::int64_t sends = sends_a_file(setting);
  const std::int64_t count = std::min(most / sends, sink_file_bytes / setting.file);
  return {std::max<std::int64_t>(1, count), setting.file, sends};
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
  std::int64_t pace_ps = 0; ///< the slower one of before and after it
  Completions completions;  ///< of a method that asks for zero-copy
  NicFeatures card;
};

/// "by SIGKILL (Killed)", of a process that has closed its channel, which it does some moments
/// before it can be waited for.
std::string how_it_ended(ChildProcess& process);

/// Talks with measure_on_sink() until that ends.
void run_sink_process(const Channel& run, const SinkPlan& plan);

} // namespace copyscope::real
