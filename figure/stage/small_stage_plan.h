// Where everything on the small stage stands. Pure geometry.
#pragma once

#include "figure/stage/small_stage.h"

#include <string_view>

namespace copyscope::figure {

class SmallStagePlan {
public:
  SmallStagePlan(const StageState& state, Box box, bool on_wall)
      : state_(state), is_on_wall_(on_wall) {
    if (on_wall)
      place_on_wall(box);
    else
      place(box);
  }

protected:
  Box box_of(trace::Buffer buffer) const;
  /// Empty for what is not here. Engines are shown with their devices, the process as its space.
  Box box_of_part(std::string_view part) const;
  Curve curve(const Route& route) const;
  /// Where the mode is switched: between the bands' names, down or up.
  Curve crossing_way(bool down) const;

  const StageState& state_;
  SmallStageLayout bands_;
  bool is_on_wall_;
  float labels_ = 0;            ///< width of the column of band names; 0: none
  bool is_named_above_ = false; ///< the bands have their names in a line of their own
  /// There beside the ways into and out of the page cache, and behind it switches of the mode.
  static constexpr float name_above = 52, behind_name = 138;
  Box user_, cache_, socket_, pipe_, disk_, cpu_, nic_;

  bool names_bands() const { return labels_ > 0 || is_named_above_; }

private:
  void place(Box box);
  void place_on_wall(Box box);
};

} // namespace copyscope::figure
