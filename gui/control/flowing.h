// Of a run with several flows: which one is in front, how the timeline puts their lanes together,
// and whether they race instead of the cases.
#pragma once

#include "gui/control/shared.h"

namespace copyscope::gui {

class Flowing {
public:
  explicit Flowing(Shared& shared) : shared_(shared) {}

  Handlers actions();

private:
  std::int64_t count() const; ///< of the run on the stage
  void flow(const Action& action);
  void flow_on();
  void flow_back();
  void show(std::int64_t flow);
  void reveal(); ///< its lanes in the timeline
  void lanes_by_flow();
  void fold(const Action& action);
  void race_flows(const Action& action);

  Shared& shared_;
};

} // namespace copyscope::gui
