// Real mode: runs the cases of a scenario with actual system calls, and observes what can be
// observed. Linux only.
//
//   Report report = run(scenario, cases, options, progress, cancelled);
//   std::cout << to_json(report);   // INTERFACE.md, "Results"
//   return exit_status(report);     // 0, 1 or 3
//
// A sender and a receiver process, both on one CPU, are joined by TCP: over a veth pair between
// private network namespaces whose scatter-gather is switched as each case asks, or over loopback.
// They, the namespaces and the temporary file end with the call, whether it returns or throws, and
// with this process, however it ends.
#pragma once

#include "real/copied.h"
#include "real/errors.h"
#include "real/probes/disk.h"
#include "real/probes/nic.h"
#include "real/probes/reading.h"
#include "real/probes/tcp.h"
#include "real/probes/usage.h"
#include "sim/analysis/paired.h"
#include "sim/analysis/result.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// automatic: veth where it can be made, else loopback.
enum class Path { automatic, veth, loopback };

std::string_view name_of(Drain drain); ///< "copy", "trunc"
std::string_view name_of(Path path);   ///< "auto", "veth", "loopback"

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
};

struct Round {
  enum class State { counted, warm_up, rejected, failed };
  enum class Checksum { equal, different, not_taken };

  State state = State::counted;
  std::int64_t turn = 0; ///< rounds of one turn follow one another: the cases take turns
  std::string reason;    ///< of rejected and failed rounds
  Drain drain = Drain::copy;
  std::int64_t duration_ns = 0;
  std::vector<std::pair<std::string, std::int64_t>> syscalls_by_name;
  Checksum checksum = Checksum::not_taken;
  std::int64_t received_bytes = 0;
  std::int64_t receive_calls = 0;
  std::int64_t checksum_ns = 0; ///< CPU time of a checksum taken meanwhile, of a file that does not
                                ///< fit the receiver's memory; in no other figure
  Reading<Usage> sender, receiver;
  Reading<std::int64_t> sender_cpu_ns, receiver_cpu_ns; ///< within duration
  std::optional<std::int64_t> munmap_ns; ///< after it: what taking the mapping away has cost
  std::string cache_evidence; ///< "cachestat", "mincore", "read_bytes" or "unavailable: ERRNO"
  std::optional<std::int64_t> resident_pages_before, resident_pages_after;
  Reading<std::int64_t> disk_read_bytes; ///< by the sender: /proc/self/io, read_bytes
  DiskWork disk;                         ///< the disk's, for whoever in the machine used it
  std::string interrupts_of;             ///< "vda"; "": of all devices
  TcpFigures tcp;
};

std::string_view name_of(Round::State state);       ///< "counted", "warm_up", "rejected", "failed"
std::string_view name_of(Round::Checksum checksum); ///< "equal", "different", "not_taken"

struct CaseResult {
  enum class Status { ok, unavailable };

  analysis::Result
      figures; ///< duration: the median; else of the round nearest to it; empty where unavailable
  Status status = Status::ok;
  std::string reason;          ///< why it is unavailable
  std::string note;            ///< what else is to be said: fewer rounds than asked, no trace
  bool wrong_checksum = false; ///< the receiver got other bytes than the file's
  std::map<std::string, std::string> evidence;  ///< by the figure's path
  std::vector<Round> rounds;                    ///< every round made, in order
  std::int64_t shortest_ps = 0, longest_ps = 0; ///< durations of the counted rounds
  std::int64_t spread_ps = 0;                   ///< between the durations' first and third quartile
  Copies copies;                                ///< on the way of the bytes
  std::string watch; ///< whether the card's packets were watched: their evidence
  Round median;      ///< the round that counts and evidence are of
  /// To the first case that ran, by turns; empty where there is none but this one.
  std::optional<analysis::PairedRatio> ratio;
  std::vector<std::string> ties;     ///< cases of which nobody can tell whether they are faster
  NicFeatures nic;                   ///< of the interface that it was sent through
  std::optional<trace::Trace> trace; ///< of the median round
};

struct Report {
  std::string scenario;
  std::vector<CaseResult> cases; ///< in the order in which they were asked for
  /// Kernel, CPU, congestion control, drain, path and why, pinning …, names and values.
  std::vector<std::pair<std::string, std::string>> environment;
  std::string interface; ///< "copyscope0" (veth), "lo"
  /// What makes the durations others than they should be; said in the environment too.
  std::vector<std::string> warnings;
  bool cancelled = false; ///< it was asked to stop: the rounds that were made by then

  bool any_ran() const;
  const CaseResult* reference() const; ///< the first case that ran, or nullptr
  bool wrong_checksum() const;
};

/// How much of the work is done, 0 to 1, and with what it goes on: "writing the file", or the id of
/// the case whose round it is.
using Progress = std::function<void(double done, std::string_view what)>;

/// Runs the cases, which belong to the scenario, their rounds interleaved. `cancelled` is looked at
/// at least every 50 ms; where any round has counted by then, the report is about those, else
/// Interrupted is thrown. Throws BadInput, and SystemError where not even a process or a socket can
/// be had. Forks, so call it where no other thread holds a lock that a child needs.
Report run(const scenario::Scenario& scenario, const std::vector<const scenario::Case*>& cases,
           const Options& options, const Progress& progress, const std::atomic<bool>& cancelled);

nlohmann::ordered_json to_json(const Report& report);

/// 1 for a wrong checksum, else 130 where it was cancelled, 0 where any case ran, else 3.
int exit_status(const Report& report);

/// What is there instead of a regular file: "a directory", "a named pipe", "a device".
std::string kind_of_file(unsigned mode);

/// Whether real mode has the method.
bool has_method(std::string_view id);

} // namespace copyscope::real
