// Two runs of one case lane by lane: the model's spans over the kernel's, on one scale of time. On
// one clock, both begin together; or each call that both make begins where its partner does, and
// the faster of the two waits for the other at every such call.
//
// Regions: {"told", ROW, "overlay.model"} and "overlay.kernel" of bars; groups of the same names.
#pragma once

#include "figure/kit/theme.h"
#include "figure/story/story.h"
#include "figure/words/wording.h"
#include "sim/analysis/pairing.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// A row of one of the two runs.
struct OverlayRow {
  bool is_kernel = false;
  trace::SpanId row = trace::no_span;

  friend bool operator==(const OverlayRow&, const OverlayRow&) = default;
};

struct OverlayPlan {
  const Story *model = nullptr, *kernel = nullptr;
  const analysis::Pairing* pairing = nullptr; ///< nullptr: what belongs together is not known
  bool by_call = false;                       ///< aligned at each pair; needs a pairing
  double begin = 0, end = 1;                  ///< the share of the whole scale that is seen
  OverlayRow pointed;                         ///< what is under the pointer
};

/// The names and texts of such regions.
inline constexpr std::string_view overlay_model = "overlay.model",
                                  overlay_kernel = "overlay.kernel";

/// A time that both runs have in common, between two calls that both make.
struct OverlayPart {
  double place = 0; ///< on the common scale, picoseconds
  Time model_begin, model_end, kernel_begin, kernel_end;

  /// As long as the longer of the two takes.
  double width() const;
  friend bool operator==(const OverlayPart&, const OverlayPart&) = default;
};

/// The common scale from left to right. Pairs are at least `least` picoseconds apart there: those
/// that are nearer go with the one before. On one clock it is a single part.
std::vector<OverlayPart> overlay_parts(const OverlayPlan& plan, double least = 0);

/// `box` is at least 300 wide and 90 high. Lanes that there is no room for are left out, the
/// devices' first.
Picture draw_overlay(const OverlayPlan& plan, Box box, const Style& style);

/// What is said of a row: "send() at 64 KiB: 6.75 µs simulated, 107.8 µs real, 16.0 times as long";
/// of one without a partner, that only this run has it. Empty of no row.
std::string overlay_text(const OverlayPlan& plan, const OverlayRow& row, Language language);
/// Of all calls: how many both make, and how many only one of them.
std::string overlay_summary(const OverlayPlan& plan, Language language);

} // namespace copyscope::figure
