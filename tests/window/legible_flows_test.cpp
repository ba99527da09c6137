// Runs of one, two and many flows on one, two and eight CPUs can be read: stage and strip, lanes by
// part and by flow, folded and not, and the race of flows.
#include "gui/session/gestures.h"
#include "tests/gui/flows_fixture.h"
#include "tests/window/legible_fixture.h"

#include <fmt/format.h>

namespace copyscope::gui {
namespace {

class LegibleFlows : public Legible {
protected:
  void open_run(int cpus, int flows) {
    where = fmt::format("{} CPUs, {} flows", cpus, flows);
    files.write("seen.copyscope", saved_flows(cpus, flows, 300));
    open("seen.copyscope");
    controller.perform({action::view, 0, "stage"});
  }
  void look_at(const std::string& what) { look(where + ", " + what); }

  std::string where;
};

TEST_F(LegibleFlows, whatever_is_in_front_and_however_lanes_are_grouped) {
  for (const int cpus : {1, 2, 8})
    for (const int flows : {1, 2, 64}) {
      open_run(cpus, flows);
      for (const std::int64_t third : {1, 2, 3}) {
        controller.perform({action::step, controller.player().steps() * third / 3, ""});
        rest();
        look_at(fmt::format("step {}/3", third));
        controller.perform({action::flow_back, 0, ""});
      }
      controller.perform({action::lanes_by_flow, 0, ""});
      look_at("by flow");
      controller.perform({action::fold, 0, ""});
      controller.perform({action::scroll, 5 * Choices::lane_pitch, Choices::lanes_list});
      look_at("folded, scrolled");
    }
}

TEST_F(LegibleFlows, that_race) {
  for (const int cpus : {1, 8})
    for (const int flows : {2, 64}) {
      open_run(cpus, flows);
      controller.perform({action::view, 0, "compare"});
      look_at("the run alone");
      controller.perform({action::race_flows, 1, ""});
      controller.perform({action::flow_back, 0, ""});
      for (const char* const place : {action::home, action::end}) {
        controller.perform({place, 0, ""});
        look_at("raced");
      }
      controller.perform({action::present, 0, ""});
      look_at("raced on the wall");
    }
}

} // namespace
} // namespace copyscope::gui
