// The strip of flows: a cell for each, with how far it is and which CPU works for it. Which cells
// there are and where they stand depends on nothing but the room: with words where there is much of
// it, with numbers or as bars where there is little, and a cell for all those that do not fit.
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/flow_state.h"

#include <cstdint>
#include <vector>

namespace copyscope::figure {

enum class FlowDetail : unsigned char {
  words,   ///< name, what it does, how far it is
  numbers, ///< its number, and a bar
  bars     ///< no text but the number of its CPU
};

struct FlowCell {
  trace::FlowId flow = 0;
  Box box;
};

struct FlowStripLayout {
  Box box;
  Box head; ///< what they are and how many
  FlowDetail detail = FlowDetail::words;
  std::vector<FlowCell> cells; ///< neighbours, in rising order; the one in front is among them
  Box more;                    ///< all others; empty where there are none
  std::uint32_t flows = 0;     ///< in all
  std::uint32_t page = 0;      ///< as many cells as fit
  /// The first of those that a click on `more` shows.
  trace::FlowId next() const;
};

constexpr float flow_strip_height = 44;

/// `head` is the width of the head; 0: it is left out. `is_on_wall`: seen from afar, where what
/// stands on bars is too small.
FlowStripLayout lay_out_flow_strip(std::uint32_t flows, trace::FlowId front, Box box, float head,
                                   bool is_on_wall = false);

/// The width that a head needs.
float flow_head_width(std::uint32_t flows, const Style& style);

/// Regions: {"flow", FLOW} of cells, and of `more`.
Picture draw_flow_strip(const trace::Trace& trace, trace::Cursor cursor, trace::FlowId front,
                        const FlowStripLayout& layout, const Style& style);

} // namespace copyscope::figure
