// The copies of a timing diagram by their numbers: those that are drawn, and how much each moves.
#pragma once

#include "figure/kit/theme.h"
#include "figure/story/routes.h"

#include <cstdint>
#include <vector>

namespace copyscope::figure {

/// The same number for the same way in all runs, counted in the order in which they first take it.
void number_alike(std::vector<std::vector<Route>>& runs);

/// Which copies of a run a diagram draws.
struct DrawnPart {
  std::vector<trace::LaneId> lanes;
  Time from, to = Time::max(); ///< what touches it is in it
};

class CopyLegend {
public:
  /// Counts the copies of one run, by the numbers of its routes. O(its copies).
  void add(const trace::Trace& trace, const std::vector<Route>& routes, const DrawnPart& part);

  /// "① DMA copy, disk → page cache: 16 × 64 KiB" and so on, wrapped. Returns the height that it
  /// took from `top` on.
  float draw(Picture& picture, Box top, const Style& style) const;
  /// The same for several runs: each number on its kind's ground, with its way; how often each run
  /// takes it is not said here.
  float draw_shared(Picture& picture, Box top, const Style& style) const;
  /// The numbers alone of a run's copies that are drawn, in the order in which it first takes them:
  /// for its bars that have no room for theirs. Returns the width that they take; draws nothing
  /// where that is more than there is.
  float draw_numbers(Picture& picture, Box row, const std::vector<Route>& routes,
                     const Style& style) const;

private:
  /// The copies along one route.
  struct Tally {
    Route route;
    std::int64_t count = 0, bytes = 0, first = 0;
    bool alike = true;

    void add(std::int64_t size);
  };

  Tally& tally_of(const Route& route);
  static std::string amount_of(const Tally& tally, assets::Language language);

  std::vector<Tally> tallies_; // in the order of their numbers
};

} // namespace copyscope::figure
