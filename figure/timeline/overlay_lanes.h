// What an overlay is made of: lanes that either run has, and partners.
#pragma once

#include "figure/timeline/overlay.h"

namespace copyscope::figure {

/// A lane as both runs have it, or one of them.
struct OverlayLane {
  std::optional<trace::LaneId> model, kernel;

  std::string name(const OverlayPlan& plan, Language language) const;
};

/// From the program down to the devices, each once.
std::vector<OverlayLane> overlay_lanes(const OverlayPlan& plan);

/// The row of the other run that it is paired with; no_span where there is none.
OverlayRow partner_in_overlay(const OverlayPlan& plan, const OverlayRow& row);

} // namespace copyscope::figure
