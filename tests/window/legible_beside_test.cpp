// What is said and done beside a thing can be read: cards, the method explained, menus.
#include "gui/session/gestures.h"
#include "tests/window/legible_fixture.h"

#include <fmt/format.h>

namespace copyscope::gui {
namespace {

class LegibleBeside : public Legible {};

TEST_F(LegibleBeside, parts_looked_at_the_method_explained_and_menus) {
  open("every-way");
  controller.perform({action::view, 0, "stage"});
  for (std::size_t which = 0; which < controller.session().case_count(); which += 3) {
    controller.perform({action::show_case, static_cast<std::int64_t>(which), ""});
    rest();
    for (const std::int64_t share : {0, 1, 2}) {
      controller.perform({action::step, controller.player().steps() * share / 2, ""});
      for (const char* const part : {"process", "cpu", "disk_dma", "nic", "page_cache",
                                     "user_buffer", "socket_buffer", "pipe", "rings"}) {
        const std::string where = fmt::format("case {}, {}/2, {}", which + 1, share, part);
        controller.perform({action::part, 0, part});
        look(where, sizes[0], assets::Language::en, figure::dark_theme());
        look(where, sizes[1], assets::Language::zh, figure::light_theme());
        controller.perform({action::part, 0, part});
      }
    }
    controller.perform({action::explain, 0, ""});
    for (int page = 0; page < 4; ++page) {
      look(fmt::format("case {} explained, page {}", which + 1, page + 1));
      controller.perform({action::scroll, 4'000, "explain"});
    }
    controller.perform({action::explain, 0, ""});
  }
  for (const char* const target :
       {"part|10,10|cpu", "byte|1270,10|", "row|1270,790|", "timeline|500,790|", "ledger|20,300|",
        "view|600,200|", "code|100,150|", ""}) {
    controller.perform({action::context, 2, target});
    EXPECT_EQ(controller.choices().menu, "context") << target;
    look(std::string("menu of ") + target);
    controller.perform({action::back, 0, ""});
  }
}

} // namespace
} // namespace copyscope::gui
