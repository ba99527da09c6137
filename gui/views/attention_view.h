// What lies over the picture for whoever uses the keyboard: the focus ring, the field that is typed
// into, and what was typed and could not be taken.
#pragma once

#include "figure/kit/theme.h"
#include "gui/control/attention.h"

namespace copyscope::gui {

/// `under`: the picture that it lies over, as attention.settle() has seen it.
figure::Picture attention_picture(const Attention& attention, const figure::Picture& under,
                                  figure::Box surface, const figure::Theme& theme,
                                  const figure::Measure& measure);

} // namespace copyscope::gui
