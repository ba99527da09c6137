// What moves on the stage: routes, the packet on one of them with its tether to whoever carries
// it, descriptors, crossings, interrupts.
#pragma once

#include "figure/stage/stage.h"

namespace copyscope::figure {

/// All routes, faint before they are taken; what the reference alone has as ghosts.
void draw_routes(Picture& picture, const StageState& state, const StageLayout& layout,
                 const Style& style, const StageOptions& options);

/// The current step: bright route, packet, tether, caption; or tag, crossing, spark.
void draw_motion(Picture& picture, const StageState& state, const StageLayout& layout,
                 const Style& style);

/// Where a mode switch crosses the boundary, beneath the process.
Curve crossing_way(const StageLayout& layout, const Activity& mode_switch);
/// The way of an interrupt, from the device to the CPU.
Curve spark_way(const StageLayout& layout, bool by_disk);

/// A descriptor: a small tag, pointed at the right, with a hole.
void draw_tag(Picture& picture, Box box, const Theme& theme);

} // namespace copyscope::figure
