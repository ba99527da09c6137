// What a picture of a stage says of what is held where, read from its shapes: how full the strips
// of its buffers are. And the same as the trace tells it, so that every stage can be compared.
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/stage_state.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace copyscope::figure {

/// A rectangle that is filled, in the order in which they are drawn.
struct Filled {
  double x = 0, y = 0, w = 0, h = 0;
  bool is_well = false; ///< the ground of what is filled as far as something has come
};

/// How full each well is: 0 to 1.
inline std::vector<double> shares_of(const std::vector<Filled>& fills) {
  std::vector<double> shares;
  const Filled* well = nullptr;
  constexpr double near = 0.02; // a file's numbers are rounded
  for (const Filled& fill : fills) {
    if (fill.is_well) {
      well = &fill;
      shares.push_back(0);
    } else if (well && fill.w > 0 && fill.x >= well->x - near && fill.y >= well->y - near &&
               fill.x + fill.w <= well->x + well->w + near &&
               fill.y + fill.h <= well->y + well->h + near) {
      shares.back() = std::max(shares.back(), fill.w / well->w);
    }
  }
  return shares;
}

inline std::vector<double> shares_in(const Picture& picture, const Theme& theme) {
  std::vector<Filled> fills;
  for (const Shape& shape : picture.shapes())
    if (const auto* const fill = std::get_if<Fill>(&shape))
      fills.push_back(
          {fill->box.x, fill->box.y, fill->box.w, fill->box.h, fill->color == theme.well});
  return shares_of(fills);
}

/// Of the buffers that hold data, and not references alone, as the trace tells it.
inline std::vector<double> shares_held(const trace::Trace& trace, const StageState& state) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < state.scene.parts.size(); ++i) {
    const Part& part = state.scene.parts[i];
    const bool has_strip = part.kind == PartKind::cache || part.kind == PartKind::memory ||
                           part.kind == PartKind::queue;
    if (!has_strip || part.is_spare || part.object == trace::no_object) continue;
    const std::int64_t held = trace.held(part.object, state.cursor);
    const BufferState& shown = *state.parts[i].holds;
    if (shown.refers_only || (shown.referred > 0 && held == 0)) continue;
    shares.push_back(
        std::min(1.0, static_cast<double>(held) / static_cast<double>(shown.capacity)));
  }
  return shares;
}

/// Whether a stage among what is drawn is as full as the trace says.
inline testing::AssertionResult shows(std::vector<double> drawn, const std::vector<double>& held) {
  for (const double share : held) {
    const auto found = std::ranges::find_if(
        drawn, [&](double each) { return share - 0.02 < each && each < share + 0.02; });
    if (found == drawn.end())
      return testing::AssertionFailure() << "no strip is filled to " << share << "; there are "
                                         << testing::PrintToString(drawn);
    drawn.erase(found);
  }
  return testing::AssertionSuccess();
}

} // namespace copyscope::figure
