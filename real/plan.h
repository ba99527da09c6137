// What a run is going to do, settled before its processes are forked, so that they inherit it.
#pragma once

#include "real/calls.h"
#include "real/connection.h"
#include "real/methods/registry.h"
#include "real/probes/memory.h"
#include "real/real.h"
#include "real/sent_file.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace copyscope::real {

struct PlannedCase {
  const scenario::Case* which = nullptr;
  std::string unavailable; ///< why it cannot be run, else empty; then nothing below holds
  const Method* method = nullptr;
  std::size_t file = 0; ///< index into Plan::files
  std::int64_t size = 0, chunk = 0;
  std::int64_t prefix = 0; ///< resident bytes at the start
  bool scatter_gather = false;
};

/// Memory that the run and its processes share: what every call did, and how far the receiver is.
class SharedRecords {
public:
  SharedRecords() = default;
  SharedRecords(std::int64_t sender_calls, std::int64_t receiver_calls);

  std::span<CallRecord> sender() const { return part(0, sender_calls_); }
  std::span<CallRecord> receiver() const { return part(sender_calls_, receiver_calls_); }
  std::atomic<std::int64_t>& received() const; ///< bytes, of the round under way

private:
  std::span<CallRecord> part(std::int64_t from, std::int64_t count) const;

  Mapping memory_;
  std::int64_t sender_calls_ = 0, receiver_calls_ = 0;
};

struct Plan {
  std::vector<PlannedCase> cases;
  std::vector<SentFile> files;
  int cpu = -1;                            ///< for both processes; −1: not pinned
  std::int64_t user_buffer = 0;            ///< bytes: the largest chunk of a method that has one
  std::int64_t receive_buffer = 0;         ///< bytes: the largest file, or as much of it as is kept
  std::int64_t most_kept = 0;              ///< call records kept for traces, of the whole run
  std::string memory_limit_unread;         ///< as unread_limit() says it
  std::optional<MemoryLimit> memory_limit; ///< of the control group
  SharedRecords records;
  std::optional<SocketAddress> far; ///< where `copyscope receive` listens, of Path::remote
};

/// Settles the cases, makes or opens the files. Throws BadInput, Interrupted.
Plan make_plan(const std::vector<const scenario::Case*>& cases, const Options& options,
               const Progress& progress, const std::atomic<bool>& cancelled);

} // namespace copyscope::real
