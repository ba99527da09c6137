#include "gui/views/scene.h"

namespace copyscope::gui {

Scene scene_of(const Controller& controller, const std::vector<Listed>& catalog) {
  return {controller.session(),      controller.player(),
          controller.race(),         controller.lesson(),
          controller.choices(),      controller.what_if(),
          controller.branch(),       controller.real(),
          controller.crossover(),    controller.export_dialog(),
          controller.confirm(),      controller.saved(),
          controller.is_saving(),    controller.finder(),
          controller.rows(),         controller.browser(),
          controller.inspector(),    controller.inspects(),
          controller.explained(),    controller.explains(),
          controller.context_menu(), catalog,
          controller.trace(),        controller.story()};
}

} // namespace copyscope::gui
