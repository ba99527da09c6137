// What cases cost, as bars beside one another: their time by who worked, and the bytes that were
// copied by whom. For paper.
//
// The parts of bars are groups {"time", ps, "CASE ROLE"} and {"bytes", BYTES, "CASE ROLE"}.
#pragma once

#include "figure/kit/theme.h"
#include "sim/analysis/result.h"
#include "sim/analysis/time_split.h"

#include <string>
#include <vector>

namespace copyscope::figure {

struct CostBar {
  std::string title; ///< of the case
  analysis::Result result;
  analysis::TimeSplit split;
};

struct CostChartPlan {
  std::string title, about, source; ///< about: what was sent; may be empty
  std::vector<CostBar> bars;        ///< at least one; the first is what others are compared with
  bool is_plain = false;            ///< without title, what was sent, notes and source
};

struct CostChart {
  Picture picture;
  float width = 0, height = 0;
};
/// `width` is at least 300 units.
CostChart draw_cost_chart(const CostChartPlan& plan, float width, const Style& style);

} // namespace copyscope::figure
