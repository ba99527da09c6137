// What a send costs the CPU by its size, or a MiB by the size of the file, a line for each method,
// both axes logarithmic: points as measured with their intervals, lines as predicted with their
// band, and where one method begins to pay for good.
//
// Points are groups {"point", SIZE, "METHOD"}, crossings {"crossing", BYTES, "METHOD AGAINST"}.
#pragma once

#include "figure/kit/theme.h"
#include "sim/analysis/crossover.h"

#include <string>
#include <vector>

namespace copyscope::figure {

struct CrossoverChartPlan {
  const analysis::Crossover* crossover = nullptr;
  bool scatter_gather = true; ///< of the curves that are shown
  analysis::SentFrom mapped =
      analysis::SentFrom::mapped_once; ///< of methods that map, which curves
  std::string title, about;            ///< may be empty
  bool names_mapping = true;           ///< false: it is told elsewhere which curves they are
};

struct CrossoverChart {
  Picture picture;
  float width = 0, height = 0;

  /// What somebody may want to know more of: a point, a crossing.
  struct Place {
    Box box;
    std::string hint;
  };
  std::vector<Place> places;
};

/// `width` is at least 480 units; the plot is `plot_height` high.
CrossoverChart draw_crossover_chart(const CrossoverChartPlan& plan, float width, float plot_height,
                                    const Style& style);

/// As high as `height` together with all that stands around the plot, which is at least 160 high.
CrossoverChart draw_crossover_chart_within(const CrossoverChartPlan& plan, float width,
                                           float height, const Style& style);

/// Whether there is anything to show.
bool has_curves(const CrossoverChartPlan& plan);

} // namespace copyscope::figure
