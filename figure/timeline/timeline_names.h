// The names at a timeline's left edge: of lanes, of lanes that are drawn as one, of groups with the
// sign that folds them.
#pragma once

#include "figure/kit/theme.h"
#include "figure/timeline/timeline_layout.h"
#include "figure/timeline/timeline_scale.h"

#include <string>

namespace copyscope::figure {

/// What a line is called.
std::string line_name(const TimelineScale& scale, const TimelineLane& lane,
                      assets::Language language);

/// Answers to the pointer: of a lane {"told", 0, "lane.KIND"}, of a group's head {"fold", KEY}.
void add_name_region(Picture& picture, const TimelineScale& scale, const TimelineLane& lane,
                     Box name, const Style& style);
void draw_name(Picture& picture, const TimelineScale& scale, const TimelineLane& lane, Box name,
               const Style& style);

} // namespace copyscope::figure
