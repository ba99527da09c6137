// The closed form of MODEL.md's textbook level, written down from the document and from nothing
// else: counts, bytes and duration of a whole run without simulating it.
//
// A round's rows are listed per method; each row's duration is rounded up by itself. Sums are kept
// in 128 bits.
#pragma once

#include "sim/scenario/scenario.h"
#include "sim/units/wide.h"

#include <cstdint>
#include <map>
#include <string>

namespace copyscope::closed_form {

struct Totals {
  std::int64_t syscalls = 0, mode_switches = 0, interrupts = 0, descriptors = 0;
  std::int64_t cpu_copies = 0, dma_copies = 0, pio_copies = 0;
  std::int64_t cpu_bytes = 0, dma_bytes = 0, pio_bytes = 0;
  Int128 kernel_ps = 0, duration_ps = 0;
  std::map<std::string, std::int64_t> calls;
};

/// What the case comes to.
Totals totals(const scenario::Case& which);

} // namespace copyscope::closed_form
