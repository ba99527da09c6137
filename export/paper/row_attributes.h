// What a drawn row stands for, in attributes for programs that read the drawing.
#pragma once

#include "export/data/format.h"
#include "export/paper/canvas/svg_canvas.h"

namespace copyscope::exports {

/// For groups {"row", ROW, the id of a run's case}: data-case, data-row, data-lane, data-kind,
/// data-begin-ps, data-end-ps, data-bytes, and data-rows where it stands for several.
SvgCanvas::Attributes row_attributes(const Runs& runs);

} // namespace copyscope::exports
