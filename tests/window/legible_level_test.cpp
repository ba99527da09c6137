// The kernel's level can be read: stage, timeline and rows with tasks that sleep, several CPUs and
// clients; what differs from the textbook; and all the values that can be changed.
#include "gui/session/gestures.h"
#include "gui/session/knob_groups.h"
#include "tests/window/legible_fixture.h"

#include <fmt/format.h>

namespace copyscope::gui {
namespace {

class LegibleLevel : public Legible {
protected:
  void open_level(std::int64_t clients, std::int64_t cores) {
    open("four-ways");
    controller.perform({action::level, 0, "linux"});
    set("workload.file_size=128 KiB");
    set(fmt::format("workload.clients={}", clients));
    set(fmt::format("machine.cpu.cores={}", cores));
    rest();
    where = fmt::format("{} clients, {} cores", clients, cores);
  }
  void set(const std::string& setting) { controller.perform({action::set, 0, setting}); }
  void look_at(const std::string& what) { look(where + ", " + what); }
  /// To the first row of that kind.
  void go_to(trace::Kind kind) {
    const trace::SpanId row = controller.trace()->next(0, set_of(kind));
    if (row != trace::no_span) controller.perform({action::row, row, ""});
    rest();
  }

  std::string where;
};

TEST_F(LegibleLevel, each_kind_of_row_that_only_it_has) {
  open_level(1, 1);
  for (std::int64_t of_case = 0; of_case < 4; ++of_case) {
    controller.perform({action::show_case, of_case, ""});
    rest();
    for (const trace::Kind kind :
         {trace::Kind::kernel_work, trace::Kind::context_switch, trace::Kind::softirq,
          trace::Kind::page_fault, trace::Kind::unmap, trace::Kind::descriptor}) {
      if (of_case > 1 && kind == trace::Kind::kernel_work) continue; // as in the first
      if (controller.trace()->next(0, set_of(kind)) == trace::no_span) continue;
      go_to(kind);
      look_at(fmt::format("case {}, {}", of_case, name_of(kind)));
    }
  }
}

TEST_F(LegibleLevel, several_clients_and_cpus) {
  for (const auto& [clients, cores] :
       {std::pair{2, 1}, std::pair{3, 2}, std::pair{64, 1}, std::pair{64, 8}}) {
    open_level(clients, cores);
    controller.perform({action::step, controller.player().steps() / 3, ""});
    rest();
    look_at("a third");
    controller.perform({action::view, 0, "compare"});
    look_at("compared");
    controller.perform({action::view, 0, "stage"});
  }
}

TEST_F(LegibleLevel, all_values_folded_unfolded_and_looked_for) {
  open_level(1, 2);
  controller.perform({action::view, 0, "whatif"});
  look_at("values");
  for (const KnobGroup& group : groups_of(controller.what_if().knobs(), controller.choices().knobs,
                                          scenario::Fidelity::linux))
    if (!group.is_open) controller.perform({action::knob_group, 0, group.name});
  look_at("all unfolded");
  controller.perform({action::scroll, 1'000'000, knobs_list});
  look_at("scrolled to the end");
  controller.perform({action::set, 1, "knob=page"});
  look_at("looked for");
  controller.perform({action::set, 1, "knob=no such value"});
  look_at("found nothing");
  controller.perform({action::set, 1, "knob="});
  set("workload.file_size=64 MiB");
  for (int i = 0; i < 4; ++i)
    controller.work(1);
  look_at("estimated");
}

} // namespace
} // namespace copyscope::gui
