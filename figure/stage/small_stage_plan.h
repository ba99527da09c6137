// Where everything on the small stage stands. Pure geometry.
#pragma once

#include "figure/stage/small_stage.h"

#include <string_view>

namespace copyscope::figure {

class SmallStagePlan {
public:
  SmallStagePlan(const StageState& state, Box box)
      : state_(state), bands_(small_stage_bands(box)), labels_(box.w > 500 ? 104.0F : 0.0F) {
    place();
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
  float labels_; ///< width of the column of band names; 0: none
  Box user_, cache_, socket_, pipe_, disk_, cpu_, nic_;

private:
  void place();
};

} // namespace copyscope::figure
