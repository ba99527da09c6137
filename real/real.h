// Real mode: runs the cases of a scenario with actual system calls, and observes what can be
// observed. Linux only.
//
//   analysis::Report report = run(scenario, cases, options, progress, cancelled);
//   std::cout << to_json(report);   // INTERFACE.md, "Results"
//   return exit_status(report);     // 0, 1 or 3
//
// A sender and a receiver process, both on one CPU, are joined by TCP: over a veth pair between
// private network namespaces whose scatter-gather is switched as each case asks, or over loopback.
// On the sink there is a sender alone, and UDP.
// They, the namespaces and the temporary file end with the call, whether it returns or throws, and
// with this process, however it ends.
#pragma once

#include "real/errors.h"
#include "sim/analysis/report.h"
#include "sim/scenario/scenario.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::real {

/// How the receiver empties its socket.
/// copy: into memory that holds the whole file (up to 1 GiB; larger files in parts of that size),
///   and takes the checksum when the clock has stopped (of larger files part by part; that time is
///   taken out of every figure). Nothing is left to belief, so this is the
///   default.
/// trunc: the kernel discards the bytes (MSG_TRUNC), the nearest stand-in for a network card; they
///   are counted, and only the warm-up, which copies, has a checksum.
enum class Drain { copy, trunc };

/// automatic: veth where it can be made, else loopback; then the sends alone are timed on the sink.
/// sink: a card that takes every packet and frees it (real/sink/card.h); nobody receives there.
enum class Path { automatic, veth, loopback, sink };

std::string_view name_of(Drain drain); ///< "copy", "trunc"
std::string_view name_of(Path path);   ///< "auto", "veth", "loopback", "sink"

/// What ends a run that would go on for too long.
struct Bounds {
  Bytes file{std::int64_t{64} << 30}; ///< of a file that the run makes
  std::chrono::seconds round{120};    ///< one round of one case
  std::chrono::seconds total{900};    ///< no round begins after that
  int rejections = 3;                 ///< rounds of a case rejected one after another
};

struct Options {
  int rounds = 7; ///< counted ones a case, 1 to 1000; one warm-up more unless it is 1
  Drain drain = Drain::copy;
  Path path = Path::automatic;
  std::optional<std::string> file;      ///< sent instead of one that the run makes; only read
  std::optional<std::string> directory; ///< for the file that the run makes; else $TMPDIR where
                                        ///< set, /var/tmp, /tmp: the first that is on a disk
  bool traces = false;                  ///< keep a Trace of each case's median round
  Bounds bounds;
  /// For timing the sends alone on the sink, of all cases together.
  std::chrono::milliseconds sink_time{3'000};
  double sink_within = 0.03; ///< the sooner, once every interval of a median is that narrow
};

/// How much of the work is done, 0 to 1, and with what it goes on: "writing the file", or the id of
/// the case whose round it is.
using Progress = std::function<void(double done, std::string_view what)>;

/// Runs the cases, which belong to the scenario, their rounds interleaved. `cancelled` is looked at
/// at least every 50 ms; where any round has counted by then, the report is about those, else
/// Interrupted is thrown. Throws BadInput, and SystemError where not even a process or a socket can
/// be had. Forks, so call it where no other thread holds a lock that a child needs.
analysis::Report run(const scenario::Scenario& scenario,
                     const std::vector<const scenario::Case*>& cases, const Options& options,
                     const Progress& progress, const std::atomic<bool>& cancelled);

/// 1 for a wrong checksum, else 130 where it was cancelled, 0 where any case ran, else 3.
int exit_status(const analysis::Report& report);

/// What is there instead of a regular file: "a directory", "a named pipe", "a device".
std::string kind_of_file(unsigned mode);

/// Whether real mode has the method.
bool has_method(std::string_view id);

} // namespace copyscope::real
