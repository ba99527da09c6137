// The sequence diagram of a run: process, kernel, disk, DMA engine and network card as life lines,
// and what happens as messages between them, one below the other. For paper.
//
// Each message is a group {"row", ROW, the run's id}.
#pragma once

#include "figure/kit/theme.h"
#include "sim/trace/trace.h"

#include <string>

namespace copyscope::figure {

struct SequencePlan {
  const trace::Trace* trace = nullptr;
  std::string title, source; ///< one line each; what is too long is shortened
  Time from, to = Time::max();
  bool is_plain = false; ///< without title and source
};

constexpr float sequence_narrowest = 360;

struct Sequence {
  Picture picture;
  float width = 0, height = 0;
};
/// `width` is at least sequence_narrowest; type is 13 units high.
Sequence draw_sequence(const SequencePlan& plan, float width, const Style& style);

} // namespace copyscope::figure
