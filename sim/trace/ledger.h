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
  std::array<std::int64_t, buffer_count> held{};           ///< bytes in each Buffer
  std::array<std::int64_t, call_names> calls_by_name{};    ///< beside the name in call_name
  std::array<StringId, call_names> call_name{};            ///< 0: unused

  std::int64_t held_by(Buffer buffer) const { return held[static_cast<std::size_t>(buffer)]; }

  friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// The name ids that the fold must know: they are fixed, being interned first by every sink.
struct WellKnown {
  static constexpr StringId to_kernel = 1, to_user = 2, minor = 3, major = 4;
};

} // namespace copyscope::trace
