// What standard output is: how wide, and whether it wants colour.
//
// Colour only where it is a terminal that wants it: NO_COLOR (no-color.org) and TERM=dumb say no.
#pragma once

#include "sim/trace/span.h"

#include <string>
#include <string_view>

namespace copyscope::cli {

/// What a piece of text is, as far as its looks go. Colours are those of the roles in the window.
enum class Look { plain, heading, strong, faint, cpu_copy, dma_copy, pio_copy, good, bad };

/// Copies have a look each, after who makes them; every other kind of row is plain.
Look look_of(trace::Kind kind);

struct Terminal {
  int width = 80; ///< columns to fill at the most
  bool colour = false;

  /// The text in that look, or as it is where there is no colour.
  std::string styled(std::string_view text, Look look) const;
};

/// Standard output as it is now: a terminal's own width from 40 to 120 columns, else 80.
Terminal standard_output();

/// Whether standard error is a terminal where a progress bar can be drawn.
bool errors_are_seen();

} // namespace copyscope::cli
