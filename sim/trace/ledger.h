// The ledger: what a run has cost so far. Counts, bytes copied and by whom, CPU time, what each
// buffer holds.
//
// LedgerFold is the one function that adds a span to a ledger: the index, TraceBuilder and
// LedgerSink all use it. Counts go up when a row begins; bytes and times grow linearly while it
// lasts (INTERFACE.md, "A step").
#pragma once

#include "sim/trace/header.h"
#include "sim/trace/span.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::trace {

struct Ledger {
  struct ByMover { ///< who moves the bytes
    std::int64_t cpu = 0, dma = 0, pio = 0;

    friend bool operator==(const ByMover&, const ByMover&) = default;
  };
  static constexpr int call_names = 16; ///< different names of system calls that a run may make

  std::int64_t steps = 0; ///< rows that are steps
  std::int64_t syscalls = 0;
  std::int64_t mode_switches = 0;
  std::int64_t context_switches = 0;
  std::int64_t interrupts = 0;
  std::int64_t minor_faults = 0;
  std::int64_t major_faults = 0;
  std::int64_t descriptors = 0;
  ByMover copies;
  ByMover bytes_copied;
  Time user;   ///< CPU time in user mode
  Time kernel; ///< copies by CPU and PIO, descriptors, mappings, interrupts, faults, mode switches
  std::array<std::int64_t, buffer_count> held{};        ///< bytes in each Buffer
  std::array<std::int64_t, call_names> calls_by_name{}; ///< beside the name in call_name
  std::array<StringId, call_names> call_name{};         ///< 0: unused

  std::int64_t held_by(Buffer buffer) const { return held[static_cast<std::size_t>(buffer)]; }

  friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// The calls made so far by name, in order of first use; `names` resolves ids.
std::vector<std::pair<std::string, std::int64_t>>
calls_by_name(const Ledger& ledger, const std::vector<std::string>& names);

/// `times` more of what `delta` added: a + delta × times, field by field. Throws OverflowError.
Ledger extrapolate(const Ledger& a, const Ledger& delta, std::int64_t times);
/// b − a, field by field, for a and b of one run with a the earlier.
Ledger difference(const Ledger& a, const Ledger& b);

/// Adds rows to a ledger in order of begin, and tells the ledger at any time from the latest row's
/// begin on.
class LedgerFold {
public:
  struct Open { ///< a row that has begun and, at the latest row's begin, not ended
    SpanId id = no_span;
    Span span;
  };

  void start(const Header& header);

  /// Rows whose end is at or before `now` become past. add() does it by itself.
  void retire(Time now);
  void add(SpanId id, const Span& span);
  /// A row that is still open ends at another time than was said. False where it is past.
  bool end(SpanId id, Time end);

  const std::vector<Open>& open() const { return open_; }
  /// `now` is not before the latest row's begin.
  Ledger at(Time now) const;

  /// All that a fold is, for checkpoints: the past, and the bytes in each client's user buffer.
  const Ledger& past() const { return past_; }
  std::span<const std::int64_t> user_buffers() const { return user_buffers_; }
  void restore(const Ledger& past, std::vector<std::int64_t> user_buffers, std::vector<Open> open);

private:
  Ledger past_; ///< counts of all rows so far; amounts of those that ended
  std::vector<std::int64_t> user_buffers_; ///< by client
  std::vector<Open> open_;
};

/// Finds the header's entry of a buffer, or nullptr.
const BufferInfo* find_buffer(const Header& header, Buffer buffer);

} // namespace copyscope::trace
